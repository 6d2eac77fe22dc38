import { hostOf, isLoopbackHost } from './names';
import type { Vantage } from './vantage';
import { ClientOptionError, type Proxy, proxyFor } from '../../api/connection';
import type { Seen } from '../examination';

const VARIABLES = ['https_proxy', 'http_proxy', 'all_proxy'] as const;

/** Which proxy the way leads through; undefined where it leads through none. */
export interface Route {
  readonly proxy?: Proxy;
}

/** @param ignoredBy a component that does not read these variables */
export function lookAtProxy(url: URL, { env }: Vantage, ignoredBy?: string): Seen<Route> {
  let proxy: Proxy | undefined;
  try {
    proxy = proxyFor(url, env);
  } catch (error) {
    if (!(error instanceof ClientOptionError)) throw error;
    return { status: 'fail', detail: error.problem, remedy: 'Correct the variable, or remove it if no proxy is needed.' };
  }
  const set = VARIABLES.flatMap((name) => [name, name.toUpperCase()]).filter((name) => env[name]?.trim());
  if (proxy && ignoredBy) {
    return {
      status: 'warn',
      value: { proxy },
      detail: `${proxy.variable} names the proxy ${proxy.url}, but ${ignoredBy} does not read it: what is seen here is not what it sees`,
      remedy: `Open a direct route to ${hostOf(url)} for it, or a transparent proxy.`,
    };
  }
  if (proxy) return { status: 'ok', value: { proxy }, detail: `${proxy.variable} names the proxy ${proxy.url}` };
  if (set.length === 0) return { status: 'ok', value: {}, detail: 'no proxy is set' };
  if (set.every((name) => name.toLowerCase() === 'all_proxy')) {
    return {
      status: 'warn',
      value: {},
      detail: `${set[0]} is set, which curl reads, but neither Terraform nor this command`,
      remedy: 'Set HTTPS_PROXY as well, if that proxy is needed.',
    };
  }
  const why = isLoopbackHost(hostOf(url)) ? 'loopback is never asked for through one' : 'NO_PROXY, or the URL\'s scheme, leaves this host out';
  return { status: 'ok', value: {}, detail: `${set.join(', ')} is set, but not used here: ${why}` };
}
