import { BlockList, isIP } from 'node:net';
import { ClientOptionError } from './errors';

/** Environment variables by name; the lower-case one wins, as everywhere. */
type Env = { readonly [name: string]: string | undefined };

export interface Proxy {
  /** The environment variable that names it. */
  readonly variable: string;
  /** Without user and password. */
  readonly url: string;
  /** What to send as `Proxy-Authorization`. */
  readonly authorization?: string;
  readonly secrets: readonly string[];
}

/**
 * The proxy that requests to a URL go through: `HTTPS_PROXY` (else `HTTP_PROXY`) for https, `HTTP_PROXY` for http, unless
 * `NO_PROXY` names the host, a domain above it, a range that it is in, or `*`. Loopback is never proxied, as in Terraform itself. Decided here, not
 * by undici's own agent, because errors must name the proxy that was used.
 */
export function proxyFor(target: URL, env: Env): Proxy | undefined {
  if (isLoopback(target.hostname) || isExcluded(target, read(env, 'no_proxy')?.value ?? '')) return undefined;
  const http = read(env, 'http_proxy');
  const chosen = target.protocol === 'https:' ? read(env, 'https_proxy') ?? http : http;
  return chosen && parseProxy(chosen.name, chosen.value);
}

function read(env: Env, name: string): { readonly name: string; readonly value: string } | undefined {
  const found = [name, name.toUpperCase()].find((candidate) => env[candidate]?.trim());
  return found === undefined ? undefined : { name: found, value: env[found]!.trim() };
}

function parseProxy(variable: string, value: string): Proxy {
  let url: URL;
  try {
    url = new URL(value.includes('://') ? value : `http://${value}`);
  } catch {
    throw new ClientOptionError('env', `the URL in ${variable} cannot be read; write it as http://HOST:PORT`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ClientOptionError('env', `${variable} has the scheme "${url.protocol.slice(0, -1)}"; only http and https proxies are supported`);
  }
  const user = decode(url.username);
  const password = decode(url.password);
  const authorization = user || password ? `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` : undefined;
  const secrets = [password, url.password, authorization?.slice('Basic '.length) ?? ''].filter((secret) => secret !== '');
  return { variable, url: url.origin, authorization, secrets };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
}

/**
 * Entries are `*`, a host or domain (it and all below it, also with a dot or `*.` in front), an address, or a range in CIDR; each but
 * the first with a port or without.
 */
function isExcluded(target: URL, noProxy: string): boolean {
  const host = target.hostname.replace(/^\[|\]$|\.$/g, '');
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  return noProxy.toLowerCase().split(/[,\s]+/).filter(Boolean).some((entry) => {
    if (entry === '*') return true;
    const { name, port: only } = splitPort(entry);
    return (only === undefined || only === port) && (isIP(host) ? holds(name, host) : isBelow(name, host));
  });
}

function splitPort(entry: string): { readonly name: string; readonly port?: string } {
  const [, bracketed, plain = entry, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
  return { name: bracketed ?? plain, port };
}

function isBelow(domain: string, host: string): boolean {
  const bare = domain.replace(/^\*?\.|\.$/g, '');
  return host === bare || host.endsWith(`.${bare}`);
}

/** Whether an address, or a range, of an entry holds an address. */
function holds(range: string, address: string): boolean {
  const [network, bits] = range.split('/');
  const version = isIP(network);
  if (version === 0 || version !== isIP(address)) return false;
  const widest = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? widest : /^\d+$/.test(bits) ? Number(bits) : NaN;
  if (!(prefix <= widest)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return list.check(address, family);
}
