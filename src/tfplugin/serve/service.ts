import type { Provider } from '../contracts';
import { log } from '../log';
import { createSemanticServer } from '../semantics';
import type { Call } from './grpc-server';
import { providerService } from '../wire/provider-service';

/** A provider, ready to be called. Apart from the server, because it loads all of the framework. */
export interface Service {
  readonly provider: Provider;
  /** By path. */
  readonly calls: { readonly [path: string]: Call };
  /** Aborts what is in flight. */
  stop(): void;
}

export async function loadService(loadProvider: () => Provider | Promise<Provider>): Promise<Service> {
  const provider = await loadProvider();
  const semantics = createSemanticServer(provider, { log });
  const calls = Object.fromEntries(Object.entries(providerService(semantics, provider)).map(([path, unary]) => [path, { unary }]));
  return { provider, calls, stop: () => semantics.stop() };
}
