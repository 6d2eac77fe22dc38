import { FLAG, isAmount, MILLISECONDS, oneOf, orNull, readFields, type Rules } from './fields';
import type { Settings } from '../types';

export const DEFAULT_SETTINGS: Settings = {
  renameDropsSubscriptions: false,
  plan: 'community',
  enforcePullWindow: false,
  contentLagSeconds: 0,
  integrationQuota: null,
  latencyMs: 0,
  requestsPerSecond: null,
};

/** Hours between two pulls that the plans allow. Source: CrowdSec's documentation. */
const PULL_WINDOW_HOURS = { community: 24, enterprise: 1 };

export const PLANS: readonly string[] = Object.keys(PULL_WINDOW_HOURS);

export function pullWindowSeconds(plan: Settings['plan']): number {
  return PULL_WINDOW_HOURS[plan] * 3600;
}

const RULES: Rules<Settings> = {
  renameDropsSubscriptions: FLAG,
  plan: oneOf(PLANS),
  enforcePullWindow: FLAG,
  contentLagSeconds: { accepts: isAmount, expected: 'a number of seconds, 0 or more' },
  integrationQuota: orNull({ accepts: (value) => Number.isInteger(value) && isAmount(value), expected: 'a whole number, 0 or more' }),
  latencyMs: MILLISECONDS,
  requestsPerSecond: orNull({ accepts: (value) => Number.isInteger(value) && Number(value) >= 1, expected: 'a whole number, 1 or more' }),
};

/** Merges a change. Throws a `ControlError` when it cannot be understood, and then changes nothing. */
export function mergeSettings(settings: Settings, change: unknown): Settings {
  return { ...settings, ...readFields(change, RULES, 'the settings') };
}
