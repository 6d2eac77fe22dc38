import { encodeObject } from '../dynamic-value';
import { diagnosticsToProto } from '../to-proto';
import { Handler, resourceSchema } from './call';

export const importResourceState: Handler<'ImportResourceState'> = async (server, { typeName, id }) => {
  const schema = resourceSchema(server, typeName);
  const { imported, diagnostics } = await server.importResourceState(typeName, id);
  return {
    importedResources: imported ? [{ typeName, state: encodeObject(schema, imported.state), private: imported.private }] : [],
    diagnostics: diagnosticsToProto(diagnostics),
  };
};
