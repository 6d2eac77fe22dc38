import { ControlError, DATE, readFields } from './fields';

/** Some 3,000 years: beyond what dates can be written. */
const FARTHEST_SECONDS = 1e11;

const RULES = {
  now: DATE,
  advanceSeconds: {
    accepts: (value: unknown) => typeof value === 'number' && Math.abs(value) <= FARTHEST_SECONDS,
    expected: `a number of seconds, ${FARTHEST_SECONDS} at most`,
  },
};

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

  /** Takes `{now}` or `{advanceSeconds}`. Throws a `ControlError` when it cannot be understood. */
  change(value: unknown): void {
    const { now, advanceSeconds } = readFields(value, RULES, 'the clock') as { readonly now?: string; readonly advanceSeconds?: number };
    if ((now === undefined) === (advanceSeconds === undefined)) throw new ControlError('the clock takes either "now" or "advanceSeconds"; give one');
    if (now !== undefined) this.set(new Date(now));
    else this.advance(advanceSeconds!);
  }

  reset(): void {
    this.offsetMs = 0;
  }
}
