/** Protocol Buffers (proto3) from tables of fields: a message is declared once, as a value, and its types follow from it. */
import { configure, Reader, util, Writer } from 'protobufjs/minimal';

// 64-bit integers as numbers, also where a package for larger ones lies about: the protocol counts nothing beyond.
util.Long = undefined as unknown as typeof util.Long;
configure();

const VARINT = 0;
const BYTES = 2;

/** A field: what a decoded message has there, and what one to be encoded may. */
export interface Field<Out, In = Out> {
  readonly number: number;
  readonly wireType: number;
  initial(): Out;
  /** What the message has after one more occurrence on the wire. */
  read(reader: Reader, former: Out): Out;
  write(writer: Writer, value: In): void;
}

type Fields = { readonly [name: string]: Field<any, any> };
type Decoded<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer Out, any> ? Out : never };
type Encodable<F extends Fields> = { readonly [K in keyof F]?: (F[K] extends Field<any, infer In> ? In : never) | undefined };

export interface Message<Out, In> {
  decode(bytes: Uint8Array): Out;
  encode(value: In): Uint8Array;
  /** Without the length that stands before a message inside another. */
  write(writer: Writer, value: In): Writer;
}

export type DecodedMessage<M> = M extends Message<infer Out, any> ? Out : never;
export type EncodableMessage<M> = M extends Message<any, infer In> ? In : never;

/** A message of these fields. Fields that it does not know are skipped, as every minor version of a protocol expects. */
export function message<F extends Fields>(fields: F): Message<Decoded<F>, Encodable<F>> {
  const entries = Object.entries(fields);
  const byNumber = new Map(entries.map(([name, field]) => [field.number, { name, field }]));

  function write(writer: Writer, value: Encodable<F>): Writer {
    for (const [name, field] of entries) {
      const content = value[name];
      if (content !== undefined) field.write(writer, content);
    }
    return writer;
  }

  return {
    write,
    encode: (value) => write(Writer.create(), value).finish(),
    decode(bytes) {
      const reader = Reader.create(bytes);
      const decoded: { [name: string]: unknown } = {};
      for (const [name, field] of entries) decoded[name] = field.initial();
      while (reader.pos < reader.len) {
        const tag = reader.uint32();
        const known = byNumber.get(Math.floor(tag / 8));
        if (known?.field.wireType === tag % 8) decoded[known.name] = known.field.read(reader, decoded[known.name]);
        else reader.skipType(tag % 8);
      }
      return decoded as Decoded<F>;
    },
  };
}

/** A kind of scalar: how it travels. */
interface Kind<T> {
  readonly wireType: number;
  readonly initial: T;
  isInitial(value: T): boolean;
  read(reader: Reader): T;
  write(writer: Writer, value: T): unknown;
}

const STRING: Kind<string> = {
  wireType: BYTES, initial: '', isInitial: (value) => value === '', read: (reader) => reader.string(), write: (writer, value) => writer.string(value),
};
const INT: Kind<number> = {
  wireType: VARINT,
  initial: 0,
  isInitial: (value) => value === 0,
  read: (reader) => Number(reader.int64()),
  write: (writer, value) => writer.int64(value),
};
const BOOL: Kind<boolean> = {
  wireType: VARINT, initial: false, isInitial: (value) => !value, read: (reader) => reader.bool(), write: (writer, value) => writer.bool(value),
};
const BINARY: Kind<Uint8Array> = {
  wireType: BYTES,
  initial: new Uint8Array(),
  isInitial: (value) => value.length === 0,
  read: (reader) => reader.bytes(),
  write: (writer, value) => writer.bytes(value),
};

/** A scalar. What equals the initial value is not sent. */
function scalar<T>(kind: Kind<T>): (number: number) => Field<T> {
  return (number) => ({
    number,
    wireType: kind.wireType,
    initial: () => kind.initial,
    read: (reader) => kind.read(reader),
    write: (writer, value) => {
      if (!kind.isInitial(value)) kind.write(writer.uint32(tagOf(number, kind.wireType)), value);
    },
  });
}

/** A scalar of a `oneof`: sent whatever its value; undefined where another member is set. */
function member<T>(kind: Kind<T>): (number: number) => Field<T | undefined, T> {
  return (number) => ({
    number,
    wireType: kind.wireType,
    initial: () => undefined,
    read: (reader) => kind.read(reader),
    write: (writer, value) => void kind.write(writer.uint32(tagOf(number, kind.wireType)), value),
  });
}

export const string = scalar(STRING);
export const int = scalar(INT);
export const bool = scalar(BOOL);
export const bytes = scalar(BINARY);
export const memberString = member(STRING);
export const memberInt = member(INT);

/** A message in a message; undefined where there is none. Lazily named, because messages may hold each other. */
export function one<Out, In>(number: number, type: () => Message<Out, In>): Field<Out | undefined, In> {
  return {
    number,
    wireType: BYTES,
    initial: () => undefined,
    read: (reader) => type().decode(reader.bytes()),
    write: (writer, value) => {
      type().write(writer.uint32(tagOf(number, BYTES)).fork(), value).ldelim();
    },
  };
}

/** Any number of messages. */
export function many<Out, In>(number: number, type: () => Message<Out, In>): Field<Out[], Iterable<In>> {
  const element = one(number, type);
  return {
    ...element,
    initial: () => [],
    read: (reader, former) => {
      former.push(element.read(reader, undefined)!);
      return former;
    },
    write: (writer, values) => {
      for (const value of values) element.write(writer, value);
    },
  };
}

function tagOf(number: number, wireType: number): number {
  return number * 8 + wireType;
}
