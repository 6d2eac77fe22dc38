/**
 * What the real Terraform puts on the wire. The fixture holds the bytes that Terraform 1.11.4 sent for each resource of golden.tf
 * (support/golden.ts records them); the same configuration is sent anew by the Terraform of this machine.
 */
import { readFileSync } from 'node:fs';
import { Decimal, Dynamic, ObjectValue, UNKNOWN } from '../../../src/tfplugin';
import { decodeObject, encodeObject } from '../../../src/tfplugin/wire/dynamic-value';
import { GOLDEN_CONFIGURATION, GOLDEN_FIXTURE, recordGolden } from '../support/golden';
import { createSampleProvider } from '../support/sample-provider';

const CASES = [...readFileSync(GOLDEN_CONFIGURATION, 'utf8').matchAll(/^resource "sample_thing" "(\w+)"/gm)].map(([, name]) => name);

const { schema } = createSampleProvider().resources.sample_thing;
const EMPTY: ObjectValue = {
  ...Object.fromEntries(Object.keys(schema.attributes!).map((name) => [name, null])), one: null, many: [], some: [],
};

const EXPECTED: { [name: string]: ObjectValue } = {
  numbers: {
    number: 0.1,
    set: expect.arrayContaining([
      1, -2.5, new Decimal('9007199254740993'), new Decimal('0.1234567890123456789'), new Decimal('18446744073709551616'), 1e30,
    ]),
  },
  unknown: { text: UNKNOWN, list: ['known', UNKNOWN], map: { a: UNKNOWN }, number: UNKNOWN },
  refined: { text: UNKNOWN, list: [UNKNOWN] },
  text: { text: '\u00e9 \u00fc \u{1F600} " \\ ${}', map: { '\u00e9': '', 'a b': 'c' } },
  dynamic: {
    any: new Dynamic(
      ['object', { list: ['tuple', ['number', 'string', 'dynamic']], number: 'number', object: ['object', { a: 'bool' }] }],
      { list: [1, 'two', null], number: 0.1, object: { a: true } },
    ),
  },
  dynamic_unknown: { any: new Dynamic('string', UNKNOWN) },
  dynamic_null: { any: null },
  nested: {
    nested: [{ inner: 'x' }, { inner: null }], one: { inner: null }, many: [{ inner: 'y' }, { inner: null }], some: [{ inner: 1 }],
  },
  unknown_blocks: { many: UNKNOWN },
};

const FIXTURE: { [name: string]: string } = JSON.parse(readFileSync(GOLDEN_FIXTURE, 'utf8'));
let live: { [name: string]: string };
beforeAll(async () => {
  live = await recordGolden();
});

describe.each(CASES)('golden bytes of "%s"', (name) => {
  const read = (hex: string) => decodeObject(schema, { msgpack: Buffer.from(hex, 'hex') });
  const expected = { ...EMPTY, ...EXPECTED[name], replaces: `case:${name}` };

  test('recorded', () => expect(read(FIXTURE[name])).toEqual(expected));
  test('from the Terraform of this machine', () => expect(read(live[name])).toEqual(expected));
  test('read the same after they were written again', () => expect(read(again(read(FIXTURE[name])))).toEqual(expected));

  function again(value: ObjectValue | null): string {
    return Buffer.from(encodeObject(schema, value).msgpack!).toString('hex');
  }
});
