const SECOND_MS = 1000;

/** What a learned limit becomes with each second in which the service refuses nothing. */
const GROWTH = 1.25;

/** So many requests in any window of so long; one that is under way counts, as does one that was over less than a window ago. */
interface Limit {
  readonly most: number;
  readonly windowMs: number;
}

/**
 * When the requests of one client may leave, in the order in which they ask. Two limits hold them back: one that was set, and one that is
 * learned where the service refuses with 429. Then all wait as long as it asks one of them to, instead of being refused one by one, and
 * go on as fast as it let them before: as many in a second as it had answered in the last, which grows again with time.
 */
export class Pace {
  private readonly waiting: { go(): void }[] = [];
  /** When the last requests were over, oldest first. */
  private ended: number[] = [];
  /** The same of those that were not refused. */
  private passed: number[] = [];
  private underWay = 0;
  private readonly set?: Limit;
  private readonly spacingMs: number = 0;
  /** What the last two refusals showed: one that comes by chance after few requests is no limit. */
  private shown: readonly number[] = [];
  /** The next request may not leave before. */
  private earliest = 0;
  /** When the wait that the service asked for last is over. */
  private resumed = 0;
  private timer?: NodeJS.Timeout;

  /** @param requestsPerSecond no limit is set if left out; may be below 1 */
  constructor(requestsPerSecond?: number) {
    if (requestsPerSecond === undefined) return;
    this.spacingMs = SECOND_MS / requestsPerSecond;
    const most = Math.max(1, Math.floor(requestsPerSecond));
    this.set = { most, windowMs: most * this.spacingMs };
    // A client before this one, in another process of the same command, may have sent its last request just now.
    this.earliest = performance.now() + this.spacingMs;
  }

  /** Waits for a turn. False: the signal was aborted, and there is none. Whoever has one says when it is `over`. */
  take(signal?: AbortSignal): Promise<boolean> {
    if (signal?.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(one), 1);
        resolve(false);
        // Without anyone who waits nothing is to keep the process.
        this.next();
      };
      const one = {
        go: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve(true);
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.waiting.push(one);
      this.next();
    });
  }

  /**
   * A request that had a turn has its answer, or will have none.
   * @param refusedForMs it was one too many: how long the service asks to wait
   */
  over(refusedForMs?: number): void {
    const now = performance.now();
    const kept = Math.max(SECOND_MS, this.set?.windowMs ?? 0);
    this.ended = [...since(this.ended, now - kept), now];
    this.passed = since(this.passed, now - SECOND_MS);
    this.underWay--;
    if (refusedForMs === undefined) this.passed.push(now);
    else this.slowDown(now, refusedForMs);
    this.next();
  }

  private slowDown(now: number, waitMs: number): void {
    this.shown = [...this.shown.slice(-1), Math.max(1, this.passed.length)];
    this.resumed = Math.max(this.resumed, now + waitMs);
    this.earliest = Math.max(this.earliest, this.resumed);
  }

  /** Lets go who may. */
  private next(): void {
    clearTimeout(this.timer);
    while (this.waiting.length > 0) {
      const now = performance.now();
      const wait = Math.max(this.earliest, this.placeAt(now, this.set), this.placeAt(now, this.learned(now))) - now;
      if (wait > 0) {
        if (wait < Infinity) this.timer = setTimeout(() => this.next(), Math.ceil(wait));
        return;
      }
      this.earliest = Math.max(this.earliest, now + this.spacingMs);
      this.underWay++;
      this.waiting.shift()!.go();
    }
  }

  private learned(now: number): Limit | undefined {
    if (this.shown.length === 0) return undefined;
    const seconds = Math.max(0, Math.floor((now - this.resumed) / SECOND_MS));
    return { most: Math.ceil(Math.max(...this.shown) * GROWTH ** seconds), windowMs: SECOND_MS };
  }

  /**
   * When there is a place within a limit; infinite where a request that is under way has to end first. A place is free again a window after its
   * request was over: counted from when they left, one that was long on its way and those that were quick could come to the service together.
   */
  private placeAt(now: number, limit: Limit | undefined): number {
    if (!limit) return 0;
    const { most, windowMs } = limit;
    const recent = since(this.ended, now - windowMs);
    if (this.underWay + recent.length < most) return 0;
    return this.underWay >= most ? Infinity : recent[this.underWay + recent.length - most] + windowMs;
  }
}

function since(moments: readonly number[], start: number): number[] {
  const first = moments.findIndex((moment) => moment > start);
  return first < 0 ? [] : moments.slice(first);
}
