import { Provider } from '../contracts';
import { log } from '../log';
import { createSemanticServer } from '../semantics';
import { usage } from './by-hand';
import { reportCrashes } from './crash';
import { createGrpcServer, credentials } from './grpc-server';
import { handshakeLine, printHandshake, startedByTerraform } from './handshake';
import { watchParent } from './parent-watch';
import { serveDebug } from './reattach';
import { listen } from './socket';

export interface ServeOptions {
  /** The provider's full source address, `HOST/NAMESPACE/TYPE`. */
  readonly address: string;
  /** Default: those of the process. `--debug` serves for debugging. */
  readonly arguments?: readonly string[];
  /** How long, in milliseconds, Terraform may take to make its first call: one that never comes has gone. Default: a minute. */
  readonly connectWithin?: number;
}

/** Serves the provider to the Terraform that started this process, until that ends it. For an executable's entry; ends the process. */
export async function serve(provider: Provider, options: ServeOptions): Promise<void> {
  if ((options.arguments ?? process.argv.slice(2)).includes('--debug')) return serveDebug(provider, options.address);
  if (!startedByTerraform()) {
    process.stderr.write(usage(provider, options.address));
    process.exit(1);
  }
  reportCrashes(provider.typeName, provider.version, provider.bugReportUrl);

  const semantics = createSemanticServer(provider, { log });
  ignoreSignals(() => semantics.stop());
  const end = (reason: string) => {
    log('debug', 'Plugin ends', { reason });
    semantics.stop();
    process.exit(0);
  };
  watchParent(() => end('Terraform is gone'));
  const lonely = setTimeout(() => end('no connection came'), options.connectWithin ?? 60_000);
  const server = createGrpcServer(provider, semantics, {
    onShutdown: () => end('shutdown'),
    onCall: () => clearTimeout(lonely),
  });

  const hostCertificate = process.env.PLUGIN_CLIENT_CERT;
  const identity = hostCertificate ? await (await import('./certificate')).createIdentity() : undefined;
  const listening = await listen(server, credentials(identity, hostCertificate));
  process.on('exit', () => listening.remove());

  printHandshake(handshakeLine(listening, identity?.certificateDer));
  log('debug', 'Plugin serves', { provider: provider.typeName, version: provider.version, network: listening.network });
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
