/** The calls over gRPC, where the real Terraform would not bring them about. */
import { credentials, Server, ServerCredentials } from '@grpc/grpc-js';
import { attributePath, ObjectValue } from '../../../src/tfplugin';
import { Diagnostic_Severity } from '../../../src/tfplugin/gen/tfplugin6_pb';
import { createSemanticServer, SemanticServer } from '../../../src/tfplugin/semantics';
import { decodeObject, encodeObject } from '../../../src/tfplugin/wire/dynamic-value';
import { providerImplementation, providerService } from '../../../src/tfplugin/wire/provider-service';
import { ProtocolClient } from '../support/protocol-client';
import { createSampleProvider } from '../support/sample-provider';

const provider = createSampleProvider();
const { schema } = provider.resources.sample_thing;
const object = (values: ObjectValue): ObjectValue => ({
  ...Object.fromEntries(Object.keys(schema.attributes!).map((name) => [name, null])), one: null, many: [], some: [], ...values,
});

describe('the service', () => {
  let server: Server;
  let client: ProtocolClient;
  const semantics: SemanticServer = createSemanticServer(provider);
  let changed: Partial<SemanticServer> = {};
  beforeAll(async () => {
    server = new Server();
    const changeable = new Proxy(semantics, { get: (target, name) => Reflect.get(changed, name) ?? Reflect.get(target, name) });
    server.addService(providerService, providerImplementation(changeable, provider));
    const port = await new Promise<number>((resolve, reject) => server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      (error ? reject(error) : resolve(bound))));
    client = new ProtocolClient(`127.0.0.1:${port}`, credentials.createInsecure());
  });
  afterEach(() => {
    changed = {};
  });
  afterAll(() => {
    client.close();
    server.forceShutdown();
  });

  test('says the same of its abilities in both answers', async () => {
    const [metadata, schemas] = [await client.call('getMetadata', {}), await client.call('getProviderSchema', {})];
    const abilities = { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: false, generateResourceConfig: false };
    expect(metadata.serverCapabilities).toMatchObject(abilities);
    expect(schemas.serverCapabilities).toMatchObject(abilities);
    expect(metadata.dataSources.map(({ typeName }) => typeName)).toEqual(Object.keys(schemas.dataSourceSchemas));
    expect(await client.call('getFunctions', {})).toMatchObject({ diagnostics: [] });
  });

  test.each(['CallFunction', 'OpenEphemeralResource', 'GetResourceIdentitySchemas', 'PlanAction'])('%s is unimplemented', async (rpc) => {
    await expect(client.unknown(rpc)).rejects.toThrow('UNIMPLEMENTED');
  });

  test('a move is refused with a diagnostic', async () => {
    const { diagnostics } = await client.call('moveResourceState', { sourceTypeName: 'a_b', sourceProviderAddress: 'h/n/t', targetTypeName: 'sample_thing' });
    expect(diagnostics).toHaveLength(1);
  });

  test('an unknown type is a diagnostic that names the known ones', async () => {
    const { diagnostics } = await client.call('readResource', { typeName: 'sample_other' });
    expect(diagnostics).toMatchObject([{ severity: Diagnostic_Severity.ERROR, detail: expect.stringContaining('"sample_other"; it has sample_thing') }]);
  });

  test('bytes that do not fit are a diagnostic with their place', async () => {
    const currentState = { msgpack: encodeObject({ attributes: { id: schema.attributes!.number } }, { id: 1 }).msgpack };
    const { diagnostics } = await client.call('readResource', { typeName: 'sample_thing', currentState });
    expect(diagnostics).toMatchObject([{ detail: expect.stringContaining('ReadResource of sample_thing failed: id: expected a string, got a number') }]);
  });

  test('a throw of the framework itself is a diagnostic, not a bare error', async () => {
    changed = { readResource: () => { throw new TypeError('hunter2'); } };
    const { diagnostics } = await client.call('readResource', { typeName: 'sample_thing', currentState: encodeObject(schema, object({})) });
    expect(diagnostics).toMatchObject([{ detail: expect.stringContaining('ReadResource of sample_thing failed: TypeError was thrown') }]);
    expect(diagnostics[0].detail).not.toContain('hunter2');
  });

  test('a created object stays in the answer, even where it does not fit the schema', async () => {
    changed = {
      applyResourceChange: async () => ({
        state: { ...object({ id: 'made', number: 'five', list: ['a', 7] }), extra: true }, private: Buffer.from('p'), diagnostics: [],
      }),
    };
    const answer = await client.call('applyResourceChange', { typeName: 'sample_thing', plannedState: encodeObject(schema, object({})) });
    expect(decodeObject(schema, answer.newState)).toEqual(object({ id: 'made', list: ['a', null] }));
    expect(Buffer.from(answer.private).toString()).toBe('p');
    expect(answer.diagnostics.map(({ attribute }) => attribute?.steps.map(({ selector }) => selector.value)))
      .toEqual([undefined, ['number'], ['list', 1n]]);
  });

  test('diagnostics keep their severity and every kind of path', async () => {
    changed = {
      validateResourceConfig: async () => ({
        diagnostics: [
          { severity: 'warning', summary: 's', detail: 'd' },
          { severity: 'error', summary: 's', detail: 'd', path: [...attributePath('map'), { key: 'k' }, { index: 3 }, { attribute: 'a' }] },
        ],
      }),
    };
    const { diagnostics } = await client.call('validateResourceConfig', { typeName: 'sample_thing', config: encodeObject(schema, object({})) });
    expect(diagnostics.map(({ severity }) => severity)).toEqual([Diagnostic_Severity.WARNING, Diagnostic_Severity.ERROR]);
    expect(diagnostics[1].attribute!.steps.map(({ selector }) => [selector.case, selector.value]))
      .toEqual([['attributeName', 'map'], ['elementKeyString', 'k'], ['elementKeyInt', 3n], ['attributeName', 'a']]);
  });
});
