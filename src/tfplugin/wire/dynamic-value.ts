import { decode, encode, ExtData, ExtensionCodecType } from '@msgpack/msgpack';
import { impliedType } from '../implied-type';
import { Block } from '../schema';
import { isPlainObject } from '../semantics/known';
import { Type } from '../types';
import { isUnknown, ObjectValue, UNKNOWN, Value } from '../value';
import { fillBlocks } from './blocks';
import { decodeAs, DynamicForm } from './decode';
import { encodeAs, OnMisfit } from './encode';
import { parseJson } from './json';
import { Misfit } from './misfit';

/** `DynamicValue` of the protocol. Both empty, or no message at all, means null. */
export interface WireValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** Reads a value of the type. Throws a {@link Misfit} that names the place. */
export function decodeValue(type: Type, wire: WireValue | undefined): Value {
  if (wire?.msgpack?.length) return decodeAs(type, decode(wire.msgpack, { useBigInt64: true, extensionCodec }), packedDynamic);
  if (wire?.json?.length) return decodeAs(type, parseJson(Buffer.from(wire.json).toString('utf8')), jsonDynamic);
  return null;
}

/** Writes a value of the type, in MessagePack. Throws a {@link Misfit} that names the place, or does as `onMisfit` says. */
export function encodeValue(type: Type, value: Value, onMisfit: OnMisfit = refuse): WireValue {
  return { msgpack: encode(encodeAs(type, value, onMisfit), { maxDepth: MAX_DEPTH, extensionCodec }) };
}

/** Reads what a schema describes: a configuration, a plan or a state. */
export function decodeObject(block: Block, wire: WireValue | undefined): ObjectValue | null {
  return decodeValue(impliedType(block), wire) as ObjectValue | null;
}

/** Writes what a schema describes. */
export function encodeObject(block: Block, value: ObjectValue | null, onMisfit?: OnMisfit): WireValue {
  return encodeValue(impliedType(block), value && fillBlocks(block, value), onMisfit);
}

/** Deeper than any value of a user's; the library's own bound is 100, and a `dynamic` may well go beyond. */
const MAX_DEPTH = 10_000;

/** Unknown is type 0 with one byte. What comes back may be of any type: refined unknowns promise something, which nothing here needs. */
const extensionCodec: ExtensionCodecType<undefined> = {
  tryToEncode: (object) => (isUnknown(object) ? new ExtData(0, new Uint8Array(1)) : null),
  decode: () => UNKNOWN,
};

function refuse(path: Misfit['path'], problem: string): never {
  throw new Misfit(path, problem);
}

const packedDynamic: DynamicForm = (raw) => {
  if (!Array.isArray(raw) || raw.length !== 2) return undefined;
  const [type, value] = raw;
  return { type: JSON.parse(typeof type === 'string' ? type : Buffer.from(type).toString('utf8')), value };
};

const jsonDynamic: DynamicForm = (raw) =>
  isPlainObject(raw) && 'type' in raw && 'value' in raw ? { type: raw.type as Type, value: raw.value } : undefined;
