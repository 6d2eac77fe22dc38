import { requireObject } from '../from-proto';
import { diagnosticsToProto } from '../to-proto';
import { Handler } from './call';

export const validateProviderConfig: Handler<'ValidateProviderConfig'> = async (server, request) => {
  const { diagnostics } = await server.validateProviderConfig(requireObject(server.providerSchema, request.config, 'configuration'));
  return { diagnostics: diagnosticsToProto(diagnostics) };
};
