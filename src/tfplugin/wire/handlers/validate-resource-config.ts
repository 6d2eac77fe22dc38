import { requireObject } from '../from-proto';
import { diagnosticsToProto } from '../to-proto';
import { Handler, resourceSchema } from './call';

export const validateResourceConfig: Handler<'ValidateResourceConfig'> = async (server, { typeName, config, clientCapabilities }) => {
  const decoded = requireObject(resourceSchema(server, typeName), config, 'configuration');
  const writeOnlyAllowed = clientCapabilities?.writeOnlyAttributesAllowed ?? false;
  const { diagnostics } = await server.validateResourceConfig(typeName, decoded, writeOnlyAllowed);
  return { diagnostics: diagnosticsToProto(diagnostics) };
};
