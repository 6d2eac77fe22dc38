import { requireObject } from '../from-proto';
import { diagnosticsToProto } from '../to-proto';
import { Handler } from './call';

export const configureProvider: Handler<'ConfigureProvider'> = async (server, request) => {
  const config = requireObject(server.providerSchema, request.config, 'configuration');
  const { diagnostics } = await server.configureProvider(config, request.terraformVersion);
  return { diagnostics: diagnosticsToProto(diagnostics) };
};
