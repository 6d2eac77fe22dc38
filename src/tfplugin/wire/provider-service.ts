import type { handleUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import { Provider as Author } from '../contracts';
import { Provider } from '../gen/tfplugin6_pb';
import { log } from '../log';
import { failureDiagnostic } from './failure';
import { serviceDefinition } from './grpc';
import { HANDLERS } from './handlers';
import { Handler } from './handlers/call';
import { diagnosticsToProto } from './to-proto';
import { BugReport } from '../semantics/bug';
import { SemanticServer } from '../semantics/server';

export const providerService = serviceDefinition(Provider);

/** The protocol's service on a semantic server: every call is answered, and none with a bare gRPC error. */
export function providerImplementation(server: SemanticServer, provider: Author): UntypedServiceImplementation {
  const bug = new BugReport(provider);
  return Object.fromEntries(Object.entries(HANDLERS).map(([rpc, handler]) =>
    [rpc, answering(Provider.method[rpc as keyof typeof HANDLERS].name, handler as Handler<any>, server, bug)],
  ));
}

function answering(rpc: string, handler: Handler<any>, server: SemanticServer, bug: BugReport): handleUnaryCall<any, object> {
  return ({ request }, callback) => {
    const typeName: string | undefined = request.typeName;
    log('trace', 'Call', typeName ? { rpc, typeName } : { rpc });
    Promise.resolve()
      .then(() => handler(server, request))
      .catch((error: unknown) => ({ diagnostics: diagnosticsToProto([failureDiagnostic(bug, rpc, typeName, error)]) }))
      .then((response) => callback(null, response))
      .catch((error: unknown) => log('error', 'The answer could not be sent', { rpc, error: String(error) }));
  };
}
