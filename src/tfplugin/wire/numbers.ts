import { decimalKey } from '../semantics/equality';
import { Decimal } from '../value';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Digits that every double keeps. */
const SAFE_DIGITS = 15;

/** The number that a decimal text spells: a double if it reads back as the same decimal. Undefined: not a number. */
export function fromDecimalText(text: string): number | Decimal | undefined {
  if (!NUMBER.test(text)) return undefined;
  const [double, exact] = [Number(text), new Decimal(text)];
  return decimalKey(double) === decimalKey(exact) ? double : exact;
}

/** A float64 of the wire. Core sends one where it is exact, so a large integer means every one of its digits. */
export function fromFloat(float: number): number | Decimal | undefined {
  if (!Number.isFinite(float)) return undefined;
  return Number.isInteger(float) && !Number.isSafeInteger(float) ? fromDecimalText(BigInt(float).toString()) : float;
}

/** As MessagePack takes it: integer or float64 where core reads the same decimal out of it, else text. Undefined: not a number. */
export function toWireNumber(value: number | Decimal): number | string | undefined {
  if (value instanceof Decimal) return NUMBER.test(value.text) ? value.text : undefined;
  if (!Number.isFinite(value)) return undefined;
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? value : String(value);
  const digits = decimalKey(value).replace(/^-|e.*$/g, '');
  return digits.length > SAFE_DIGITS ? String(value) : value;
}
