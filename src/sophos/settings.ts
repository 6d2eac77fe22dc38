import { SophosError } from './errors';

/** The device, and who asks. */
export interface DeviceSettings {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly username: string;
  readonly password: string;
  /** PEM of the certificate that the device's chain ends in; without it, those that Node trusts. */
  readonly ca?: string;
  readonly insecure: boolean;
  readonly timeoutMs: number;
}

/** A third-party threat feed as it shall be. */
export interface FeedSettings {
  readonly name: string;
  readonly description: string;
  readonly action: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly validateServerCertificate: boolean;
  readonly interval: string;
  readonly enabled: boolean;
}

export type Environment = { readonly [name: string]: string | undefined };

const DEFAULT_PORT = 4444;
const DEFAULT_TIMEOUT_SECONDS = 60;
/** What XML cannot carry, however it is escaped; line breaks would arrive changed. */
const CONTROL = /[\u0000-\u001f\u007f]/;

/** What is needed to reach the device, from the environment. */
export function deviceSettings(environment: Environment): DeviceSettings {
  return {
    origin: originOf(needed(environment, 'SOPHOS_HOSTNAME')),
    username: needed(environment, 'SOPHOS_USERNAME', 'the administrator of the firewall, where Terraform runs'),
    password: needed(environment, 'SOPHOS_PASSWORD', 'the administrator\'s password, where Terraform runs'),
    ca: environment.SOPHOS_CA_CERTIFICATE || undefined,
    insecure: environment.SOPHOS_INSECURE === '1',
    timeoutMs: 1000 * secondsOf(environment.SOPHOS_TIMEOUT_SECONDS),
  };
}

export function feedName(environment: Environment): string {
  return needed(environment, 'SOPHOS_FEED_NAME');
}

/** The whole feed, from the environment. */
export function feedSettings(environment: Environment): FeedSettings {
  return {
    name: feedName(environment),
    description: environment.SOPHOS_FEED_DESCRIPTION ?? '',
    action: needed(environment, 'SOPHOS_FEED_ACTION'),
    url: needed(environment, 'SOPHOS_FEED_URL'),
    username: needed(environment, 'SOPHOS_FEED_USERNAME'),
    password: needed(environment, 'SOPHOS_FEED_PASSWORD'),
    validateServerCertificate: environment.SOPHOS_FEED_VALIDATE_CERTIFICATE !== '0',
    interval: needed(environment, 'SOPHOS_FEED_INTERVAL'),
    enabled: environment.SOPHOS_FEED_ENABLED !== '0',
  };
}

function needed(environment: Environment, name: string, what?: string): string {
  const value = environment[name];
  if (!value) throw new SophosError(`the environment variable ${name} is not set${what ? `: give ${what}` : ''}`);
  if (CONTROL.test(value)) throw new SophosError(`the environment variable ${name} holds a line break or another control character, which the firewall's interface cannot take`);
  return value;
}

function originOf(hostname: string): string {
  const problem = () => new SophosError(`the hostname "${hostname}" is none; give a name or an address, with :PORT if it is not ${DEFAULT_PORT}, such as 192.0.2.1 or [2001:db8::1]:4444`);
  if (/[/@?#\s]/.test(hostname)) throw problem();
  try {
    // A scheme without a port of its own: with https an explicit 443 would vanish.
    const { host, port } = new URL(`sophos://${hostname}`);
    if (!host) throw problem();
    return `https://${port ? host : `${host}:${DEFAULT_PORT}`}`;
  } catch {
    throw problem();
  }
}

function secondsOf(text: string | undefined): number {
  if (!text) return DEFAULT_TIMEOUT_SECONDS;
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3600)) throw new SophosError(`SOPHOS_TIMEOUT_SECONDS is "${text}"; give a number of seconds above 0, 3600 at most`);
  return seconds;
}
