import { diagnosticsToProto } from '../to-proto';
import { Handler } from './call';

export const moveResourceState: Handler<'MoveResourceState'> = async (server, request) => {
  const { sourceTypeName, sourceProviderAddress, targetTypeName } = request;
  const { diagnostics } = await server.moveResourceState(sourceTypeName, sourceProviderAddress, targetTypeName);
  return { diagnostics: diagnosticsToProto(diagnostics) };
};
