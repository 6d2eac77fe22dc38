import { gunzipSync } from 'node:zlib';
import type { ClientOptions, Credentials } from '../api';
import { KEY_VARIABLES, parseSubscriptionId, type SubscriptionKind, URL_VARIABLE } from '../model';
import { GateError } from './problem';

export type Environment = { readonly [name: string]: string | undefined };

const KINDS: readonly SubscriptionKind[] = ['vendor', 'cve', 'fingerprint', 'blocklist'];

export interface Subscription {
  readonly kind: SubscriptionKind;
  readonly key: string;
}

/** What an integration has to be before the gate opens. */
export interface Expected {
  readonly id: string;
  /** Path of the construct, by which the user knows it. */
  readonly path: string;
  readonly subscriptions: readonly Subscription[];
  /** Whether it should have no addresses. */
  readonly empty: boolean;
  /** Its own; undefined where they are not known, or its content is not asked for. */
  readonly credentials?: Credentials;
}

export interface Gate {
  readonly integrations: readonly Expected[];
  readonly timeoutMs: number;
  /** Longest pause between two looks. */
  readonly pollMs: number;
}

/** Facts of one integration as Terraform writes them: of a kind the subscriptions' ids in Terraform. */
type Facts = { readonly [kind in SubscriptionKind]?: readonly string[] } & { readonly id: string; readonly expect: string };

/** What to wait for, as the construct hands it over. */
export function gateSettings(environment: Environment): Gate {
  const { timeoutSeconds, pollSeconds, paths } = read('CROWDSEC_GATE', needed(environment, 'CROWDSEC_GATE'));
  return {
    timeoutMs: timeoutSeconds * 1000,
    pollMs: pollSeconds * 1000,
    integrations: (paths as string[]).map((path, index) => expectedOf(environment, path, index)),
  };
}

function expectedOf(environment: Environment, path: string, index: number): Expected {
  const name = `CROWDSEC_GATE_FACTS_${index}`;
  // Compressed, because the system bounds a variable's length.
  const facts: Facts = read(name, needed(environment, name), (text) => gunzipSync(Buffer.from(text, 'base64')).toString('utf8'));
  return {
    id: facts.id,
    path,
    empty: facts.expect === 'nothing',
    subscriptions: KINDS.flatMap((kind) => (facts[kind] ?? []).map((id) => ({ kind, key: parseSubscriptionId(id)!.key }))),
    credentials: credentialsOf(environment, `CROWDSEC_GATE_CREDENTIALS_${index}`),
  };
}

/** Of an integration that was imported into the state they are null. */
function credentialsOf(environment: Environment, name: string): Credentials | undefined {
  const { username, password, api_key: key } = read(name, environment[name] || '{}');
  if (key) return { api_key: key };
  return username && password ? { username, password } : undefined;
}

/** How to reach the service: as the provider is configured, else as its environment says. */
export function clientOptions(environment: Environment): ClientOptions {
  const number = (name: string) => (environment[name] ? Number(environment[name]) : undefined);
  const seconds = number('CROWDSEC_GATE_REQUEST_TIMEOUT_SECONDS');
  return {
    apiKey: keyFrom(environment),
    apiUrl: environment[URL_VARIABLE] || undefined,
    requestTimeoutMs: seconds === undefined ? undefined : seconds * 1000,
    maxRetries: number('CROWDSEC_GATE_MAX_RETRIES'),
    requestsPerSecond: number('CROWDSEC_GATE_REQUESTS_PER_SECOND'),
    caCertificatePem: environment.CROWDSEC_GATE_CA_CERTIFICATE_PEM || undefined,
    userAgent: 'cdktf-crowdsec delivery-gate',
  };
}

function keyFrom(environment: Environment): string {
  const key = KEY_VARIABLES.map((name) => environment[name]).find(Boolean);
  if (key) return key;
  throw new GateError(`api-key-present: there is no key for the Service API. Set the environment variable ${KEY_VARIABLES[0]} (or ${KEY_VARIABLES[1]}) where `
    + 'Terraform runs, or "apiKey" of the CrowdsecProvider');
}

function needed(environment: Environment, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new GateError(`the environment variable ${name} is not set: this program is started by Terraform, for a DeliveryGate. Synthesise and deploy again`);
}

/** JSON. What the engine says of one that is none quotes it, secrets included. */
function read(name: string, text: string, unpack = (packed: string) => packed): any {
  try {
    return JSON.parse(unpack(text));
  } catch {
    throw new GateError(`the environment variable ${name} is not what a DeliveryGate writes. Synthesise and deploy again`);
  }
}
