import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, isApiError } from '../api';

/** Waits between attempts, in milliseconds: the first, the factor from one to the next, the longest, the longest that a service may ask for. */
const WAITS = { first: 200, factor: 2, longest: 10_000, longestAsked: 120_000 };

/**
 * How long a request that changes something may go on once Terraform was interrupted: its answer may hold what is shown only once.
 * With the last look that follows it stays well below the time after which the framework gives the call up.
 */
const GRACE_MS = 5_000;

/** Waits before the next attempt, longer each time, by chance spread, and as long as the service asks for. Ends early when interrupted. */
export async function pause(attempt: number, signal: AbortSignal, { details }: ApiError): Promise<void> {
  const most = Math.min(WAITS.longest, WAITS.first * WAITS.factor ** attempt);
  const wait = Math.max(most * (0.5 + Math.random() / 2), Math.min(details.retryAfterMs ?? 0, WAITS.longestAsked));
  await sleep(wait, undefined, { signal }).catch(() => undefined);
}

/** Runs a call that changes something with a signal that an interrupt reaches only after a time of grace. */
export async function withGrace<T>(signal: AbortSignal, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const startTimer = () => {
    timer = setTimeout(() => late.abort(), GRACE_MS);
  };
  if (signal.aborted) startTimer();
  else signal.addEventListener('abort', startTimer, { once: true });
  try {
    return await call(late.signal);
  } finally {
    signal.removeEventListener('abort', startTimer);
    clearTimeout(timer);
  }
}

/**
 * Looks what came of a change whose answer was lost or that was refused, also when interrupted. An error of the server does not end it before the
 * retries are used up, although other reads leave it at one: whatever was made would be unknown to Terraform for good.
 */
export async function look<T>(maxRetries: number, signal: AbortSignal, read: (signal: AbortSignal) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await withGrace(signal, read);
    } catch (error) {
      if (!isApiError(error, 'SERVER_ERROR', 'UNEXPECTED_ANSWER') || attempt >= maxRetries || signal.aborted) throw error;
      await pause(attempt, signal, error);
    }
  }
}
