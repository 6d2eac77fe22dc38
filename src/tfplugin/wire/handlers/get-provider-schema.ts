import { Schema } from '../../schema';
import { schemaToProto } from '../to-proto';
import { CAPABILITIES, Handler } from './call';

export const getProviderSchema: Handler<'GetProviderSchema'> = (server) => ({
  serverCapabilities: CAPABILITIES,
  provider: schemaToProto(server.providerSchema),
  resourceSchemas: all(server.resourceSchemas),
  dataSourceSchemas: all(server.dataSourceSchemas),
});

function all(schemas: ReadonlyMap<string, Schema>) {
  return [...schemas].map(([key, schema]) => ({ key, value: schemaToProto(schema) }));
}
