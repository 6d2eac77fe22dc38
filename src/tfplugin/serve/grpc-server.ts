import { Server, ServerCredentials, ServerInterceptingCall } from '@grpc/grpc-js';
import { Provider } from '../contracts';
import { Identity } from './certificate';
import { addGoPluginServices } from './go-plugin-services';
import { SemanticServer } from '../semantics/server';
import { providerImplementation, providerService } from '../wire/provider-service';

/** What providers written with Terraform's own kit take; the library's default of 4 MiB is less than a large argument. */
const LARGEST_MESSAGE = 256 * 1024 * 1024;

export interface GrpcEvents {
  /** The host asks the plugin to end. */
  onShutdown(): void;
  /** A call came, of whatever service. */
  onCall?(): void;
}

/** The server with all its services, not listening yet. */
export function createGrpcServer(provider: Provider, semantics: SemanticServer, events: GrpcEvents): Server {
  const server = new Server({
    'grpc.max_receive_message_length': LARGEST_MESSAGE,
    'grpc.max_send_message_length': LARGEST_MESSAGE,
    'grpc.enable_channelz': 0,
    'interceptors': [(_, call) => {
      events.onCall?.();
      return new ServerInterceptingCall(call);
    }],
  });
  server.addService(providerService, providerImplementation(semantics, provider));
  addGoPluginServices(server, () => events.onShutdown());
  return server;
}

/** With the host's certificate as the only root, both sides know each other; without one the connection is plain. */
export function credentials(identity: Identity | undefined, hostCertificate: string | undefined): ServerCredentials {
  if (!identity || !hostCertificate) return ServerCredentials.createInsecure();
  const pair = { private_key: identity.keyPem, cert_chain: identity.certificatePem };
  return ServerCredentials.createSsl(Buffer.from(hostCertificate), [pair], true);
}
