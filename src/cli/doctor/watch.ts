import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../../doctor';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

export interface WatchOptions {
  readonly timeoutMs: number;
  readonly isHealthy: (report: Report) => boolean;
  /** Told after each look that is not the last; with the time until the next. */
  readonly tell: (report: Report, nextMs: number) => void;
}

/**
 * Looks until all is well, the time is over, or somebody interrupts it; each wait is twice as long as the one before.
 * @returns the last whole look; undefined if it was interrupted before there was one
 */
export async function watch(
  look: (signal: AbortSignal) => Promise<Report>, { timeoutMs, isHealthy, tell }: WatchOptions,
): Promise<Report | undefined> {
  const interrupted = new AbortController();
  const stop = () => interrupted.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const { signal } = interrupted;
  const end = Date.now() + timeoutMs;
  let last: Report | undefined;
  try {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      const report = await look(signal);
      if (signal.aborted) return last;
      last = report;
      const left = end - Date.now();
      if (isHealthy(report) || left <= 0) return report;
      const nextMs = Math.min(waitMs, left);
      tell(report, nextMs);
      await sleep(nextMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return report;
    }
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
