/** The emulator's time: a real clock, or the one that was passed in, moved by an offset. It runs on after it was set. */
export class Clock {
  private offsetMs = 0;

  constructor(private readonly base: () => Date = () => new Date()) {}

  now(): Date {
    return new Date(this.base().getTime() + this.offsetMs);
  }

  /** Now, as the API writes dates. */
  stamp(): string {
    return this.now().toISOString();
  }

  set(now: Date): void {
    this.offsetMs = now.getTime() - this.base().getTime();
  }

  advance(seconds: number): void {
    this.offsetMs += seconds * 1000;
  }

  reset(): void {
    this.offsetMs = 0;
  }
}
