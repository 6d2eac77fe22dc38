import { encodeObject } from '../dynamic-value';
import { requireObject } from '../from-proto';
import { diagnosticsToProto } from '../to-proto';
import { Handler, resourceSchema } from './call';

export const readResource: Handler<'ReadResource'> = async (server, request) => {
  const schema = resourceSchema(server, request.typeName);
  const state = requireObject(schema, request.currentState, 'current state');
  const answer = await server.readResource(request.typeName, state, request.private);
  return {
    newState: encodeObject(schema, answer.state),
    private: answer.private,
    diagnostics: diagnosticsToProto(answer.diagnostics),
  };
};
