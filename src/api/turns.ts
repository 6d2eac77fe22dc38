import pThrottle from 'p-throttle';

/** Waits for the next turn; returns early, without one, when the signal is aborted. */
export type Turn = (signal?: AbortSignal) => Promise<void>;

/** Turns under a limit of requests per second, or at once without a limit. */
export function turns(requestsPerSecond: number | undefined): Turn {
  if (requestsPerSecond === undefined) return async () => undefined;
  // One at a time, evenly spaced: fractions of a request per second work, and no second ever sees more than the limit.
  const throttled = pThrottle({ limit: 1, interval: Math.ceil(1000 / requestsPerSecond) })(async () => undefined);
  return (signal) => new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const proceed = () => {
      signal?.removeEventListener('abort', proceed);
      resolve();
    };
    signal?.addEventListener('abort', proceed, { once: true });
    void throttled().then(proceed);
  });
}
