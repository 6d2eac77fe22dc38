import { Path } from '../path';
import { isPlainObject } from '../semantics/known';
import { Type } from '../types';
import { Decimal, Dynamic, isUnknown, UNKNOWN, Value } from '../value';
import { kindOf, Misfit } from './misfit';
import { fromDecimalText, fromFloat } from './numbers';

/** How a value of type `dynamic` brings its own type along: an array of two in MessagePack, an object of two in JSON. */
export type DynamicForm = (raw: unknown) => { readonly type: Type; readonly value: unknown } | undefined;

/** Turns what a MessagePack or JSON parser read into a value of the type. */
export function decodeAs(type: Type, raw: unknown, form: DynamicForm, path: Path = []): Value {
  if (raw === null || raw === undefined) return null;
  if (isUnknown(raw)) return UNKNOWN;
  const fail = (expected: string): never => {
    throw new Misfit(path, `expected ${expected}, got ${kindOf(raw)}`);
  };

  if (type === 'string') return typeof raw === 'string' ? raw : fail('a string');
  if (type === 'bool') return typeof raw === 'boolean' ? raw : fail('a bool');
  if (type === 'number') return decodeNumber(raw) ?? fail('a number');
  if (type === 'dynamic') {
    const typed = form(raw);
    return typed ? new Dynamic(typed.type, decodeAs(typed.type, typed.value, form, path)) : fail('a value with its type');
  }
  switch (type[0]) {
    case 'list':
      return Array.isArray(raw) ? raw.map((item, index) => decodeAs(type[1], item, form, [...path, { index }])) : fail('a list');
    case 'set':
      return Array.isArray(raw) ? raw.map((item) => decodeAs(type[1], item, form, path)) : fail('a set');
    case 'tuple':
      if (!Array.isArray(raw) || raw.length !== type[1].length) return fail(`a tuple of ${type[1].length}`);
      return raw.map((item, index) => decodeAs(type[1][index], item, form, [...path, { index }]));
    case 'map':
      if (!isPlainObject(raw)) return fail('a map');
      return Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, decodeAs(type[1], item, form, [...path, { key }])]));
    case 'object':
      return isPlainObject(raw) ? decodeObject(type[1], raw, form, path) : fail('an object');
  }
}

function decodeObject(members: { readonly [name: string]: Type }, raw: { [key: string]: unknown }, form: DynamicForm, path: Path): Value {
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(members, name)) throw new Misfit(path, `unexpected attribute ${JSON.stringify(name)}`);
  }
  return Object.fromEntries(Object.entries(members).map(([name, member]) => {
    if (!Object.hasOwn(raw, name)) throw new Misfit(path, `missing attribute ${JSON.stringify(name)}`);
    return [name, decodeAs(member, raw[name], form, [...path, { attribute: name }])];
  }));
}

function decodeNumber(raw: unknown): number | Decimal | undefined {
  if (typeof raw === 'number') return fromFloat(raw);
  if (typeof raw === 'bigint' || typeof raw === 'string') return fromDecimalText(String(raw));
  return raw instanceof Decimal ? raw : undefined;
}
