import { createSampleProvider, SAMPLE_ADDRESS } from './sample-provider';
import { createGrpcServer } from '../../../src/tfplugin/serve/grpc-server';
import { pluginServices } from '../../../src/tfplugin/serve/plugin-services';
import { loadService } from '../../../src/tfplugin/serve/service';
import { listen } from '../../../src/tfplugin/serve/socket';
import { CALLS, CallName } from '../../../src/tfplugin/wire/protocol';

/** The sample provider, reattached, which keeps every request as it came. */
export async function startRecorder() {
  const requests: { readonly name: string; readonly request: any }[] = [];
  const { calls } = await loadService(createSampleProvider);
  const management = pluginServices(() => undefined);
  const server = createGrpcServer({
    call: async (path) => {
      const call = calls[path];
      if (!call || !('unary' in call)) return management[path];
      const name = path.split('/').at(-1) as CallName;
      return {
        unary: (request) => {
          requests.push({ name, request: CALLS[name].request.decode(request) });
          return call.unary(request);
        },
      };
    },
  });
  const listening = await listen(server.http);
  const Addr = { Network: listening.network, String: listening.address };
  return {
    requests,
    env: { TF_REATTACH_PROVIDERS: JSON.stringify({ [SAMPLE_ADDRESS]: { Protocol: 'grpc', ProtocolVersion: 6, Pid: process.pid, Test: true, Addr } }) },
    close() {
      server.close();
      listening.remove();
    },
  };
}
