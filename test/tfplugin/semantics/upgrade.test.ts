import { brief, details, serverFor } from './support/provider';
import { Decimal, Dynamic, ObjectValue, Resource, Schema } from '../../../src/tfplugin';

const attribute = (type: any) => ({ description: 'x', type, optional: true });
const schema: Schema = {
  attributes: {
    text: attribute('string'),
    count: attribute('number'),
    flag: attribute('bool'),
    any: attribute('dynamic'),
    pair: attribute(['tuple', ['string', 'number']]),
    token: { ...attribute('string'), writeOnly: true },
    items: { description: 'x', nesting: 'map', optional: true, attributes: { size: attribute('number') } },
  },
  blocks: {
    list: { nesting: 'list', block: { attributes: { port: attribute('number') } } },
    group: { nesting: 'group', block: { attributes: { port: attribute('number') } } },
    single: { nesting: 'single', block: {} },
  },
};
const none: ObjectValue = {
  text: null, count: null, flag: null, any: null, pair: null, token: null, items: null, list: [], group: { port: null }, single: null,
};

function upgrade(version: number, json: { [key: string]: unknown } | undefined, author: Partial<Resource<any>> = {}, flatmap = false) {
  return serverFor({ schema, ...author }).upgradeResourceState('test_thing', version, { json, flatmap });
}

test.each<[string, { [key: string]: unknown }, ObjectValue]>([
  ['what is missing is null, blocks empty', {}, {}],
  ['what is unknown to the schema is dropped', { gone: 1, list: [{ port: 1, gone: 2 }] }, { list: [{ port: 1 }] }],
  ['text for numbers and flags', { count: '5', flag: 'true', list: [{ port: '8080' }] }, { count: 5, flag: true, list: [{ port: 8080 }] }],
  ['numbers and flags for text', { text: 5 }, { text: '5' }],
  ['a number that no double holds', { count: new Decimal('9007199254740993') }, { count: new Decimal('9007199254740993') }],
  ['text of a number that no double holds', { count: '0.12345678901234567890' }, { count: new Decimal('0.12345678901234567890') }],
  ['text of one that a double holds', { count: '1e3' }, { count: 1000 }],
  ['dynamic brings its type', { any: { value: ['a'], type: ['list', 'string'] } }, { any: new Dynamic(['list', 'string'], ['a']) }],
  ['tuples', { pair: ['a', '1'] }, { pair: ['a', 1] }],
  ['a write-only value is forgotten', { token: 's3cret' }, {}],
  ['maps of objects', { items: { a: { size: '1', old: true }, b: null } }, { items: { a: { size: 1 }, b: null } }],
])('upgrade: same version: %s', async (_, json, expected) => {
  expect(await upgrade(0, json)).toEqual({ diagnostics: [], state: { ...none, ...expected } });
});

test('upgrade: older versions go through each upgrader in turn', async () => {
  const answer = await upgrade(1, { txt: 'a' }, {
    schema: { ...schema, version: 3 },
    upgraders: {
      0: () => { throw new Error('not for version 1'); },
      1: ({ txt, ...rest }) => ({ ...rest, text: txt }),
      2: (state) => ({ ...state, text: `${state.text}!` }),
    },
  });
  expect(answer).toEqual({ diagnostics: [], state: { ...none, text: 'a!' } });
});

const newer = { schema: { ...schema, version: 2 } };
test.each<[string, () => ReturnType<typeof upgrade>, string, string]>([
  ['a missing upgrader', () => upgrade(0, {}, newer), 'Bug in the provider "test"', 'no code to upgrade a state of version 0'],
  ['an upgrader that returns nothing', () => upgrade(1, {}, { ...newer, upgraders: { 1: () => undefined as never } }), 'Bug in the provider "test"', 'no object'],
  ['an upgrader that throws', () => upgrade(1, {}, { ...newer, upgraders: { 1: () => { throw new RangeError('x'); } } }), 'Bug in the provider "test"', 'RangeError'],
  ['a state from the future', () => upgrade(3, {}, newer), 'State is too new', 'version 3; this provider knows versions up to 2'],
  ['flatmap', () => upgrade(0, undefined, {}, true), 'State cannot be read', 'Terraform 0.11'],
  ['an empty state', () => upgrade(0, undefined), 'State cannot be read', 'terraform state rm'],
  ['a value of another type', () => upgrade(0, { list: [{ port: 'many' }], text: ['a'] }), 'State does not fit',
    '"text" should be a string, "list[0].port" should be a number'],
])('upgrade: %s is an error', async (_, answering, summary, detail) => {
  const answer = await answering();
  expect(answer.state).toBeNull();
  expect(brief(answer.diagnostics)).toEqual([`error whole ${summary}`]);
  expect(details(answer.diagnostics)).toContain(detail);
});
