import { Provider, Resource } from '../contracts';
import { Diagnostic } from '../diagnostics';
import { applyResourceChange } from './apply';
import { Calls, ServerOptions } from './calls';
import { readDataSource } from './data-source';
import { importResourceState } from './import';
import { copyOf } from './known';
import { moveRefused } from './move';
import { planResourceChange } from './plan';
import { readResource } from './read';
import { Registry } from './registry';
import { Answer, SemanticServer } from './server';
import { upgradeResourceState } from './upgrade';
import { validate, Validation } from './validate';

export { checkProvider } from './schema-check';
export type { ServerOptions } from './calls';
export type { Answer, RawState, SemanticServer } from './server';

/** The protocol's calls on a provider. Each answers whatever happens: never rejects, never throws. */
export function createSemanticServer(provider: Provider, options?: ServerOptions): SemanticServer {
  const calls = new Calls(provider, options);
  const registry = new Registry(provider);

  /** What fails outside authors' code is a bug too, and answered like one: with what must not be lost. */
  async function answering<A extends Answer>(doing: string, otherwise: Omit<A, 'diagnostics'>, body: () => Promise<A>): Promise<A> {
    const failed = (diagnostic: Diagnostic) => ({ ...otherwise, diagnostics: [diagnostic] }) as unknown as A;
    try {
      return await body();
    } catch (error) {
      return failed(calls.bug.thrown(doing, error));
    }
  }

  function onResource<A extends Answer>(
    typeName: string, otherwise: Omit<A, 'diagnostics'>, body: (resource: Resource<any>) => Promise<A>,
  ): Promise<A> {
    return answering(`handling ${typeName}`, otherwise, async () => {
      const resource = registry.resource(typeName);
      return resource ? body(resource) : { ...otherwise, diagnostics: [registry.unknownResource(typeName)] } as unknown as A;
    });
  }

  const validated = (validation: Validation, config: Parameters<typeof validate>[2]): Promise<Answer> =>
    answering(validation.doing, {}, async () => ({ diagnostics: [...(await validate(calls, validation, config)).diagnostics] }));

  return {
    providerSchema: provider.schema,
    resourceSchemas: schemasOf(provider.resources),
    dataSourceSchemas: schemasOf(provider.dataSources),

    validateProviderConfig: (config) => validated({
      doing: 'checking the provider configuration',
      schema: provider.schema,
      writeOnlyAllowed: true,
      validateConfig: provider.validateConfig?.bind(provider),
    }, config),
    configureProvider: (config, terraformVersion) => answering('configuring the provider', {}, async () => {
      const { diagnostics } = await calls.run({ doing: 'configuring the provider' }, (context) =>
        provider.configure(copyOf(config), { ...context, terraformVersion }));
      return { diagnostics: [...diagnostics] };
    }),
    validateResourceConfig: (typeName, config, writeOnlyAllowed) => onResource<Answer>(typeName, {}, (resource) => validated({
      doing: `checking the configuration of ${typeName}`,
      schema: resource.schema,
      writeOnlyAllowed,
      validateConfig: resource.validateConfig?.bind(resource),
    }, config)),
    validateDataSourceConfig: async (typeName, config) => {
      const dataSource = registry.dataSource(typeName);
      if (!dataSource) return { diagnostics: [registry.unknownDataSource(typeName)] };
      return validated({
        doing: `checking the configuration of data source ${typeName}`,
        schema: dataSource.schema,
        writeOnlyAllowed: false,
        validateConfig: dataSource.validateConfig?.bind(dataSource),
      }, config);
    },
    upgradeResourceState: (typeName, version, state) =>
      onResource(typeName, { state: null }, (resource) => upgradeResourceState(calls, resource, typeName, version, state)),
    readResource: (typeName, state, privateData) =>
      onResource(typeName, { state, private: privateData }, (resource) => readResource(calls, resource, typeName, state, privateData)),
    planResourceChange: (request) =>
      onResource(request.typeName, { planned: request.prior, requiresReplace: [], private: request.private }, (resource) =>
        planResourceChange(calls, resource, request)),
    applyResourceChange: (request) =>
      onResource(request.typeName, { state: request.prior, private: request.private }, (resource) => applyResourceChange(calls, resource, request)),
    importResourceState: (typeName, id) => onResource(typeName, {}, (resource) => importResourceState(calls, resource, typeName, id)),
    moveResourceState: async (sourceType, sourceProvider, targetType) => ({ diagnostics: [moveRefused(sourceType, sourceProvider, targetType)] }),
    readDataSource: (typeName, config) => answering(`reading data source ${typeName}`, { state: null }, async () => {
      const dataSource = registry.dataSource(typeName);
      return dataSource ? readDataSource(calls, dataSource, typeName, config) : { state: null, diagnostics: [registry.unknownDataSource(typeName)] };
    }),
    stop: () => calls.stop(),
  };
}

function schemasOf<S>(offered: { readonly [typeName: string]: { readonly schema: S } }): ReadonlyMap<string, S> {
  return new Map(Object.entries(offered).map(([typeName, { schema }]) => [typeName, schema]));
}
