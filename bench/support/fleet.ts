import { RunningService } from '../../test/support/service';

export type Kind = 'vendor' | 'cve' | 'fingerprint' | 'blocklist';

/** One subscription of a fleet. */
export interface FleetSubscription {
  /** Its local name in a configuration. */
  readonly label: string;
  /** Name of the integration, and its local name. */
  readonly integration: string;
  readonly kind: Kind;
  readonly key: string;
}

/** What an organisation with many firewalls declares: integrations with a hundred subscriptions each. */
export interface Fleet {
  readonly integrations: readonly string[];
  readonly subscriptions: readonly FleetSubscription[];
}

/** What can be subscribed to, by kind. */
export type Keys = { readonly [kind in Kind]: readonly string[] };

/** How many subscriptions of each kind an integration has: a hundred together. */
const SHARES: { readonly [kind in Kind]: number } = { vendor: 20, cve: 60, fingerprint: 10, blocklist: 10 };
const PER_INTEGRATION = 100;

/** A fleet with so many subscriptions, a multiple of a hundred; always the same one. */
export function fleetOf(size: number, keys: Keys): Fleet {
  const integrations = Array.from({ length: size / PER_INTEGRATION }, (_, n) => `edge_${n}`);
  const subscriptions = integrations.flatMap((integration, n) => (Object.keys(SHARES) as Kind[]).flatMap((kind) =>
    Array.from({ length: SHARES[kind] }, (_, i): FleetSubscription => ({
      label: `${integration}_${kind}_${i}`,
      integration,
      kind,
      key: keys[kind][(n * SHARES[kind] + i) % keys[kind].length],
    }))));
  return { integrations, subscriptions };
}

/** The catalogue's keys; those that every organisation may subscribe to. */
export async function keysOf(service: RunningService): Promise<Keys> {
  return {
    vendor: (await service.all('/vendors')).map(({ value }) => value),
    cve: (await service.all('/cves')).map(({ id }) => id),
    fingerprint: (await service.all('/fingerprints')).map(({ id }) => id),
    blocklist: (await service.all('/blocklists')).map(({ id }) => id),
  };
}
