import { Dynamic, isUnknown, Unknown, Value } from '../value';

/** A map or an object, and none of the classes that stand for single values. */
export function isPlainObject(value: unknown): value is { [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What an object holds under a name; undefined for a name that it only inherits. */
export function own<T>(object: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether nothing in it is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (value instanceof Dynamic) return isWhollyKnown(value.value);
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  return isPlainObject(value) ? Object.values(value).every((member) => isWhollyKnown(member as Value)) : true;
}

/** A copy that shares nothing mutable with the original. */
export function copyOf<T extends Value>(value: T): T {
  return withUnknownAs(value, (unknown) => unknown) as T;
}

/** A copy with null for everything unknown. */
export function withoutUnknown(value: Value): Value {
  return withUnknownAs(value, () => null);
}

function withUnknownAs(value: Value, replace: (unknown: Unknown) => Value): Value {
  if (isUnknown(value)) return replace(value);
  if (value instanceof Dynamic) return new Dynamic(value.type, withUnknownAs(value.value, replace));
  if (Array.isArray(value)) return value.map((element) => withUnknownAs(element, replace));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withUnknownAs(member as Value, replace)]));
}
