import { ControlError } from './control-error';
import type { Settings } from '../types';

export const DEFAULT_SETTINGS: Settings = {
  renameDropsSubscriptions: false,
  plan: 'community',
  enforcePullWindow: false,
  contentLagSeconds: 0,
  integrationQuota: null,
  latencyMs: 0,
};

/** Hours between two pulls that the plans allow. Source: CrowdSec's documentation; see crowdsec-api.md on 429. */
const PULL_WINDOW_HOURS = { community: 24, enterprise: 1 };

export function pullWindowSeconds(plan: Settings['plan']): number {
  return PULL_WINDOW_HOURS[plan] * 3600;
}

const isFlag = (value: unknown) => typeof value === 'boolean';
const isAmount = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;

const RULES: { readonly [name in keyof Settings]: { readonly accepts: (value: unknown) => boolean; readonly expected: string } } = {
  renameDropsSubscriptions: { accepts: isFlag, expected: 'true or false' },
  plan: { accepts: (value) => value === 'community' || value === 'enterprise', expected: '"community" or "enterprise"' },
  enforcePullWindow: { accepts: isFlag, expected: 'true or false' },
  contentLagSeconds: { accepts: isAmount, expected: 'a number of seconds, 0 or more' },
  integrationQuota: {
    accepts: (value) => value === null || (Number.isInteger(value) && isAmount(value)),
    expected: 'a whole number, 0 or more, or null for none',
  },
  latencyMs: { accepts: isAmount, expected: 'a number of milliseconds, 0 or more' },
};

/** Merges a change. Throws a `ControlError` when it cannot be understood, and then changes nothing. */
export function mergeSettings(settings: Settings, change: object): Settings {
  for (const [name, value] of Object.entries(change)) {
    const rule = Object.hasOwn(RULES, name) ? RULES[name as keyof Settings] : undefined;
    if (!rule) throw new ControlError(`"${name}" is no setting; there are ${Object.keys(RULES).join(', ')}`);
    if (!rule.accepts(value)) throw new ControlError(`setting "${name}" is ${JSON.stringify(value)}; give ${rule.expected}`);
  }
  return { ...settings, ...change };
}
