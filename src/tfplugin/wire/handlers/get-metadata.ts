import { CAPABILITIES, Handler } from './call';

export const getMetadata: Handler<'getMetadata'> = (server) => ({
  serverCapabilities: CAPABILITIES,
  resources: [...server.resourceSchemas.keys()].map((typeName) => ({ typeName })),
  dataSources: [...server.dataSourceSchemas.keys()].map((typeName) => ({ typeName })),
});
