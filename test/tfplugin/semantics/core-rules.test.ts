import { Dynamic, formatPath, ObjectValue, Schema, UNKNOWN } from '../../../src/tfplugin';
import { planViolations, resultViolations, stateViolations, Violation } from '../../../src/tfplugin/semantics/core-rules';

const string = { description: 'x', type: 'string' } as const;
const inner = { given: { ...string, optional: true }, made: { ...string, computed: true } };
const schema: Schema = {
  attributes: {
    name: { ...string, optional: true },
    id: { ...string, computed: true },
    either: { ...string, optional: true, computed: true },
    secret: { ...string, optional: true, writeOnly: true },
    list: { description: 'x', nesting: 'list', attributes: inner, optional: true },
    set: { description: 'x', nesting: 'set', attributes: inner, optional: true },
    tags: { description: 'x', type: ['set', 'string'], optional: true },
    any: { description: 'x', type: 'dynamic', optional: true },
  },
  blocks: {
    rule: { nesting: 'list', block: { attributes: inner } },
    choice: { nesting: 'set', block: { attributes: inner } },
    limit: { nesting: 'single', block: { attributes: inner } },
  },
};
const none: ObjectValue = {
  name: null, id: null, either: null, secret: null, list: null, set: null, tags: null, any: null, rule: [], choice: [], limit: null,
};
const given = (value: string) => ({ given: value, made: null });

function places(violations: readonly Violation[]): string[] {
  return violations.map(({ path }) => formatPath(path));
}

const PLANS: [name: string, config: ObjectValue, planned: ObjectValue, prior: ObjectValue | null, violated: string[]][] = [
  ['as configured', { name: 'a' }, { name: 'a', id: UNKNOWN }, null, []],
  ['other than configured', { name: 'a' }, { name: 'b' }, null, ['name']],
  ['the prior spelling of what is configured', { name: 'a' }, { name: 'A' }, { name: 'A' }, []],
  ['the prior value of what was removed', {}, { name: 'a' }, { name: 'a' }, ['name']],
  ['unknown for what is configured', { name: 'a' }, { name: UNKNOWN }, null, ['name']],
  ['known for what is configured unknown', { name: UNKNOWN }, { name: 'a' }, null, ['name']],
  ['anything for what the provider decides', {}, { id: 'x', either: 'y' }, null, []],
  ['other than configured for what could be computed', { either: 'a' }, { either: 'b' }, null, ['either']],
  ['a write-only value', { secret: 's' }, { secret: 's' }, null, ['secret']],
  ['a write-only value left out', { secret: 's' }, {}, null, []],
  ['computed inside a list', { list: [given('a')] }, { list: [{ given: 'a', made: UNKNOWN }] }, null, []],
  ['configured inside a list', { list: [given('a')] }, { list: [{ given: 'b', made: null }] }, null, ['list[0].given']],
  ['a longer list', { list: [given('a')] }, { list: [given('a'), given('b')] }, null, ['list']],
  ['a configured list unknown', { list: [given('a')] }, { list: UNKNOWN }, null, ['list']],
  ['a configured list absent', { list: [given('a')] }, {}, null, ['list']],
  ['an unknown element', { list: [given('a')] }, { list: [UNKNOWN] }, null, ['list[0]']],
  ['an unconfigured list', {}, { list: [] }, null, ['list']],
  ['a bigger set', { set: [given('a')] }, { set: [given('a'), given('b')] }, null, ['set']],
  ['anything inside a set', { set: [given('a')] }, { set: [given('b')] }, null, []],
  ['elements of a set that may coincide', { set: [given('a'), given('b')] }, { set: [{ given: UNKNOWN, made: null }, given('b')] }, null, []],
  ['a block too many', { rule: [given('a')] }, { rule: [given('a'), given('a')] }, null, ['rule']],
  ['an unknown block', { rule: [given('a')] }, { rule: UNKNOWN }, null, ['rule']],
  ['blocks where an unknown number is configured', { rule: UNKNOWN }, { rule: [] }, null, ['rule']],
  ['an unknown number of blocks as configured', { rule: UNKNOWN }, { rule: UNKNOWN }, null, []],
  ['configured inside a block', { limit: given('a') }, { limit: given('b') }, null, ['limit.given']],
  ['a block that nobody wrote', {}, { limit: given('a') }, null, ['limit']],
];

test.each(PLANS)('planViolations: %s', (_, config, planned, prior, violated) => {
  expect(places(planViolations(schema, prior && { ...none, ...prior }, { ...none, ...config }, { ...none, ...planned }))).toEqual(violated);
});

const RESULTS: [name: string, planned: ObjectValue, actual: ObjectValue, violated: string[]][] = [
  ['unknown becomes anything', { id: UNKNOWN, list: UNKNOWN }, { id: null, list: [given('a')] }, []],
  ['known stays', { name: 'a' }, { name: 'b' }, ['name']],
  ['known in another spelling', { name: 'e\u0301', tags: ['a', 'b'] }, { name: '\u00e9', tags: ['b', 'a'] }, []],
  ['a dynamic value whose type names its members in another order',
    { any: new Dynamic(['object', { a: 'string', b: 'bool' }], { a: 'x', b: true }) },
    { any: new Dynamic(['object', { b: 'bool', a: 'string' }], { b: true, a: 'x' }) }, []],
  ['a dynamic value of another type', { any: new Dynamic('string', '1') }, { any: new Dynamic('number', 1) }, ['any']],
  ['null stays null', {}, { name: 'b' }, ['name']],
  ['a value stays one', { name: 'b' }, {}, ['name']],
  ['known does not become unknown', { name: 'b' }, { name: UNKNOWN }, ['name']],
  ['inside a list', { list: [{ given: 'a', made: UNKNOWN }] }, { list: [{ given: 'b', made: 'm' }] }, ['list[0].given']],
  ['a list of another length', { list: [given('a')] }, { list: [] }, ['list']],
  ['sets may shrink when elements coincide', { set: [{ given: 'a', made: UNKNOWN }, given('a')] }, { set: [given('a')] }, []],
  ['sets may not grow', { set: [{ given: 'a', made: UNKNOWN }] }, { set: [given('a'), { given: 'a', made: 'm' }] }, ['set']],
  ['an element of a set without its like', { set: [{ given: 'a', made: UNKNOWN }] }, { set: [given('b')] }, ['set']],
  ['a block is gone', { limit: given('a') }, {}, ['limit']],
  ['a block came', {}, { limit: given('a') }, ['limit']],
  ['blocks of unknown number', { rule: UNKNOWN }, { rule: [given('a')] }, []],
  ['a block too few', { rule: [given('a')] }, { rule: [] }, ['rule']],
  ['a block of a set without its like', { choice: [given('a')] }, { choice: [given('b')] }, ['choice']],
];

test.each(RESULTS)('resultViolations: %s', (_, planned, actual, violated) => {
  expect(places(resultViolations(schema, { ...none, ...planned }, { ...none, ...actual }))).toEqual(violated);
});

test('stateViolations: each attribute with something unknown in it', () => {
  expect(places(stateViolations({ ...none, id: UNKNOWN, list: [{ given: 'a', made: UNKNOWN }] }))).toEqual(['id', 'list']);
});
