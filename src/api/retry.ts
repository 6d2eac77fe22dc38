import { setTimeout as sleep } from 'node:timers/promises';
import { ConstantBackoff, ExponentialBackoff, handleWhen, retry, type IBackoff } from 'cockatiel';
import { type ApiError, isApiError } from './errors';

/** The policy. What is repeated at all: see `mayRepeat`. */
export const RETRY_DEFAULTS = {
  /** Repeats after the first attempt. */
  maxRetries: 5,
  /** Backoff: about this long at first, doubled each time, with jitter. */
  initialDelayMs: 500,
  maxDelayMs: 30_000,
  /** A longer `Retry-After` is not waited for: the call fails at once and says when to come again. */
  maxRetryAfterMs: 120_000,
  /** Answers 5xx of a service or gateway that is away for a moment. */
  statuses: [502, 503, 504] as readonly number[],
  /** Methods repeated also after a time-out, when the first attempt may still be running. */
  methodsAfterTimeout: ['GET', 'HEAD', 'DELETE'] as readonly string[],
};

/**
 * Whether a failed call may be tried again. A call that is idempotent: after connection errors, 429 and the statuses above.
 * Any other (a `POST`, a `PATCH` that regenerates credentials): only when the service certainly did not carry it out, that is after
 * 429 and when the request never left.
 */
function mayRepeat(error: ApiError, idempotent: boolean): boolean {
  const { status, method, mayHaveTakenEffect, permanent, retryAfterMs = 0 } = error.details;
  if (permanent || retryAfterMs > RETRY_DEFAULTS.maxRetryAfterMs) return false;
  switch (error.code) {
    case 'RATE_LIMITED': return true;
    case 'CONNECTION_FAILED': return idempotent || !mayHaveTakenEffect;
    case 'TIMED_OUT': return RETRY_DEFAULTS.methodsAfterTimeout.includes(method) || !mayHaveTakenEffect;
    case 'SERVER_ERROR': return idempotent && RETRY_DEFAULTS.statuses.includes(status!);
    default: return false;
  }
}

/** `Retry-After` in milliseconds from now, in its two forms: seconds, or a date. Undefined when it is neither. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** An attempt: which one it is, counted from 1, and the error that the one before it ended with. */
export interface Attempt {
  readonly number: number;
  readonly previous?: ApiError;
}

export interface RetryOptions {
  readonly maxRetries: number;
  readonly idempotent: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Makes attempts until one succeeds or must not be repeated. The waits are here and not in the policy, whose own timers
 * cannot be ended by an abort; an aborted wait goes on to the next attempt, which finds its signal aborted.
 */
export async function withRetries<T>(attempt: (which: Attempt) => Promise<T>, options: RetryOptions): Promise<T> {
  let previous: ApiError | undefined;
  let backoff: IBackoff<unknown> = new ExponentialBackoff({
    initialDelay: RETRY_DEFAULTS.initialDelayMs,
    maxDelay: RETRY_DEFAULTS.maxDelayMs,
  }).next();
  const policy = retry(handleWhen((error) => isApiError(error) && mayRepeat(error, options.idempotent)), {
    maxAttempts: options.maxRetries,
    backoff: new ConstantBackoff(0),
  });
  return policy.execute(async ({ attempt: repeats }) => {
    if (previous) {
      backoff = backoff.next(undefined);
      await sleep(previous.details.retryAfterMs ?? backoff.duration, undefined, { signal: options.signal }).catch(() => undefined);
    }
    try {
      return await attempt({ number: repeats + 1, previous });
    } catch (error) {
      if (isApiError(error)) previous = error;
      throw error;
    }
  });
}
