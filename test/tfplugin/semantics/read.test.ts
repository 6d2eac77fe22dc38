import { brief, NO_PRIVATE, serverFor } from './support/provider';
import { ObjectValue, Resource, Schema, UNKNOWN } from '../../../src/tfplugin';
import { decodePrivate, encodePrivate } from '../../../src/tfplugin/semantics/private-data';

const schema: Schema = {
  attributes: {
    name: { description: 'x', type: 'string', required: true },
    tags: { description: 'x', type: ['set', 'string'], optional: true },
    token: { description: 'x', type: 'string', optional: true, writeOnly: true },
  },
};
const state: ObjectValue = { name: 'a', tags: ['x', 'y'], token: null };
const NOTES = encodePrivate({ etag: '1' });

function read(answer: Resource<any>['read'], privateData = NOTES) {
  return serverFor({ schema, read: answer }).readResource('test_thing', state, privateData);
}

const CASES: [name: string, answer: Resource<any>['read'], state: ObjectValue | null, diagnostics: string[]][] = [
  ['gone', async () => null, null, []],
  ['changed', async () => ({ ...state, name: 'b' }), { ...state, name: 'b' }, []],
  ['only spelled differently', async () => ({ name: 'a', tags: ['y', 'x'] }), state, []],
  ['a write-only value is left out', async () => ({ ...state, token: 's3cret' }), state, []],
  ['forgotten to return is not gone', async () => undefined as never, state, ['error whole Bug in the provider "test"']],
  ['a crash is not gone', async () => { throw new Error('x'); }, state, ['error whole Bug in the provider "test"']],
  ['an error is not gone', async (_, { diagnostics }) => { diagnostics.error('Down', 'x'); return null; }, state, ['error whole Down']],
  ['unknown', async () => ({ ...state, name: UNKNOWN }), state, ['error [{"attribute":"name"}] Bug in the provider "test"']],
  ['not of the schema', async () => ({ ...state, nmae: 'a' }), state, ['error [{"attribute":"nmae"}] Bug in the provider "test"']],
];

test.each(CASES)('read: %s', async (_, author, expected, diagnostics) => {
  const answer = await read(author);
  expect(answer.state).toEqual(expected);
  expect(brief(answer.diagnostics)).toEqual(diagnostics);
  expect(decodePrivate(answer.private)).toEqual({ etag: '1' });
});

test('read: notes can be changed', async () => {
  const answer = await read(async (current, context) => { context.private = { etag: '2' }; return current; });
  expect(decodePrivate(answer.private)).toEqual({ etag: '2' });
});

test('read: a resource that the provider has not says which it has', async () => {
  const answer = await serverFor({ schema }).readResource('test_other', state, NO_PRIVATE);
  expect(answer.state).toBe(state);
  expect(answer.diagnostics[0].detail).toMatch(/^The provider test 1\.2\.3 has no resource "test_other"\. It has: test_thing\./);
});
