import type { Group } from './checks';
import { CheckResult, Status, STATUSES } from './types';

/** Version of the JSON form; it goes up when a field goes or changes its meaning, not when one comes. */
export const REPORT_VERSION = 1;

/** An engine's API or CrowdSec's own, as the field's scripts name them. */
export interface Reachability<Word extends string> {
  readonly status: Word;
  /** Whole milliseconds; null when nothing was measured. */
  readonly latency_ms: number | null;
}

/** One integration, as its row shows it. */
export interface IntegrationState {
  readonly id: string;
  readonly name: string;
  readonly entity_type: string;
  readonly output_format: string;
  /** The worst of its checks, without those that were skipped or could not be seen. */
  readonly status: Status;
  readonly last_pull: string | null;
  /** No pull for more than 24 hours, or never. */
  readonly offline: boolean;
  readonly addresses: number;
  readonly pull_limit: number | null;
  readonly subscriptions: { readonly vendors: number; readonly cves: number; readonly fingerprints: number; readonly blocklists: number };
}

/** The whole of what `doctor --json` prints; docs/guides/doctor.md describes it. */
export interface Report {
  readonly version: typeof REPORT_VERSION;
  /** RFC 3339. */
  readonly generated_at: string;
  readonly lapi: Reachability<'healthy' | 'unhealthy' | 'unreachable' | 'not_configured'>;
  readonly capi: Reachability<'reachable' | 'unreachable' | 'not_configured'>;
  readonly integrations: readonly IntegrationState[];
  readonly checks: readonly ReportedCheck[];
  readonly summary: Summary;
}

export interface ReportedCheck {
  readonly id: string;
  readonly group: Group;
  readonly subject: string | null;
  readonly status: Status;
  readonly detail: string;
  readonly remedy: string | null;
  readonly latency_ms: number | null;
}

export type Summary = { readonly [status in Status]: number };

export function reported({ id, group, subject, status, detail, remedy, latencyMs }: CheckResult): ReportedCheck {
  return { id, group, subject: subject ?? null, status, detail, remedy: remedy ?? null, latency_ms: latencyMs ?? null };
}

export function summaryOf(checks: readonly Pick<CheckResult, 'status'>[]): Summary {
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  return Object.fromEntries(STATUSES.map((status) => [status, count(status)])) as Summary;
}

/** The worst of several, without `skip` and `unknown`, which say nothing of the thing itself. */
export function worstOf(checks: readonly Pick<CheckResult, 'status'>[]): Status {
  return (['fail', 'warn'] as const).find((status) => checks.some((check) => check.status === status)) ?? 'ok';
}
