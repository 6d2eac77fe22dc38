import { isIP } from 'node:net';
import { placeOf, portOf } from './names';
import type { Route } from './proxy-env';
import { CONNECT_TIMEOUT_MS, type Vantage } from './vantage';
import { type Connection, openConnection } from '../../api/connection';
import type { Seen } from '../examination';

/** Where a machine has no IPv6: programs then take the other address at once. */
const NO_IPV6 = ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'];

const MOST_ADDRESSES = 8;

interface Tried extends Connection {
  readonly address: string;
  readonly ms: number;
}

/** Connects to each address, or through the proxy, and ends the connection again. */
export async function connectTo(url: URL, { proxy }: Route, addresses: readonly string[], vantage: Vantage): Promise<Seen> {
  if (proxy) {
    const { problem, ms } = await tryOne(url, url.hostname, vantage, proxy);
    if (problem) return { status: 'fail', detail: problem.happened, remedy: problem.next };
    return { status: 'ok', detail: `${placeOf(url)} takes a connection through the proxy ${proxy.url}`, latencyMs: ms };
  }
  const tried = await Promise.all(addresses.slice(0, MOST_ADDRESSES).map((address) => tryOne(url, address, vantage)));
  const failed = tried.filter(({ problem }) => problem);
  const good = tried.filter(({ problem }) => !problem);
  const latencyMs = Math.min(...good.map(({ ms }) => ms));
  if (good.length === 0) {
    const { problem } = failed.find(({ address }) => isIP(address) === 4) ?? failed[0];
    return { status: 'fail', detail: problem!.happened, remedy: `Allow outbound TCP ${portOf(url)} to ${url.hostname}. ${problem!.next}` };
  }
  const bad = failed.filter(({ address, problem }) => !(isIP(address) === 6 && NO_IPV6.includes(problem!.cause ?? '')));
  if (bad.length === 0) return { status: 'ok', detail: `${placeOf(url)} takes connections${failed.length > 0 ? '; this machine has no IPv6' : ''}`, latencyMs };
  return {
    status: 'warn',
    detail: `${good.length} of ${tried.length} addresses take connections, not ${bad.map(({ address }) => address).join(', ')}: ${bad[0].problem!.happened}`,
    remedy: `Allow outbound TCP ${portOf(url)} to every address of ${url.hostname}${bad.every(({ address }) => isIP(address) === 6) ? ', or turn IPv6 off' : ''}.`,
    latencyMs,
  };
}

async function tryOne(url: URL, address: string, { caCertificatePem, signal }: Vantage, proxy?: Route['proxy']): Promise<Tried> {
  const began = performance.now();
  const plain = new URL(`http://${isIP(address) === 6 ? `[${address}]` : address}:${portOf(url)}`);
  const connection = await openConnection(plain, { proxy, caCertificatePem, signal, timeoutMs: CONNECT_TIMEOUT_MS });
  connection.socket?.destroy();
  return { ...connection, address, ms: performance.now() - began };
}
