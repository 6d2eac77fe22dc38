import { proposedNew } from './support/core';
import { brief, details, serverFor } from './support/provider';
import { DiagnosticError, ObjectValue, Resource, Schema, UNKNOWN } from '../../../src/tfplugin';

const string = { description: 'x', type: 'string' } as const;
const nested = {
  key: { ...string, required: true },
  fixed: { ...string, optional: true, requiresReplace: true },
  made: { ...string, computed: true },
};
const schema: Schema = {
  attributes: {
    name: { ...string, required: true },
    region: { ...string, optional: true, requiresReplace: true },
    kind: { ...string, optional: true, computed: true },
    mode: { ...string, optional: true, computed: true, default: 'fast' },
    secret: { ...string, optional: true, writeOnly: true },
    id: { ...string, computed: true },
    url: { ...string, computed: true, changesWith: ['name'] },
    link: { ...string, computed: true, changesWith: ['url'] },
    items: { description: 'x', nesting: 'list', attributes: nested, optional: true },
    parts: { description: 'x', nesting: 'set', attributes: nested, optional: true },
    named: { description: 'x', nesting: 'map', attributes: nested, optional: true },
    place: { description: 'x', nesting: 'single', attributes: nested, optional: true },
    options: {
      description: 'x', nesting: 'set', optional: true, attributes: { key: { ...string, required: true }, way: { ...string, optional: true, computed: true } },
    },
  },
};
const none: ObjectValue = {
  name: 'n',
  region: null,
  kind: null,
  mode: null,
  secret: null,
  id: null,
  url: null,
  link: null,
  items: null,
  parts: null,
  named: null,
  place: null,
  options: null,
};
const prior: ObjectValue = { ...none, kind: 'k', mode: 'fast', id: '1', url: 'u', link: 'l' };
const item = (key: string, made: ObjectValue[string] = null, fixed: ObjectValue[string] = null) => ({ key, fixed, made });

const option = (key: string, way: ObjectValue[string] = null) => ({ key, way });

async function plan(before: ObjectValue | null, config: ObjectValue, resource: Partial<Resource<any>> = {}) {
  const wanted = { ...none, ...config };
  const server = serverFor({ schema, ...resource });
  const proposed = proposedNew(schema, before, wanted);
  return server.planResourceChange({ typeName: 'test_thing', prior: before, proposed, config: wanted, private: new Uint8Array([1, 2]) });
}

const CASES: [name: string, before: ObjectValue | null, config: ObjectValue, changed: ObjectValue, replace: string[]][] = [
  ['create: what is computed and left out is unknown, defaults are known', null, {}, {
    kind: UNKNOWN, mode: 'fast', id: UNKNOWN, url: UNKNOWN, link: UNKNOWN,
  }, []],
  ['create: what is configured is planned, write-only never', null, { kind: 'mine', mode: 'slow', secret: 's' }, {
    kind: 'mine', mode: 'slow', id: UNKNOWN, url: UNKNOWN, link: UNKNOWN,
  }, []],
  ['update: only what the change moves is unknown, in a chain too', prior, { name: 'new' }, { name: 'new', url: UNKNOWN, link: UNKNOWN }, []],
  ['update: an unknown argument counts as changed', prior, { name: UNKNOWN }, { name: UNKNOWN, url: UNKNOWN, link: UNKNOWN }, []],
  ['update: a removed optional and computed argument keeps its value', { ...prior, name: 'old' }, {}, { url: UNKNOWN, link: UNKNOWN }, []],
  ['update: a removed argument with a default goes back to it', { ...prior, mode: 'slow' }, {}, {}, []],
  ['replace: the path of the changed argument', prior, { region: 'r' }, { region: 'r' }, ['region']],
  ['replace: the path of an unknown one', prior, { region: UNKNOWN }, { region: UNKNOWN }, ['region']],
  ['replace: by removal', { ...prior, region: 'r' }, {}, {}, ['region']],
  ['list: an unchanged element keeps what is computed, another is decided anew', { ...prior, items: [item('a', '1'), item('b', '2')] },
    { items: [item('a'), item('c')] }, { items: [item('a', '1'), item('c', UNKNOWN)] }, []],
  ['list: replacing inside names the element', { ...prior, items: [item('a', '1', 'x')] },
    { items: [item('a', null, 'y')] }, { items: [item('a', UNKNOWN, 'y')] }, ['items.0.fixed']],
  ['list: unknown as a whole may replace', { ...prior, items: [] }, { items: UNKNOWN }, { items: UNKNOWN }, ['items']],
  ['map: the key is what an element is', { ...prior, named: { a: item('a', '1'), b: item('b', '2') } },
    { named: { b: item('B'), c: item('c') } }, { named: { b: item('B', '2'), c: item('c', UNKNOWN) } }, []],
  ['single: what comes new is decided', prior, { place: item('a') }, { place: item('a', UNKNOWN) }, []],
  ['single: what changes inside stays the same object', { ...prior, place: item('a', '1') }, { place: item('b') }, { place: item('b', '1') }, []],
  ['set: elements find theirs in any order', { ...prior, parts: [item('a', '1'), item('b', '2')] },
    { parts: [item('c'), item('b'), item('a')] }, { parts: [item('c', UNKNOWN), item('b', '2'), item('a', '1')] }, []],
  ['set: who leaves something open does not take the partner of who is particular', { ...prior, options: [option('a', 'x')] },
    { options: [option('a'), option('a', 'x')] }, { options: [option('a', UNKNOWN), option('a', 'x')] }, []],
  ['set: nor of who could have only that one', { ...prior, options: [option('a', 'x'), option('a', 'y')] },
    { options: [option('a'), option('a', 'x')] }, { options: [option('a', 'x'), option('a', 'y')] }, []],
  ['set: replacing inside points at the set', { ...prior, parts: [item('a', '1', 'x')] },
    { parts: [item('a', null, 'y')] }, { parts: [item('a', UNKNOWN, 'y')] }, ['parts']],
];

