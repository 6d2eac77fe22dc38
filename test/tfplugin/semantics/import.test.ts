import { brief, details, serverFor } from './support/provider';
import { DiagnosticError, Resource, Schema } from '../../../src/tfplugin';

const schema: Schema = {
  attributes: { id: { description: 'x', type: 'string', computed: true }, name: { description: 'x', type: 'string', required: true } },
  blocks: { rule: { nesting: 'set', block: {} } },
};

function importing(importState?: Resource<any>['importState']) {
  return serverFor({ schema, importState }).importResourceState('test_thing', 'the-id');
}

test('import: what the author knows, the rest null', async () => {
  const answer = await importing(async (id) => ({ id }));
  expect(answer).toEqual({ diagnostics: [], imported: { state: { id: 'the-id', name: null, rule: [] }, private: new Uint8Array() } });
});

test.each<[string, Resource<any>['importState'], string[]]>([
  ['not offered', undefined, ['error whole Import is not supported']],
  ['refused', async () => { throw DiagnosticError.of('Bad id', 'x'); }, ['error whole Bad id']],
  ['nothing to read by', async () => ({}), ['error whole Bug in the provider "test"']],
  ['no object', async () => null as never, ['error whole Bug in the provider "test"']],
  ['not of the schema', async () => ({ ID: 'x' }), ['error [{"attribute":"ID"}] Bug in the provider "test"']],
])('import: %s', async (_, author, diagnostics) => {
  const answer = await importing(author);
  expect(answer.imported).toBeUndefined();
  expect(brief(answer.diagnostics).slice(0, 1)).toEqual(diagnostics);
});

test('move: refused with a way out', async () => {
  const answer = await serverFor({ schema }).moveResourceState('null_resource', 'registry.example/x/null', 'test_thing');
  expect(details(answer.diagnostics)).toContain('"null_resource" of registry.example/x/null cannot be moved to "test_thing"');
});
