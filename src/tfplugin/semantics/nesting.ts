import { attributeType, nestedType } from '../implied-type';
import { PathStep } from '../path';
import { Block, NestedBlock } from '../schema';
import { Type } from '../types';
import { isUnknown, ObjectValue, UNKNOWN, Value } from '../value';
import { isPlainObject, own } from './known';

export type Nesting = NestedBlock['nesting'];

/** The type of one attribute or nested block of a block. */
export function memberType(block: Block, name: string): Type {
  const attribute = own(block.attributes ?? {}, name);
  if (attribute) return attributeType(attribute);
  const nested = block.blocks![name];
  return nestedType(nested.nesting, nested.block);
}

/** What is inside a value: of an unknown one everything is unknown, of an absent one nothing is there. */
export function member(value: Value, name: string): Value {
  if (isUnknown(value)) return UNKNOWN;
  if (Array.isArray(value)) return value[Number(name)] ?? null;
  return isPlainObject(value) ? own(value as ObjectValue, name) ?? null : null;
}

/** Keys of a map or object, indices of a list, in one order. */
export function keysOf(value: Value): string[] {
  return Array.isArray(value) || isPlainObject(value) ? Object.keys(value).sort() : [];
}

export function sameKeys(a: Value, b: Value): boolean {
  const [left, right] = [keysOf(a), keysOf(b)];
  return left.length === right.length && left.every((key, i) => key === right[i]);
}

/** The step from a list or map to one of its elements. */
export function elementStep(nesting: 'list' | 'map', key: string): PathStep {
  return nesting === 'list' ? { index: Number(key) } : { key };
}
