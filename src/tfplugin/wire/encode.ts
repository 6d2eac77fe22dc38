import { Path } from '../path';
import { isPlainObject } from '../semantics/known';
import { Type } from '../types';
import { Decimal, Dynamic, isUnknown, UNKNOWN, Value } from '../value';
import { kindOf } from './misfit';
import { toWireNumber } from './numbers';

/** What is written in the place of a value that does not fit, or throws. */
export type OnMisfit = (path: Path, problem: string) => unknown;

/** Turns a value into what the MessagePack writer takes. What is left out, `undefined`, is null. */
export function encodeAs(type: Type, value: Value | undefined, onMisfit: OnMisfit, path: Path = []): unknown {
  if (value === null || value === undefined) return null;
  if (isUnknown(value)) return UNKNOWN;
  const misfit = (expected: string) => onMisfit(path, `expected ${expected}, got ${kindOf(value)}`);

  if (type === 'string') return typeof value === 'string' ? text(value) : misfit('a string');
  if (type === 'bool') return typeof value === 'boolean' ? value : misfit('a bool');
  if (type === 'number') {
    const isNumber = typeof value === 'number' || value instanceof Decimal;
    return (isNumber ? toWireNumber(value) : undefined) ?? misfit('a finite number');
  }
  if (type === 'dynamic') {
    if (!(value instanceof Dynamic)) return misfit('a value with a type of its own (new Dynamic(type, value))');
    return [Buffer.from(JSON.stringify(value.type)), encodeAs(value.type, value.value, onMisfit, path)];
  }
  switch (type[0]) {
    case 'list':
      return Array.isArray(value) ? value.map((item, index) => encodeAs(type[1], item, onMisfit, [...path, { index }])) : misfit('a list');
    case 'set':
      return Array.isArray(value) ? value.map((item) => encodeAs(type[1], item, onMisfit, path)) : misfit('a set');
    case 'tuple':
      if (!Array.isArray(value) || value.length !== type[1].length) return misfit(`a tuple of ${type[1].length}`);
      return value.map((item, index) => encodeAs(type[1][index], item, onMisfit, [...path, { index }]));
    case 'map':
      if (!isPlainObject(value)) return misfit('a map');
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), encodeAs(type[1], item, onMisfit, [...path, { key }])]));
    case 'object':
      return isPlainObject(value) ? encodeObject(type[1], value, onMisfit, path) : misfit('an object');
  }
}

function encodeObject(members: { readonly [name: string]: Type }, value: { [key: string]: Value }, onMisfit: OnMisfit, path: Path): unknown {
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(members, name)) onMisfit(path, `unexpected attribute ${JSON.stringify(name)}`);
  }
  return Object.fromEntries(Object.entries(members).map(([name, member]) =>
    [name, encodeAs(member, Object.hasOwn(value, name) ? value[name] : null, onMisfit, [...path, { attribute: name }])],
  ));
}

/** Core's own form: UTF-8, so half of a surrogate pair cannot stay, and composed (NFC). */
function text(value: string): string {
  return value.replace(/\p{Surrogate}/gu, '\ufffd').normalize('NFC');
}
