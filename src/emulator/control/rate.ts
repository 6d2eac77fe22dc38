const SECOND_MS = 1000;

/** Holds requests to a number in any second, a window that slides. It goes by real time: what waits for it does too. */
export class Rate {
  /** When the last ones were let through, oldest first. */
  private passed: number[] = [];

  constructor(private readonly limit: () => number | null) {}

  /** Seconds after which a request that comes now may come again, rounded up, or undefined: it is let through. One that is refused does not count. */
  refuses(): number | undefined {
    const limit = this.limit();
    if (limit === null) return undefined;
    const now = performance.now();
    this.passed = this.passed.filter((time) => now - time < SECOND_MS);
    if (this.passed.length >= limit) return Math.ceil((SECOND_MS - (now - this.passed[0])) / SECOND_MS);
    this.passed.push(now);
    return undefined;
  }

  clear(): void {
    this.passed = [];
  }
}