test.each(CASES)('plan: %s', async (_, before, config, changed, replace) => {
  const answer = await plan(before, config);
  expect(answer.diagnostics).toEqual([]);
  expect(answer.planned).toEqual({ ...(before ?? none), ...config, ...pinned(before, config), ...changed, secret: null });
  expect(answer.requiresReplace.map((path) => path.map((step) => Object.values(step)[0]).join('.'))).toEqual(replace);
  expect(answer.private).toEqual(new Uint8Array([1, 2]));
});

/** What a configuration without these says about them. */
function pinned(before: ObjectValue | null, config: ObjectValue): ObjectValue {
  return before ? { name: config.name ?? 'n', region: config.region ?? null, mode: config.mode ?? 'fast' } : {};
}

test.each<[string, ObjectValue, ObjectValue]>([
  ['the same', prior, {}],
  ['a set in another order', { ...prior, parts: [item('a', '1'), item('b', '2')] }, { parts: [item('b'), item('a')] }],
  ['another Unicode form', { ...prior, region: '\u00e9' }, { region: 'e\u0301' }],
  ['a write-only value', prior, { secret: 's' }],
])('no-op: %s gives the prior state itself, without a look from the author', async (_, before, config) => {
  const answer = await plan(before, config, { modifyPlan: () => { throw new Error('was asked'); } });
  expect(answer.planned).toBe(before);
  expect(answer).toMatchObject({ diagnostics: [], requiresReplace: [] });
});

test('destroy: planned as null', async () => {
  const server = serverFor({ schema });
  const answer = await server.planResourceChange({ typeName: 'test_thing', prior, proposed: null, config: null, private: new Uint8Array([1]) });
  expect(answer).toEqual({ diagnostics: [], planned: null, requiresReplace: [], private: new Uint8Array([1]) });
});

test('modifyPlan: sees the configuration, sets what is computed, asks for a replacement', async () => {
  const answer = await plan(prior, { name: 'new' }, {
    modifyPlan: (planned: any, before: any, { configured, requireReplace }) => {
      planned.url = `${configured('name')}/${before.id}`;
      requireReplace('kind');
    },
  });
  expect(answer.planned).toMatchObject({ url: 'new/1', link: UNKNOWN });
  expect(answer.requiresReplace).toEqual([[{ attribute: 'kind' }]]);
});

test('modifyPlan: a replacement follows from what it set', async () => {
  const fixedKind: Schema = { attributes: { ...schema.attributes, kind: { ...string, optional: true, computed: true, requiresReplace: true } } };
  const answer = await plan(prior, { name: 'new' }, { schema: fixedKind, modifyPlan: (planned: any) => { planned.kind = 'other'; } });
  expect(answer.requiresReplace).toEqual([[{ attribute: 'kind' }]]);
});

test('modifyPlan: an argument that means the same as before may stay as it was, and then nothing changes', async () => {
  const answer = await plan(prior, { name: 'N' }, {
    update: undefined,
    modifyPlan: (planned: any, before: any, { configured }) => {
      if (String(configured('name')).toLowerCase() === before.name) Object.assign(planned, before);
    },
  });
  expect(answer).toMatchObject({ diagnostics: [], requiresReplace: [] });
  expect(answer.planned).toBe(prior);
});

test('modifyPlan: what it refuses is the answer', async () => {
  const answer = await plan(prior, { name: 'new' }, { modifyPlan: () => { throw DiagnosticError.of('No', 'not "new"', [{ attribute: 'name' }]); } });
  expect(answer.diagnostics).toEqual([{ severity: 'error', summary: 'No', detail: 'not "new"', path: [{ attribute: 'name' }] }]);
});

test('modifyPlan: an unknown name to replace for is a bug', async () => {
  const answer = await plan(prior, { name: 'new' }, { modifyPlan: (_p, _b, { requireReplace }) => requireReplace('nmae') });
  expect(brief(answer.diagnostics)).toEqual(['error whole Bug in the provider "test"']);
  expect(details(answer.diagnostics)).toContain('"nmae"');
});

test('plan: an update in place without code for it is a bug', async () => {
  const answer = await plan(prior, { name: 'new' }, { update: undefined });
  expect(details(answer.diagnostics)).toContain('test_thing would have to be updated in place');
});
