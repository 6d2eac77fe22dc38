import type { AddressInfo } from 'node:net';
import { CONTROL_PREFIX } from './interference';
import { readSnapshot } from './organization/snapshot';
import { buildServer, UI_PREFIX } from './server';
import type { Emulator, EmulatorOptions } from './types';
import { checkPageHost } from './ui';
import { World } from './world';

export type {
  ConnectionFault, ContentView, Emulator, EmulatorOptions, Fault, OrganizationBlocklist, RecordedRequest, Settings, Snapshot,
  StoredCredentials, StoredIntegration, StoredSubscription,
} from './types';

/** Starts an emulator of CrowdSec's Service API; it listens when the promise resolves. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const host = options.host ?? '127.0.0.1';
  const problem = options.ui ? checkPageHost(host) : undefined;
  if (problem) throw new Error(problem);
  const world = new World(options);
  const server = buildServer(world, options.ui);
  await server.listen({ port: options.port ?? 0, host });
  const origin = originOf(server.server.address() as AddressInfo);
  return {
    url: `${origin}/v1`,
    controlUrl: `${origin}${CONTROL_PREFIX}`,
    ...(options.ui && { uiUrl: `${origin}${UI_PREFIX}` }),
    apiKey: world.apiKey,
    requests: () => world.journal.all(),
    clearRequests: () => world.journal.clear(),
    addFault: (fault) => void world.faults.add(fault),
    clearFaults: () => world.faults.clear(),
    release: () => world.faults.release(),
    settings: (change = {}) => world.changeSettings(change),
    now: () => world.clock.now(),
    setClock: (now) => world.clock.set(now),
    advanceClock: (seconds) => world.clock.advance(seconds),
    snapshot: () => world.store.snapshot(),
    restore: (snapshot) => world.store.restore(readSnapshot(snapshot)),
    reset: () => world.reset(),
    close: async () => {
      world.faults.release(false);
      await server.close();
    },
  };
}

/** An address that a client on this machine can use: one that means "all interfaces" is reached through loopback. */
function originOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (address === '::') return `http://[::1]:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
