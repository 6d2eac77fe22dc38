import { Type } from '../types';
import { Decimal, Dynamic, isUnknown, Value } from '../value';
import { isPlainObject, isWhollyKnown } from './known';

/**
 * Whether Terraform takes two values for the same: sets have no order and no duplicates, numbers are compared in decimal,
 * strings in Unicode's composed form. Unknown equals only unknown.
 */
export function equal(type: Type, a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (isUnknown(a) || isUnknown(b)) return isUnknown(a) && isUnknown(b);
  if (typeof type === 'string') return equalLeaves(type, a, b);
  switch (type[0]) {
    case 'list':
      return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((element, i) => equal(type[1], element, b[i]));
    case 'tuple':
      return Array.isArray(a) && Array.isArray(b) && a.length === b.length && type[1].every((element, i) => equal(element, a[i], b[i]));
    case 'set':
      return Array.isArray(a) && Array.isArray(b) && containsAll(type[1], a, b) && containsAll(type[1], b, a);
    case 'map':
      return sameMembers(a, b, () => type[1]);
    case 'object':
      return sameMembers(a, b, (name) => type[1][name]);
  }
}

/** The elements of a set, each once. An element with something unknown in it may turn out to be any, and stays. */
export function distinct(element: Type, values: readonly Value[]): Value[] {
  return values.filter((value, i) => !isWhollyKnown(value) || !values.slice(0, i).some((earlier) => equal(element, earlier, value)));
}

/** One spelling for all that are the same number: sign, digits without zeros at the ends, exponent. */
export function decimalKey(number: number | Decimal): string {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(String(number));
  if (!match) return String(number);
  const [, sign, whole, fraction, exponent] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = BigInt(exponent ?? 0) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}

function equalLeaves(type: Type, a: Value, b: Value): boolean {
  if (type === 'string') return typeof a === 'string' && typeof b === 'string' && a.normalize('NFC') === b.normalize('NFC');
  if (type === 'number') return isNumber(a) && isNumber(b) && decimalKey(a) === decimalKey(b);
  return a instanceof Dynamic && b instanceof Dynamic && sameType(a.type, b.type) && equal(a.type, a.value, b.value);
}

function isNumber(value: Value): value is number | Decimal {
  return typeof value === 'number' || value instanceof Decimal;
}

function containsAll(element: Type, all: readonly Value[], some: readonly Value[]): boolean {
  return some.every((value) => all.some((candidate) => equal(element, candidate, value)));
}

function sameMembers(a: Value, b: Value, typeOf: (name: string) => Type | undefined): boolean {
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const type = typeOf(name);
    return type !== undefined && Object.hasOwn(b, name) && equal(type, a[name] as Value, b[name] as Value);
  });
}

export function sameType(a: Type, b: Type): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (a[0] === 'tuple' && b[0] === 'tuple') return a[1].length === b[1].length && a[1].every((element, i) => sameType(element, b[1][i]));
  if (a[0] === 'object' && b[0] === 'object') {
    const [left, right] = [a[1], b[1]];
    const names = Object.keys(left);
    return names.length === Object.keys(right).length
      && names.every((name) => Object.hasOwn(right, name) && sameType(left[name], right[name]));
  }
  return a[0] === b[0] && sameType(a[1] as Type, b[1] as Type);
}
