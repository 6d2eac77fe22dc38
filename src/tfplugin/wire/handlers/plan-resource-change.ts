import { decodeObject, encodeObject } from '../dynamic-value';
import { diagnosticsToProto, pathToProto } from '../to-proto';
import { Handler, resourceSchema } from './call';

export const planResourceChange: Handler<'PlanResourceChange'> = async (server, request) => {
  const schema = resourceSchema(server, request.typeName);
  const answer = await server.planResourceChange({
    typeName: request.typeName,
    prior: decodeObject(schema, request.priorState),
    proposed: decodeObject(schema, request.proposedNewState),
    config: decodeObject(schema, request.config),
    private: request.priorPrivate,
  });
  return {
    plannedState: encodeObject(schema, answer.planned),
    requiresReplace: answer.requiresReplace.map(pathToProto),
    plannedPrivate: answer.private,
    diagnostics: diagnosticsToProto(answer.diagnostics),
  };
};
