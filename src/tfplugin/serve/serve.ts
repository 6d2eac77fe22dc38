import type { Provider } from '../contracts';
import { log } from '../log';
import { createIdentity } from './certificate';
import { reportCrashes } from './crash';
import { createGrpcServer } from './grpc-server';
import { handshakeLine, printHandshake, startedByTerraform } from './handshake';
import { watchParent } from './parent-watch';
import { pluginServices } from './plugin-services';
import type { Service } from './service';
import { listen } from './socket';

export interface ServeOptions {
  /** The provider's full source address, `HOST/NAMESPACE/TYPE`. */
  readonly address: string;
  /** Default: those of the process. `--debug` serves for debugging. */
  readonly arguments?: readonly string[];
  /** How long, in milliseconds, Terraform may take to make its first call: one that never comes has gone. Default: a minute. */
  readonly connectWithin?: number;
}

/**
 * Serves the provider to the Terraform that started this process, until that ends it. For an executable's entry; ends the process.
 * Terraform starts a plugin several times a command: the provider, and with it all that its code imports, is loaded after Terraform was
 * told where to connect, while it does so.
 */
export async function serve(loadProvider: () => Provider | Promise<Provider>, options: ServeOptions): Promise<void> {
  if ((options.arguments ?? process.argv.slice(2)).includes('--debug')) {
    const { serveDebug } = await import('./reattach');
    return serveDebug(await loadProvider(), options.address);
  }
  if (!startedByTerraform()) {
    const { usage } = await import('./by-hand');
    process.stderr.write(usage(await loadProvider(), options.address));
    process.exit(1);
  }
  let loaded: Service | undefined;
  const stop = () => loaded?.stop();
  reportCrashes(options.address, () => loaded?.provider);
  ignoreSignals(stop);
  const end = (reason: string) => {
    log('debug', 'Plugin ends', { reason });
    stop();
    process.exit(0);
  };
  watchParent(() => end('Terraform is gone'));
  const lonely = setTimeout(() => end('no connection came'), options.connectWithin ?? 60_000);

  const service = lazily(async () => {
    const { loadService } = await import('./service');
    loaded = await loadService(loadProvider);
    return loaded;
  });
  const management = pluginServices(() => end('shutdown'));
  const hostCertificate = process.env.PLUGIN_CLIENT_CERT;
  const trust = hostCertificate ? { identity: createIdentity(), hostCertificate } : undefined;
  const server = createGrpcServer({
    trust,
    call: async (path) => {
      clearTimeout(lonely);
      return management[path] ?? (await service()).calls[path];
    },
  });
  const listening = await listen(server.http);
  process.on('exit', () => listening.remove());

  printHandshake(handshakeLine(listening, trust?.identity.certificateDer));
  const { provider } = await service();
  log('debug', 'Plugin serves', { provider: provider.typeName, version: provider.version, network: listening.network });
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/**
 * A signal to the process group reaches plugins too, while Terraform still waits for what they do: ending here would lose what was
 * just made. Ctrl-C is Terraform's alone, which then sends StopProvider; of the others it may not know.
 */
function ignoreSignals(stop: () => void): void {
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
}
