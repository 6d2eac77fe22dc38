import { digest, uuidOf } from '../catalogue/random';

/** Served durations are not documented. Longer than any sane pull interval, so that deltas leave no gap. */
const DURATION = '167h59m59s';

/** One decision of the stream, as remediation components read it. */
export interface Decision {
  readonly id: number;
  readonly uuid: string;
  readonly origin: string;
  readonly type: string;
  readonly scope: 'Ip' | 'Range';
  readonly value: string;
  readonly duration: string;
  readonly scenario: string;
}

/** The decision on an address or range: the same id and UUID in every pull. */
export function decision(value: string): Decision {
  const hex = digest(value, 32);
  return {
    id: parseInt(hex.slice(0, 12), 16),
    uuid: uuidOf(hex),
    origin: 'lists',
    type: 'ban',
    scope: value.includes('/') ? 'Range' : 'Ip',
    value,
    duration: DURATION,
    scenario: 'crowdsec-service-api',
  };
}

/** What came and went between two pulls; null where nothing did, as the local API has it. */
export function delta(before: readonly string[], after: readonly string[]): { new: Decision[] | null; deleted: Decision[] | null } {
  const had = new Set(before);
  const has = new Set(after);
  return {
    new: decisions(after.filter((entry) => !had.has(entry))),
    deleted: decisions(before.filter((entry) => !has.has(entry))),
  };
}

function decisions(entries: readonly string[]): Decision[] | null {
  return entries.length ? entries.map(decision) : null;
}
