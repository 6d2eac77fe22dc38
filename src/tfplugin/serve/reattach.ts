import type { Provider } from '../contracts';
import { createGrpcServer } from './grpc-server';
import { pluginServices } from './plugin-services';
import { listen } from './socket';

/** A provider that Terraform does not start, but finds running. */
export interface Reattached {
  /** The value for the environment variable `TF_REATTACH_PROVIDERS` of the Terraform that is to use it. */
  readonly env: string;
  /** Aborts what is in flight and ends it. */
  close(): Promise<void>;
}

/**
 * Serves in this process, for debugging and fast tests: every walk, alias and command that runs with the variable comes here.
 * @param address the provider's full source address, `HOST/NAMESPACE/TYPE`
 */
export async function startReattach(provider: Provider, address: string): Promise<Reattached> {
  // Late, because whoever merely serves loads this file too.
  const { loadService } = await import('./service');
  const service = await loadService(() => provider);
  const management = pluginServices(() => undefined);
  const server = createGrpcServer({ call: async (path) => management[path] ?? service.calls[path] });
  const listening = await listen(server.http);
  const remove = () => listening.remove();
  process.once('exit', remove);
  return {
    env: JSON.stringify({
      [address]: {
        Protocol: 'grpc',
        ProtocolVersion: 6,
        Pid: process.pid,
        // Without it Terraform 1.11 fails.
        Test: true,
        Addr: { Network: listening.network, String: listening.address },
      },
    }),
    async close() {
      service.stop();
      server.close();
      remove();
      process.removeListener('exit', remove);
    },
  };
}

/** The executable's `--debug`: serves until Ctrl-C. */
export async function serveDebug(provider: Provider, address: string): Promise<void> {
  const reattached = await startReattach(provider, address);
  process.stdout.write(`Serving until Ctrl-C. Run Terraform with:\n\n  TF_REATTACH_PROVIDERS='${reattached.env}'\n\n`);
  const end = () => {
    void reattached.close().finally(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}
