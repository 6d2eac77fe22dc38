import type { handleUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { createSampleProvider, SAMPLE_ADDRESS } from './sample-provider';
import { createSemanticServer } from '../../../src/tfplugin/semantics';
import { addGoPluginServices } from '../../../src/tfplugin/serve/go-plugin-services';
import { listen } from '../../../src/tfplugin/serve/socket';
import { providerImplementation, providerService } from '../../../src/tfplugin/wire/provider-service';

/** The sample provider, reattached, which keeps every request as it came. */
export async function startRecorder() {
  const provider = createSampleProvider();
  const requests: { readonly rpc: string; readonly request: any }[] = [];
  const recording: UntypedServiceImplementation = Object.fromEntries(
    Object.entries(providerImplementation(createSemanticServer(provider), provider)).map(([rpc, answer]) => {
      const handler: handleUnaryCall<any, any> = (call, callback) => {
        requests.push({ rpc, request: call.request });
        (answer as handleUnaryCall<any, any>)(call, callback);
      };
      return [rpc, handler];
    }),
  );
  const server = new Server();
  server.addService(providerService, recording);
  addGoPluginServices(server, () => undefined);
  const listening = await listen(server, ServerCredentials.createInsecure());
  const Addr = { Network: listening.network, String: listening.address };
  return {
    requests,
    env: { TF_REATTACH_PROVIDERS: JSON.stringify({ [SAMPLE_ADDRESS]: { Protocol: 'grpc', ProtocolVersion: 6, Pid: process.pid, Test: true, Addr } }) },
    close() {
      server.forceShutdown();
      listening.remove();
    },
  };
}
