import { impliedType } from '../implied-type';
import { Path, PathStep } from '../path';
import { Attribute, Block, NestedBlock } from '../schema';
import { Type } from '../types';
import { Decimal, Dynamic, isUnknown, ObjectValue, Value } from '../value';
import { decimalKey, distinct } from './equality';
import { isPlainObject, own } from './known';

/**
 * How something does not fit the schema: a name that it has not (`extra`, dropped), another spelling of the right value
 * (`converted`, such as "5" for 5), or a value of another type (`wrong`, null now).
 */
export interface Misfit {
  readonly kind: 'extra' | 'converted' | 'wrong';
  readonly path: Path;
  readonly expected: string;
}

/** Where the value comes from: an author's code, or a state file, which writes dynamic values as `{"value": …, "type": …}`. */
export type Origin = 'author' | 'json';

interface Fitting {
  readonly origin: Origin;
  readonly report: (misfit: Misfit) => void;
}

/**
 * The value in the shape that the schema asks for, as much of it as can be kept: every name there, write-only values null,
 * blocks empty instead of null. What was left out or undefined becomes null without a word.
 */
export function fitBlock(block: Block, value: unknown, origin: Origin, report: Fitting['report']): ObjectValue {
  return fitObject(block, value, [], { origin, report });
}

function fitObject({ attributes = {}, blocks = {} }: Block, value: unknown, path: Path, fitting: Fitting): ObjectValue {
  const given = isPlainObject(value) ? value : wrong('an object', path, fitting) ?? {};
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(attributes, name) && !Object.hasOwn(blocks, name)) extra(name, path, fitting);
  }
  const fitted: ObjectValue = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    fitted[name] = fitAttribute(attribute, own(given, name), [...path, { attribute: name }], fitting);
  }
  for (const [name, { nesting, block }] of Object.entries(blocks)) {
    const content = own(given, name) ?? EMPTY[nesting];
    fitted[name] = fitNested(nesting, block, content, [...path, { attribute: name }], fitting);
  }
  return fitted;
}

/** What stands for no block at all. */
const EMPTY = { single: null, group: {}, list: [], set: [], map: {} };

function fitAttribute(attribute: Attribute, value: unknown, path: Path, fitting: Fitting): Value {
  if (attribute.writeOnly) return null;
  if ('type' in attribute) return fitValue(attribute.type, value, path, fitting);
  return fitNested(attribute.nesting, attribute, value, path, fitting);
}

function fitNested(nesting: NestedBlock['nesting'], block: Block, value: unknown, path: Path, fitting: Fitting): Value {
  const inside = (member: unknown, ...step: PathStep[]): Value =>
    fitPresent(member, (present) => fitObject(block, present, [...path, ...step], fitting));
  return fitPresent(value, (present) => {
    if (nesting === 'list') return fitArray(present, path, fitting, (element, index) => inside(element, { index }));
    if (nesting === 'set') return fitSet(impliedType(block), present, path, fitting, (element) => inside(element));
    if (nesting === 'map') return fitMap(present, path, fitting, (member, key) => inside(member, { key }));
    return inside(present);
  });
}

function fitValue(type: Type, value: unknown, path: Path, fitting: Fitting): Value {
  const inside = (inner: Type, member: unknown, ...step: PathStep[]) => fitValue(inner, member, [...path, ...step], fitting);
  return fitPresent(value, (present) => {
    if (type === 'dynamic') return fitDynamic(present, path, fitting);
    if (typeof type === 'string') return fitLeaf(type, present, path, fitting);
    switch (type[0]) {
      case 'list':
        return fitArray(present, path, fitting, (element, index) => inside(type[1], element, { index }));
      case 'set':
        return fitSet(type[1], present, path, fitting, (element) => inside(type[1], element));
      case 'map':
        return fitMap(present, path, fitting, (member, key) => inside(type[1], member, { key }));
      case 'tuple': {
        if (!Array.isArray(present) || present.length !== type[1].length) return wrong(`an array of ${type[1].length}`, path, fitting);
        return type[1].map((element, index) => inside(element, present[index], { index }));
      }
      case 'object': {
        if (!isPlainObject(present)) return wrong('an object', path, fitting);
        Object.keys(present).filter((name) => !Object.hasOwn(type[1], name)).forEach((name) => extra(name, path, fitting));
        const members = Object.entries(type[1]);
        return Object.fromEntries(members.map(([name, member]) => [name, inside(member, own(present, name), { attribute: name })]));
      }
    }
  });
}

function fitPresent(value: unknown, fit: (present: {}) => Value): Value {
  if (value === null || value === undefined) return null;
  return isUnknown(value) ? value : fit(value);
}

function fitArray(value: unknown, path: Path, fitting: Fitting, fit: (element: unknown, index: number) => Value): Value {
  return Array.isArray(value) ? value.map(fit) : wrong('an array', path, fitting);
}

/** Equal elements are one, as Terraform has it. */
function fitSet(type: Type, value: unknown, path: Path, fitting: Fitting, fit: (element: unknown) => Value): Value {
  const fitted = fitArray(value, path, fitting, fit);
  return Array.isArray(fitted) ? distinct(type, fitted) : fitted;
}

function fitMap(value: unknown, path: Path, fitting: Fitting, fit: (member: unknown, key: string) => Value): Value {
  if (!isPlainObject(value)) return wrong('an object', path, fitting);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fit(member, key)]));
}

function fitDynamic(value: unknown, path: Path, fitting: Fitting): Value {
  if (value instanceof Dynamic) return new Dynamic(value.type, fitValue(value.type, value.value, path, fitting));
  if (fitting.origin === 'json' && isPlainObject(value) && value.type !== undefined) {
    const type = value.type as Type;
    return new Dynamic(type, fitValue(type, value.value, path, fitting));
  }
  return wrong('a Dynamic', path, fitting);
}

const LEAVES = { string: 'a string', number: 'a number', bool: 'true or false' };

function fitLeaf(type: keyof typeof LEAVES, value: unknown, path: Path, fitting: Fitting): Value {
  if (type === 'string' && typeof value === 'string') return value;
  if (type === 'bool' && typeof value === 'boolean') return value;
  if (type === 'number' && (value instanceof Decimal || (typeof value === 'number' && Number.isFinite(value)))) return value;
  const converted = convertLeaf(type, value);
  if (converted === null) return wrong(LEAVES[type], path, fitting);
  fitting.report({ kind: 'converted', path, expected: LEAVES[type] });
  return converted;
}

function convertLeaf(type: keyof typeof LEAVES, value: unknown): Value {
  if (type === 'string') return ['number', 'boolean', 'bigint'].includes(typeof value) || value instanceof Decimal ? String(value) : null;
  if (type === 'bool') return value === 'true' ? true : value === 'false' ? false : null;
  if (typeof value !== 'string' && typeof value !== 'bigint') return null;
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(String(value)) ? toNumber(String(value)) : null;
}

/** The number as a double where that holds it exactly. */
function toNumber(text: string): number | Decimal {
  const decimal = new Decimal(text);
  const double = Number(text);
  return Number.isFinite(double) && decimalKey(double) === decimalKey(decimal) ? double : decimal;
}

function wrong(expected: string, path: Path, fitting: Fitting): null {
  fitting.report({ kind: 'wrong', path, expected });
  return null;
}

function extra(name: string, path: Path, fitting: Fitting): void {
  fitting.report({ kind: 'extra', path: [...path, { attribute: name }], expected: 'nothing' });
}
