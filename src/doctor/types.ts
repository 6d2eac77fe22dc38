/** What the doctor finds: the shapes that checks, reports and the JSON output share. */
import type { CheckId, Group } from './checks';

/**
 * Worst first, as a report sorts them. `unknown`: it could not be seen from here. `skip`: what it stands on did not hold, or it was not
 * asked for.
 */
export const STATUSES = ['fail', 'warn', 'unknown', 'skip', 'ok'] as const;

export type Status = (typeof STATUSES)[number];

/** What one check saw. */
export interface Finding {
  readonly status: Status;
  /** What was seen, with the value that decided. One sentence, no secret. */
  readonly detail: string;
  /** One thing to do next; always there with `fail` and `warn`. */
  readonly remedy?: string;
  /** Milliseconds that the looked-at thing took to answer; left out where nothing was asked. */
  readonly latencyMs?: number;
}

/** Which check, and of what. */
export interface CheckName {
  readonly id: CheckId;
  readonly group: Group;
  /** What it looked at, where there are several: a host, an integration's name, a file. */
  readonly subject?: string;
}

export interface CheckResult extends CheckName, Finding {}
