import { CAPABILITIES, Handler } from './call';

export const getMetadata: Handler<'GetMetadata'> = (server) => ({
  serverCapabilities: CAPABILITIES,
  resources: [...server.resourceSchemas.keys()].map((typeName) => ({ typeName })),
  dataSources: [...server.dataSourceSchemas.keys()].map((typeName) => ({ typeName })),
});
