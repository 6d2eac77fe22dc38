/** The calls over gRPC, where the real Terraform would not bring them about. */
import { attributePath, ObjectValue } from '../../../src/tfplugin';
import { createSemanticServer, SemanticServer } from '../../../src/tfplugin/semantics';
import { createGrpcServer, GrpcServer } from '../../../src/tfplugin/serve/grpc-server';
import { listen, Listening } from '../../../src/tfplugin/serve/socket';
import { decodeObject, encodeObject } from '../../../src/tfplugin/wire/dynamic-value';
import { PROVIDER_SERVICE, Severity } from '../../../src/tfplugin/wire/protocol';
import { providerService } from '../../../src/tfplugin/wire/provider-service';
import { ProtocolClient } from '../support/protocol-client';
import { createSampleProvider } from '../support/sample-provider';

const provider = createSampleProvider();
const { schema } = provider.resources.sample_thing;
const object = (values: ObjectValue): ObjectValue => ({
  ...Object.fromEntries(Object.keys(schema.attributes!).map((name) => [name, null])), one: null, many: [], some: [], ...values,
});

describe('the service', () => {
  let server: GrpcServer;
  let listening: Listening;
  let client: ProtocolClient;
  const semantics: SemanticServer = createSemanticServer(provider);
  let changed: Partial<SemanticServer> = {};
  beforeAll(async () => {
    const changeable = new Proxy(semantics, { get: (target, name) => Reflect.get(changed, name) ?? Reflect.get(target, name) });
    const calls = providerService(changeable, provider);
    server = createGrpcServer({ call: async (path) => calls[path] && { unary: calls[path] } });
    listening = await listen(server.http);
    client = new ProtocolClient(`unix:${listening.address}`);
  });
  afterEach(() => {
    changed = {};
  });
  afterAll(() => {
    client.close();
    server.close();
    listening.remove();
  });

  test('says the same of its abilities in both answers', async () => {
    const [metadata, schemas] = [await client.call('GetMetadata', {}), await client.call('GetProviderSchema', {})];
    const abilities = { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: false, generateResourceConfig: false };
    expect(metadata.serverCapabilities).toMatchObject(abilities);
    expect(schemas.serverCapabilities).toMatchObject(abilities);
    expect(metadata.dataSources.map(({ typeName }) => typeName)).toEqual(schemas.dataSourceSchemas.map(({ key }) => key));
    expect(await client.call('GetFunctions', {})).toMatchObject({ diagnostics: [] });
  });

  test.each(['CallFunction', 'OpenEphemeralResource', 'GetResourceIdentitySchemas', 'PlanAction'])('%s is unimplemented', async (rpc) => {
    await expect(client.unary(`/${PROVIDER_SERVICE}/${rpc}`)).rejects.toThrow('UNIMPLEMENTED');
  });

  test('a move is refused with a diagnostic', async () => {
    const { diagnostics } = await client.call('MoveResourceState', { sourceTypeName: 'a_b', sourceProviderAddress: 'h/n/t', targetTypeName: 'sample_thing' });
    expect(diagnostics).toHaveLength(1);
  });

  test('an unknown type is a diagnostic that names the known ones', async () => {
    const { diagnostics } = await client.call('ReadResource', { typeName: 'sample_other' });
    expect(diagnostics).toMatchObject([{ severity: Severity.ERROR, detail: expect.stringContaining('"sample_other"; it has sample_thing') }]);
  });

  test('bytes that do not fit are a diagnostic with their place', async () => {
    const currentState = { msgpack: encodeObject({ attributes: { id: schema.attributes!.number } }, { id: 1 }).msgpack };
    const { diagnostics } = await client.call('ReadResource', { typeName: 'sample_thing', currentState });
    expect(diagnostics).toMatchObject([{ detail: expect.stringContaining('ReadResource of sample_thing failed: id: expected a string, got a number') }]);
  });

  test('a throw of the framework itself is a diagnostic, not a bare error', async () => {
    changed = { readResource: () => { throw new TypeError('hunter2'); } };
    const { diagnostics } = await client.call('ReadResource', { typeName: 'sample_thing', currentState: encodeObject(schema, object({})) });
    expect(diagnostics).toMatchObject([{ detail: expect.stringContaining('ReadResource of sample_thing failed: TypeError was thrown') }]);
    expect(diagnostics[0].detail).not.toContain('hunter2');
  });

  test('a created object stays in the answer, even where it does not fit the schema', async () => {
    changed = {
      applyResourceChange: async () => ({
        state: { ...object({ id: 'made', number: 'five', list: ['a', 7] }), extra: true }, private: Buffer.from('p'), diagnostics: [],
      }),
    };
    const answer = await client.call('ApplyResourceChange', { typeName: 'sample_thing', plannedState: encodeObject(schema, object({})) });
    expect(decodeObject(schema, answer.newState)).toEqual(object({ id: 'made', list: ['a', null] }));
    expect(Buffer.from(answer.private).toString()).toBe('p');
    expect(answer.diagnostics.map(({ attribute }) => attribute?.steps.map(({ attributeName, elementKeyInt }) => attributeName ?? elementKeyInt)))
      .toEqual([undefined, ['number'], ['list', 1]]);
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
    const { diagnostics } = await client.call('ValidateResourceConfig', { typeName: 'sample_thing', config: encodeObject(schema, object({})) });
    expect(diagnostics.map(({ severity }) => severity)).toEqual([Severity.WARNING, Severity.ERROR]);
    expect(diagnostics[1].attribute!.steps)
      .toEqual([{ attributeName: 'map' }, { elementKeyString: 'k' }, { elementKeyInt: 3 }, { attributeName: 'a' }]);
  });
});
