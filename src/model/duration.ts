const UNITS: readonly (readonly [string, number])[] = [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]];

/** A span of time, in one form for devices that count in seconds, minutes, days or words. */
export class Duration {
  /** @param amount number of seconds, above 0 */
  static seconds(amount: number): Duration {
    return new Duration(amount);
  }

  /** @param amount number of minutes, above 0 */
  static minutes(amount: number): Duration {
    return new Duration(amount * 60);
  }

  /** @param amount number of hours, above 0 */
  static hours(amount: number): Duration {
    return new Duration(amount * 3600);
  }

  /** @param amount number of days, above 0; a fraction is fine */
  static days(amount: number): Duration {
    return new Duration(amount * 86_400);
  }

  private readonly amount: number;

  private constructor(seconds: number) {
    // Without what arithmetic leaves behind: 1.1 days are 95040.00000000001 seconds.
    this.amount = Number(seconds.toFixed(6));
    // A number that only Terraform knows is a token, which the toolkit writes as a huge negative number.
    if (!Number.isFinite(this.amount) || this.amount <= 0) {
      throw new Error(`${seconds} seconds is no duration: give a number above 0 that is known when the app is synthesised`);
    }
  }

  /** In seconds. */
  toSeconds(): number {
    return this.amount;
  }

  /** In minutes, with what is left as a fraction. */
  toMinutes(): number {
    return this.amount / 60;
  }

  /** In hours, with what is left as a fraction. */
  toHours(): number {
    return this.amount / 3600;
  }

  /** In days, with what is left as a fraction. */
  toDays(): number {
    return this.amount / 86_400;
  }

  /** In the largest unit that holds it as a whole number: `1 day`, `90 minutes`. */
  toHumanString(): string {
    const [unit, seconds] = UNITS.find(([, size]) => Number.isInteger(this.amount / size)) ?? UNITS[3];
    const count = this.amount / seconds;
    return `${count} ${unit}${count === 1 ? '' : 's'}`;
  }
}
