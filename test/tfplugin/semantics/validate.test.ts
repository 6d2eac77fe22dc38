import { brief, details, providerWith, serverFor } from './support/provider';
import { formatPath, ObjectValue, Schema, UNKNOWN, Validator } from '../../../src/tfplugin';
import { createSemanticServer } from '../../../src/tfplugin/semantics';

const short: Validator = (value) => (String(value).length > 3 ? `"${value}" is too long` : undefined);
const text = { description: 'x', type: 'string', optional: true, validators: [short] } as const;
const schema: Schema = {
  attributes: {
    name: text,
    words: { description: 'x', type: ['list', 'string'], optional: true, validators: [(value) => ((value as []).length > 1 ? 'too many' : undefined)] },
    token: { ...text, writeOnly: true },
    list: { description: 'x', nesting: 'list', optional: true, attributes: { inner: text } },
    set: { description: 'x', nesting: 'set', optional: true, attributes: { inner: text } },
    map: { description: 'x', nesting: 'map', optional: true, attributes: { inner: text } },
  },
  blocks: {
    rule: { nesting: 'list', block: { attributes: { inner: text }, blocks: { deep: { nesting: 'set', block: { attributes: { inner: text } } } } } },
    limit: { nesting: 'single', block: { attributes: { inner: text } } },
  },
};
const none: ObjectValue = { name: null, words: null, token: null, list: null, set: null, map: null, rule: [], limit: null };
const bad = { inner: 'long' };

test.each<[string, ObjectValue, string[]]>([
  ['nothing is fine', {}, []],
  ['a good value', { name: 'abc' }, []],
  ['a bad value', { name: 'abcd' }, ['name']],
  ['unknown is never asked about', { name: UNKNOWN, list: UNKNOWN, rule: UNKNOWN }, []],
  ['a list that is not wholly known is not asked about', { words: ['a', UNKNOWN] }, []],
  ['a list as a whole', { words: ['a', 'b'] }, ['words']],
  ['inside lists beside unknown', { list: [{ inner: UNKNOWN }, bad, UNKNOWN, null] }, ['list[1].inner']],
  ['inside maps', { map: { 'a b': bad } }, ['map["a b"].inner']],
  ['inside sets, at the set', { set: [{ inner: 'a' }, bad] }, ['set']],
  ['inside blocks', { rule: [{ inner: 'abcd', deep: [] }], limit: bad }, ['rule[0].inner', 'limit.inner']],
  ['inside a set in a list, at the set', { rule: [{ inner: null, deep: [bad, bad] }] }, ['rule[0].deep']],
])('validators: %s', async (_, config, places) => {
  const { diagnostics } = await serverFor({ schema }).validateResourceConfig('test_thing', { ...none, ...config }, true);
  expect(diagnostics.map(({ path }) => formatPath(path!))).toEqual(places);
});

test('validators: the text is the detail; one that throws is a bug at its attribute', async () => {
  const { diagnostics } = await serverFor({ schema }).validateResourceConfig('test_thing', { ...none, name: 'abcd' }, true);
  expect(diagnostics).toEqual([{ severity: 'error', summary: 'Invalid value', detail: '"abcd" is too long', path: [{ attribute: 'name' }] }]);

  const crashing: Schema = { attributes: { name: { ...text, validators: [() => { throw new Error('hunter2'); }] } } };
  const crashed = await serverFor({ schema: crashing }).validateResourceConfig('test_thing', { name: 'a' }, true);
  expect(brief(crashed.diagnostics)).toEqual(['error [{"attribute":"name"}] Bug in the provider "test"']);
  expect(details(crashed.diagnostics)).not.toContain('hunter2');
});

test('write-only: refused where Terraform would store it', async () => {
  const server = serverFor({ schema });
  const older = await server.validateResourceConfig('test_thing', { ...none, token: 'abc' }, false);
  expect(brief(older.diagnostics)).toEqual(['error [{"attribute":"token"}] Write-only argument needs a newer Terraform']);
  expect(details(older.diagnostics)).not.toContain('abc');
  expect((await server.validateResourceConfig('test_thing', { ...none, token: 'abc' }, true)).diagnostics).toEqual([]);
  expect((await server.validateResourceConfig('test_thing', none, false)).diagnostics).toEqual([]);
});

test('validateConfig: asked when the values are good, with a copy', async () => {
  const seen: unknown[] = [];
  const config = { ...none, name: UNKNOWN, words: ['a'] };
  const server = serverFor({
    schema,
    validateConfig: (given, { diagnostics }) => {
      seen.push(given.name);
      given.words.push('b');
      diagnostics.error('No', 'x');
    },
  });
  expect(brief((await server.validateResourceConfig('test_thing', config, true)).diagnostics)).toEqual(['error whole No']);
  expect(config.words).toEqual(['a']);
  await server.validateResourceConfig('test_thing', { ...none, name: 'abcd' }, true);
  expect(seen).toEqual([UNKNOWN]);
});

test('provider: its configuration is validated and taken, unknown values included', async () => {
  const seen: unknown[] = [];
  const server = createSemanticServer(providerWith({
    schema: { description: 'x', attributes: { name: text } },
    configure: (config, { terraformVersion }) => { seen.push([config.name, terraformVersion]); },
  }));
  expect(brief((await server.validateProviderConfig({ name: 'abcd' })).diagnostics)).toEqual(['error [{"attribute":"name"}] Invalid value']);
  expect(await server.configureProvider({ name: UNKNOWN }, '1.11.4')).toEqual({ diagnostics: [] });
  expect(seen).toEqual([[UNKNOWN, '1.11.4']]);
});
