import { Provider } from '../contracts';
import { log } from '../log';
import { failureDiagnostic } from './failure';
import { HANDLERS } from './handlers';
import { CALLS, PROVIDER_SERVICE, type CallName } from './protocol';
import { diagnosticsToProto } from './to-proto';
import { BugReport } from '../semantics/bug';
import { SemanticServer } from '../semantics/server';

type Answering = (request: Uint8Array) => Promise<Uint8Array>;

/** The protocol's calls on a semantic server, by path: every one is answered, and none with a bare gRPC error. */
export function providerService(server: SemanticServer, provider: Provider): { readonly [path: string]: Answering } {
  const bug = new BugReport(provider);
  return Object.fromEntries((Object.keys(CALLS) as CallName[]).map((name) => [`/${PROVIDER_SERVICE}/${name}`, answering(name, server, bug)]));
}

function answering(name: CallName, server: SemanticServer, bug: BugReport): Answering {
  const { request: requestType, response: responseType } = CALLS[name];
  // Which handler goes with which messages is checked where they are listed.
  const handler = HANDLERS[name] as (server: SemanticServer, request: object) => object | Promise<object>;
  return async (bytes) => {
    let typeName: string | undefined;
    try {
      const request: { readonly typeName?: string } = requestType.decode(bytes);
      typeName = request.typeName;
      log('trace', 'Call', typeName ? { rpc: name, typeName } : { rpc: name });
      return responseType.encode(await handler(server, request));
    } catch (error) {
      return responseType.encode({ diagnostics: diagnosticsToProto([failureDiagnostic(bug, name, typeName, error)]) });
    }
  };
}
