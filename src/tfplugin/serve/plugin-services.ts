import type { Call } from './grpc-server';

/** `HealthCheckResponse` whose field 1, `status`, is 1, `SERVING`. */
const SERVING = Uint8Array.of(0x08, 1);
const NOTHING = new Uint8Array();

/** The services with which the host manages a plugin (go-plugin's, and gRPC's for health), beside the one that the plugin is for; by path. */
export function pluginServices(onShutdown: () => void): { readonly [path: string]: Call } {
  return {
    '/plugin.GRPCController/Shutdown': {
      unary: () => {
        // After the answer has left.
        setImmediate(onShutdown);
        return NOTHING;
      },
    },
    // Further connections between host and plugin, of which Terraform makes none, and what a plugin prints, which is nothing. Open in
    // silence until the host ends them: without any open call it takes the connection for idle after half an hour.
    '/plugin.GRPCBroker/StartStream': { silent: true },
    '/plugin.GRPCStdio/StreamStdio': { silent: true },
    '/grpc.health.v1.Health/Check': { unary: () => SERVING },
  };
}
