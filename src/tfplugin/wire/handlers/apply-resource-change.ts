import { Diagnostic } from '../../diagnostics';
import { decodeObject, encodeObject } from '../dynamic-value';
import { OnMisfit } from '../encode';
import { diagnosticsToProto } from '../to-proto';
import { Handler, resourceSchema } from './call';

export const applyResourceChange: Handler<'ApplyResourceChange'> = async (server, request) => {
  const schema = resourceSchema(server, request.typeName);
  const answer = await server.applyResourceChange({
    typeName: request.typeName,
    prior: decodeObject(schema, request.priorState),
    planned: decodeObject(schema, request.plannedState),
    config: decodeObject(schema, request.config),
    private: request.plannedPrivate,
  });

  // Something was done: an answer that failed here would leave an object that nobody knows of. What does not fit is left out.
  const misfits: Diagnostic[] = [];
  const leaveOut: OnMisfit = (path, problem) => {
    misfits.push({
      severity: 'error',
      summary: 'Provider returned an unfit value',
      detail: `The change was made, but the provider's answer does not fit its schema: ${problem}. This is a mistake in the provider. `
        + 'The value is missing from the state; the next plan reads the object again.',
      path,
    });
    return null;
  };
  const newState = encodeObject(schema, answer.state, leaveOut);
  return { newState, private: answer.private, diagnostics: diagnosticsToProto([...answer.diagnostics, ...misfits]) };
};
