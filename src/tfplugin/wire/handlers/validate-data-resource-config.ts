import { requireObject } from '../from-proto';
import { diagnosticsToProto } from '../to-proto';
import { dataSourceSchema, Handler } from './call';

export const validateDataResourceConfig: Handler<'ValidateDataResourceConfig'> = async (server, { typeName, config }) => {
  const decoded = requireObject(dataSourceSchema(server, typeName), config, 'configuration');
  const { diagnostics } = await server.validateDataSourceConfig(typeName, decoded);
  return { diagnostics: diagnosticsToProto(diagnostics) };
};
