import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { Block, Decimal, Dynamic, Type, UNKNOWN, Value } from '../../../src/tfplugin';
import { decodeObject, decodeValue, encodeObject, encodeValue } from '../../../src/tfplugin/wire/dynamic-value';
import { types, valuesOf } from '../support/arbitrary';

const hex = (text: string) => ({ msgpack: Buffer.from(text.replaceAll(' ', ''), 'hex') });
const written = (type: Type, value: Value) => Buffer.from(encodeValue(type, value).msgpack!).toString('hex');
const json = (value: string) => ({ json: Buffer.from(value) });

describe('dynamic value', () => {
  test('what is written reads back the same, for every type', () => {
    fc.assert(fc.property(types().chain((type) => fc.tuple(fc.constant(type), valuesOf(type))), ([type, value]) => {
      expect(decodeValue(type, encodeValue(type, value))).toEqual(value);
    }));
  });

  test('whatever bytes come, reading ends with a value or an error', () => {
    fc.assert(fc.property(types(), fc.uint8Array({ minLength: 1 }), (type, msgpack) => {
      try {
        decodeValue(type, { msgpack });
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }));
  });

  test.each<[string, Type, Value, string]>([
    ['null', 'string', null, 'c0'],
    ['unknown', 'string', UNKNOWN, 'd40000'],
    ['unknown-in-a-list', ['list', 'bool'], [UNKNOWN, true], '92d40000c3'],
    ['integer', 'number', 5, '05'],
    ['float', 'number', 0.5, 'cb3fe0000000000000'],
    ['more-than-15-digits', 'number', 0.30000000000000004, 'b3302e3330303030303030303030303030303034'],
    ['over-2^53', 'number', new Decimal('9007199254740993'), 'b039303037313939323534373430393933'],
    ['composed-text', 'string', 'e\u0301', 'a2c3a9'],
    ['half-a-surrogate-pair', 'string', 'a\ud800', 'a461efbfbd'],
    ['object-with-a-gap', ['object', { a: 'string', b: 'bool' }], { b: true }, '82a161c0a162c3'],
    ['dynamic', 'dynamic', new Dynamic('bool', true), '92c40622626f6f6c22c3'],
    ['dynamic-null', 'dynamic', null, 'c0'],
  ])('encode-%s', (_, type, value, expected) => expect(written(type, value)).toBe(expected));

  test.each<[string, Type, { msgpack?: Uint8Array; json?: Uint8Array } | undefined, Value]>([
    ['nothing', 'string', undefined, null],
    ['both-empty', 'string', { msgpack: new Uint8Array(), json: new Uint8Array() }, null],
    ['unknown', 'number', hex('d40000'), UNKNOWN],
    ['refined-unknown', 'string', hex('c7 08 0c 82 01 c2 02 a2 6e 2d c0'), UNKNOWN],
    ['timestamp-extension', 'string', hex('d6ff00000000'), UNKNOWN],
    ['decimal-text', 'number', { msgpack: encode('0.1') }, 0.1],
    ['int64-over-2^53', 'number', hex('cf0020000000000001'), new Decimal('9007199254740993')],
    ['int64-within', 'number', hex('cf001fffffffffffff'), Number.MAX_SAFE_INTEGER],
    ['uint64', 'number', hex('cfffffffffffffffff'), new Decimal('18446744073709551615')],
    ['large-float', 'number', hex('cb43f0000000000000'), new Decimal('18446744073709551616')],
    ['dynamic-with-type-as-text', 'dynamic', { msgpack: encode(['"number"', 1]) }, new Dynamic('number', 1)],
    ['json', ['object', { a: ['list', 'number'], b: 'dynamic' }], json(' {"b": {"value": [9007199254740993], "type": ["tuple", ["number"]]}, "a": [0.1]} '),
      { a: [0.1], b: new Dynamic(['tuple', ['number']], [new Decimal('9007199254740993')]) }],
    ['json-null', 'bool', json('null'), null],
  ])('decode-%s', (_, type, wire, expected) => expect(decodeValue(type, wire)).toEqual(expected));

  test.each<[string, Type, Value]>([
    ['list[1].name: expected a string, got a number', ['object', { list: ['list', ['object', { name: 'string' }]] }], { list: [{ name: 'x' }, { name: 5 }] }],
    ['tags["a b"]: expected a bool, got a string', ['object', { tags: ['map', 'bool'] }], { tags: { 'a b': 'secret' } }],
    ['expected a finite number, got a number', 'number', NaN],
    ['expected a finite number, got a number', 'number', new Decimal('secret')],
    ['expected a set, got an object', ['set', 'string'], {}],
    ['expected a tuple of 2, got a list of 1', ['tuple', ['string', 'string']], ['secret']],
    ['unexpected attribute "extra"', ['object', {}], { extra: 'secret' }],
    ['expected a value with a type of its own (new Dynamic(type, value)), got a string', 'dynamic', 'secret'],
  ])('refuses to write what does not fit, and names the place but no value: %s', (message, type, value) => {
    expect(() => encodeValue(type, value)).toThrow(message);
    expect(() => encodeValue(type, value)).not.toThrow(/secret/);
  });

  test.each<[string, Type, unknown]>([
    ['missing attribute "b"', ['object', { a: 'string', b: 'string' }], { a: 'x' }],
    ['unexpected attribute "c"', ['object', { a: 'string' }], { a: 'x', c: 'y' }],
    ['a: expected a number, got a bool', ['object', { a: 'number' }], { a: true }],
    ['expected a number, got a string', 'number', 'twelve'],
    ['expected a value with its type, got a list of 1', 'dynamic', ['x']],
  ])('refuses to read what does not fit: %s', (message, type, raw) => {
    expect(() => decodeValue(type, { msgpack: encode(raw) })).toThrow(message);
  });
});

describe('blocks', () => {
  const inner: Block = { attributes: { a: { type: 'string', description: '', optional: true } } };
  const outer: Block = {
    blocks: {
      single: { nesting: 'single', block: inner },
      list: { nesting: 'list', block: { blocks: { deep: { nesting: 'set', block: inner } } } },
      set: { nesting: 'set', block: inner },
      map: { nesting: 'map', block: inner },
      group: { nesting: 'group', block: inner },
    },
  };

  test('are never null on the wire, except a single one', () => {
    expect(decodeObject(outer, encodeObject(outer, {}))).toEqual({ single: null, list: [], set: [], map: {}, group: { a: null } });
  });

  test('are filled at every depth', () => {
    const value = { single: { a: 'x' }, list: [{}], set: [{}], map: { k: {} }, group: {} };
    expect(decodeObject(outer, encodeObject(outer, value)))
      .toEqual({ single: { a: 'x' }, list: [{ deep: [] }], set: [{ a: null }], map: { k: { a: null } }, group: { a: null } });
  });

  test('may be unknown as a whole', () => {
    const value = { single: null, list: UNKNOWN, set: UNKNOWN, map: UNKNOWN, group: { a: UNKNOWN } };
    expect(decodeObject(outer, encodeObject(outer, value))).toEqual(value);
  });

  test('nothing at all is null', () => expect(decodeObject(outer, encodeObject(outer, null))).toBeNull());
});
