import { brief, details, NO_PRIVATE, providerWith, serverFor } from './support/provider';
import { CallContext, DiagnosticError, ObjectValue, Resource, Schema, UNKNOWN } from '../../../src/tfplugin';
import { createSemanticServer, ServerOptions } from '../../../src/tfplugin/semantics';

const schema: Schema = { attributes: { id: { description: 'x', type: 'string', computed: true } } };
const state: ObjectValue = { id: '1' };

/** A server whose create does as told, and the call of it. */
function creating(create: Resource<any>['create'], resource: Partial<Resource<any>> = {}, options?: ServerOptions) {
  const server = serverFor({ schema, ...resource, create }, options);
  const call = () => server.applyResourceChange({ typeName: 'test_thing', prior: null, planned: { id: UNKNOWN }, config: { id: null }, private: NO_PRIVATE });
  return { server, call };
}

const aborted = (signal: AbortSignal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

test('stop: what is in flight is aborted and says what exists; what comes later is not', async () => {
  const { server, call } = creating(async (_, { signal, exists }) => {
    exists(state);
    setImmediate(() => server.stop());
    await aborted(signal);
    throw signal.reason;
  });
  const answer = await call();
  expect(answer.state).toEqual(state);
  expect(brief(answer.diagnostics)).toEqual(['error whole Interrupted']);
  expect(details(answer.diagnostics)).toContain('while creating test_thing');
  expect((await server.readResource('test_thing', state, NO_PRIVATE)).diagnostics).toEqual([]);
});

test('stop: every call in flight', async () => {
  let started = 0;
  const { server, call } = creating(async (_, { signal }) => {
    if (++started === 3) server.stop();
    else await aborted(signal);
    signal.throwIfAborted();
    return state;
  });
  const answers = await Promise.all([call(), call(), call()]);
  expect(answers.flatMap(({ diagnostics }) => brief(diagnostics))).toEqual(Array(3).fill('error whole Interrupted'));
});

test('stop: a call that ends well all the same is a success', async () => {
  const { server, call } = creating(async () => {
    server.stop();
    return state;
  });
  expect(await call()).toMatchObject({ diagnostics: [], state });
});

test.each<[string, (signal: AbortSignal) => unknown, string]>([
  ['any error', () => new Error('socket closed'), 'error whole Interrupted'],
  ['a diagnostic of its own', () => DiagnosticError.of('Given up', 'x'), 'error whole Given up'],
])('stop: a call that throws %s', async (_, reason, expected) => {
  const { server, call } = creating(async (_planned, { signal }) => {
    server.stop();
    throw reason(signal);
  });
  expect(brief((await call()).diagnostics)).toEqual([expected]);
});

test('stop: a call that does not listen is answered without it, after its grace', async () => {
  const { server, call } = creating(async (_, { exists }) => {
    exists(state);
    server.stop();
    return new Promise(() => undefined);
  }, {}, { graceMs: 1 });
  const answer = await call();
  expect(answer.state).toEqual(state);
  expect(brief(answer.diagnostics)).toEqual(['error whole Interrupted']);
});

test('timeout: says which call, how long it had and what to do', async () => {
  const { call } = creating(async (_, { signal, exists }) => {
    exists(state);
    await aborted(signal);
    throw new Error('socket closed');
  }, { timeouts: { create: 5 } });
  const answer = await call();
  expect(answer.state).toEqual(state);
  expect(brief(answer.diagnostics)).toEqual(['error whole Timed out']);
  expect(details(answer.diagnostics)).toMatch(/^The time for creating test_thing is over \(0\.005 s\).*run the command again/);
});

test('log: reaches who serves, with its fields', async () => {
  const lines: unknown[] = [];
  const { call } = creating(async (_, context: CallContext) => {
    context.log('info', 'made', { id: '1' });
    return state;
  }, {}, { log: (...line) => lines.push(line) });
  await call();
  expect(lines).toEqual([['info', 'made', { id: '1' }]]);
});

test('every call answers when its author throws', async () => {
  const crash = () => { throw new TypeError('hunter2'); };
  const crashing = {
    schema,
    upgraders: { 0: crash },
    create: crash,
    update: crash,
    delete: crash,
    read: crash,
    importState: crash,
    modifyPlan: crash,
    validateConfig: crash,
  };
  const server = createSemanticServer(providerWith({
    resources: { test_thing: { ...crashing, schema: { ...schema, version: 1 } } },
    dataSources: { test_thing: crashing },
    validateConfig: crash,
    configure: crash,
  }));
  const request = { typeName: 'test_thing', prior: null, config: { id: null }, private: NO_PRIVATE };
  const answers = await Promise.all([
    server.validateProviderConfig({}),
    server.configureProvider({}, '1.11.4'),
    server.validateResourceConfig('test_thing', state, true),
    server.validateDataSourceConfig('test_thing', state),
    server.upgradeResourceState('test_thing', 0, { json: {}, flatmap: false }),
    server.readResource('test_thing', state, NO_PRIVATE),
    server.planResourceChange({ ...request, proposed: { id: null } }),
    server.applyResourceChange({ ...request, planned: { id: UNKNOWN } }),
    server.importResourceState('test_thing', '1'),
    server.readDataSource('test_thing', state),
  ]);
  for (const { diagnostics } of answers) {
    expect(brief(diagnostics)).toEqual(['error whole Bug in the provider "test"']);
    expect(details(diagnostics)).not.toContain('hunter2');
  }
});
