import type { StoredState } from './state-server';
import { basic } from '../../support/credentials';
import type { RunningService } from '../../support/service';

const KINDS = ['vendor', 'cve', 'fingerprint', 'blocklist'] as const;
type Kind = typeof KINDS[number];

/** Subscriptions of each kind that one integration has: 100. The catalogue has more than twice as many of each. */
const EACH: { readonly [kind in Kind]: number } = { vendor: 30, cve: 40, fingerprint: 20, blocklist: 10 };
export const SUBSCRIPTIONS_EACH = 100;

const KEY_ARGUMENT: { readonly [kind in Kind]: string } = { vendor: 'vendor', cve: 'cve', fingerprint: 'fingerprint', blocklist: 'blocklist_id' };
const LISTS: { readonly [kind in Kind]: string } = { vendor: 'vendors', cve: 'cves', fingerprint: 'fingerprints', blocklist: 'blocklists' };

/** Larger lists would make the emulator count addresses most of the time. */
const LARGEST_BLOCKLIST = 30_000;

/** Keys that can be subscribed to. */
export type Keys = { readonly [kind in Kind]: readonly string[] };

export interface Integration {
  readonly label: string;
  readonly name: string;
  readonly format: string;
  readonly credentialsVersion?: string;
}

export interface Subscription {
  readonly label: string;
  readonly kind: Kind;
  readonly integration: string;
  readonly key: string;
  readonly remediation?: string;
}

/** What a configuration declares. */
export interface Fleet {
  readonly integrations: readonly Integration[];
  readonly subscriptions: readonly Subscription[];
}

export async function keysOf(service: RunningService): Promise<Keys> {
  const blocklists = await service.all('/blocklists?include_filter=all');
  return {
    vendor: (await service.all('/vendors')).map(({ value }) => value),
    cve: (await service.all('/cves')).map(({ id }) => id),
    fingerprint: (await service.all('/fingerprints')).map(({ id }) => id),
    blocklist: blocklists.filter(({ stats }) => stats.count <= LARGEST_BLOCKLIST).map(({ id }) => id),
  };
}

const FORMATS = ['plain_text', 'f5', 'fortigate', 'paloalto', 'remediation_component'];

/** So many integrations with 100 subscriptions each. `changed`: a tenth of everything is renamed, rotated or subscribed to something else. */
export function fleetOf(count: number, keys: Keys, changed = false): Fleet {
  const integrations = Array.from({ length: count }, (_, n): Integration => ({
    label: `i${n}`,
    name: `edge-${n}${changed && n % 10 === 5 ? '-renamed' : ''}`,
    format: FORMATS[n % FORMATS.length],
    ...(changed && n % 10 === 7 && { credentialsVersion: '2' }),
  }));
  return {
    integrations,
    subscriptions: integrations.flatMap(({ label }, n) => KINDS.flatMap((kind) => subscriptionsOf(kind, label, n, keys[kind], changed))),
  };
}

function subscriptionsOf(kind: Kind, integration: string, n: number, keys: readonly string[], changed: boolean): Subscription[] {
  return Array.from({ length: EACH[kind] }, (_, m): Subscription => {
    const moved = changed && m % 10 === 3;
    const place = kind !== 'blocklist' && moved ? EACH[kind] + m : m;
    return {
      label: `${integration}_${kind}_${m}`,
      kind,
      integration,
      key: keys[(n * 7 + place) % keys.length],
      ...(kind === 'blocklist' && { remediation: moved ? 'captcha' : 'ban' }),
    };
  });
}

/** The configuration, a resource a block as cdktf writes them. */
export function configurationOf({ integrations, subscriptions }: Fleet, backend?: object): string {
  const resource: { [type: string]: { [label: string]: object } } = {
    crowdsec_integration: Object.fromEntries(integrations.map(({ label, name, format, credentialsVersion }) => [label, {
      name, output_format: format, ...(credentialsVersion && { credentials_version: credentialsVersion }),
    }])),
  };
  for (const { kind, label, integration, key, remediation } of subscriptions) {
    (resource[`crowdsec_${kind}_subscription`] ??= {})[label] = {
      integration_id: `\${crowdsec_integration.${integration}.id}`, [KEY_ARGUMENT[kind]]: key, ...(remediation && { remediation }),
    };
  }
  // Not in one line: an error quotes the line that it is about.
  return JSON.stringify({ ...(backend && { terraform: { backend } }), resource }, undefined, 2);
}

/** What is declared, in the form of `held`. */
export function declared({ integrations, subscriptions }: Fleet): string[] {
  const names = new Map(integrations.map(({ label, name }) => [label, name]));
  return [
    ...integrations.map(({ name, format }) => `${name}: ${format}`),
    ...subscriptions.map(({ kind, integration, key, remediation }) => `${names.get(integration)}: ${kind} ${key}${remediation ? ` ${remediation}` : ''}`),
  ].sort();
}

/** What the service holds: each integration and each subscription a line. */
export async function held(service: RunningService): Promise<string[]> {
  const integrations = await service.all('/integrations');
  return integrations.flatMap((integration) => [
    `${integration.name}: ${integration.output_format}`,
    ...KINDS.flatMap((kind) => integration[LISTS[kind]].map(({ id, remediation }: { id: string; remediation?: string }) =>
      `${integration.name}: ${kind} ${id}${remediation ? ` ${remediation}` : ''}`)),
  ]).sort();
}

/** Integrations of a state whose credentials the service does not take. */
export async function closed(service: RunningService, state: StoredState): Promise<string[]> {
  const integrations = state.resources.filter(({ type }) => type === 'crowdsec_integration').flatMap(({ instances }) => instances);
  const refused: string[] = [];
  for (const { attributes: { id, name, username, password, api_key: apiKey } } of integrations) {
    const headers: Record<string, string> = apiKey ? { 'x-api-key': apiKey } : basic(username, password);
    const { status } = await fetch(`${service.url}/integrations/${id}/content`, { method: 'HEAD', headers: { ...headers, connection: 'close' } });
    if (status !== 200 && status !== 204) refused.push(`${name}: ${status}`);
  }
  return refused;
}
