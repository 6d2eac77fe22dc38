/**
 * A value of Terraform in JavaScript. Three states, spelled out: a value, `null`, and unknown (not decided until apply).
 *
 * - string, bool: as they are
 * - number: `number` where a double holds it exactly in decimal, else {@link Decimal}
 * - list, set, tuple: array (a set's order means nothing)
 * - map, object: plain object
 * - dynamic: {@link Dynamic}, which carries its own type
 */
export type Value = null | string | number | boolean | Decimal | Unknown | Dynamic | Value[] | { [key: string]: Value };

/** The value of an object type: what a configuration, a plan and a state are. */
export type ObjectValue = { [key: string]: Value };

/** A value that Terraform will only know at apply. Compare with {@link isUnknown}; there is one instance, {@link UNKNOWN}. */
export class Unknown {
  /** Shown where somebody prints a value by mistake. */
  toString(): string {
    return '(known after apply)';
  }
  toJSON(): never {
    throw new TypeError('an unknown value cannot be written as JSON');
  }
}

/** The unknown value. */
export const UNKNOWN = new Unknown();

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** A number that a double cannot hold: over 2^53 or more than 15 digits. */
export class Decimal {
  /** @param text the number in decimal, as Terraform writes it: `9007199254740993`, `0.1234567890123456789` */
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

/** A value of type `dynamic`, with the type that it has. */
export class Dynamic {
  /**
   * @param type the value's type, as {@link Type} of types.ts
   * @param value the value
   */
  constructor(readonly type: import('./types').Type, readonly value: Value) {}
}
