import { encodeObject } from '../dynamic-value';
import { requireObject } from '../from-proto';
import { diagnosticsToProto } from '../to-proto';
import { dataSourceSchema, Handler } from './call';

export const readDataSource: Handler<'ReadDataSource'> = async (server, { typeName, config }) => {
  const schema = dataSourceSchema(server, typeName);
  const answer = await server.readDataSource(typeName, requireObject(schema, config, 'configuration'));
  return { state: encodeObject(schema, answer.state), diagnostics: diagnosticsToProto(answer.diagnostics) };
};
