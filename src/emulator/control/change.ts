import { isObject } from './fields';

/** A JSON value after a merge patch (RFC 7396); an object that meets a list changes each of its entries. */
export function changed(value: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  if (Array.isArray(value)) return value.map((entry) => changed(entry, change));
  const fields = new Map(Object.entries(isObject(value) ? value : {}));
  for (const [name, to] of Object.entries(change)) {
    if (to === null) fields.delete(name);
    else fields.set(name, changed(fields.get(name), to));
  }
  return Object.fromEntries(fields);
}
