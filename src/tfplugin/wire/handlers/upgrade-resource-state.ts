import { encodeObject } from '../dynamic-value';
import { rawStateFromProto } from '../from-proto';
import { diagnosticsToProto } from '../to-proto';
import { Handler, resourceSchema } from './call';

export const upgradeResourceState: Handler<'UpgradeResourceState'> = async (server, { typeName, version, rawState }) => {
  const schema = resourceSchema(server, typeName);
  const answer = await server.upgradeResourceState(typeName, version, rawStateFromProto(rawState));
  return { upgradedState: encodeObject(schema, answer.state), diagnostics: diagnosticsToProto(answer.diagnostics) };
};
