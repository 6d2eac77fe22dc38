import { Schema } from '../../schema';
import { schemaToProto } from '../to-proto';
import { CAPABILITIES, Handler } from './call';

export const getProviderSchema: Handler<'getProviderSchema'> = (server) => ({
  serverCapabilities: CAPABILITIES,
  provider: schemaToProto(server.providerSchema),
  resourceSchemas: all(server.resourceSchemas),
  dataSourceSchemas: all(server.dataSourceSchemas),
});

function all(schemas: ReadonlyMap<string, Schema>) {
  return Object.fromEntries([...schemas].map(([typeName, schema]) => [typeName, schemaToProto(schema)]));
}
