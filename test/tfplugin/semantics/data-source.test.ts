import { brief, details, providerWith } from './support/provider';
import { DataSource, DiagnosticError, Schema, UNKNOWN } from '../../../src/tfplugin';
import { createSemanticServer } from '../../../src/tfplugin/semantics';

const schema: Schema = {
  attributes: { name: { description: 'x', type: 'string', required: true }, size: { description: 'x', type: 'number', computed: true } },
};

function read(answer: DataSource['read']) {
  const server = createSemanticServer(providerWith({ dataSources: { test_thing: { schema, read: answer } } }));
  return server.readDataSource('test_thing', { name: 'a', size: null });
}

test('data source: arguments and results', async () => {
  expect(await read(async (config) => ({ ...config, size: 1 }))).toEqual({ diagnostics: [], state: { name: 'a', size: 1 } });
});

test.each<[string, DataSource['read'], string]>([
  ['not found', async () => { throw DiagnosticError.of('Not found', 'x'); }, 'error whole Not found'],
  ['null', async () => null as never, 'error whole Bug in the provider "test"'],
  ['unknown', async (config) => ({ ...config, size: UNKNOWN }), 'error [{"attribute":"size"}] Bug in the provider "test"'],
  ['of another type', async (config) => ({ ...config, size: '1' }), 'error [{"attribute":"size"}] Bug in the provider "test"'],
])('data source: %s is an error and no state', async (_, answering, diagnostic) => {
  const answer = await read(answering);
  expect(answer.state).toBeNull();
  expect(brief(answer.diagnostics)).toEqual([diagnostic]);
});

test('data source: one that the provider has not', async () => {
  const server = createSemanticServer(providerWith());
  expect(details((await server.readDataSource('test_other', {})).diagnostics)).toContain('no data source "test_other". It has: none.');
  expect(details((await server.validateDataSourceConfig('test_other', {})).diagnostics)).toContain('no data source "test_other"');
});
