import dns from 'node:dns';
import { isIP } from 'node:net';
import { hostOf, isNowhere, isPrivate, isPublicHost } from './names';
import type { Route } from './proxy-env';
import { CONNECT_TIMEOUT_MS } from './vantage';
import type { Seen } from '../examination';

const OTHER_RESOLVER = 'Use a resolver that knows the name (1.1.1.1 or 8.8.8.8, for instance), or have the filter lifted that answers in its place.';

/** Addresses shown in a report. */
const MOST_SHOWN = 4;

/** What the system answers for a host: what every program on this machine gets. */
export async function lookUp(url: URL, { proxy }: Route): Promise<Seen<readonly string[]>> {
  const host = hostOf(url);
  if (isIP(host)) return { status: 'ok', value: [host], detail: `${host} is an address` };
  const began = performance.now();
  const found = await addressesOf(host);
  const latencyMs = performance.now() - began;
  if (typeof found === 'string') {
    const asked = await askServer(host);
    const contrast = asked.length > 0 ? `, though the DNS server itself knows ${shown(asked)}: see hosts file and name service switch` : '';
    if (!proxy) return { status: 'fail', detail: `${found} for "${host}"${contrast}`, remedy: OTHER_RESOLVER };
    return { status: 'warn', value: [], detail: `${found} for "${host}"${contrast}; the proxy looks it up itself`, remedy: `A device without the proxy needs a resolver that knows ${host}.` };
  }
  const odd = isPublicHost(host) ? found.filter((address) => isNowhere(address) || isPrivate(address)) : [];
  if (odd.length === 0) return { status: 'ok', value: found, detail: `${host} is ${shown(found)}`, latencyMs };
  const asked = await askServer(host);
  const by = asked.length > 0 && asked.every((address) => !odd.includes(address)) ? 'the hosts file of this machine' : 'a DNS filter';
  return {
    status: odd.some(isNowhere) && !proxy ? 'fail' : 'warn',
    value: found,
    detail: `"${host}" is answered with ${shown(odd)}, where it is not: ${by} stands in the way`,
    remedy: OTHER_RESOLVER,
    latencyMs,
  };
}

/** Addresses, or what is wrong in words. */
function addressesOf(host: string): Promise<readonly string[] | string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(`no DNS server answered within ${CONNECT_TIMEOUT_MS / 1000} seconds`), CONNECT_TIMEOUT_MS);
    dns.lookup(host, { all: true }, (error, found) => {
      clearTimeout(timer);
      resolve(error ? wordsFor(error) : found.map(({ address }) => address));
    });
  });
}

function wordsFor({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOTFOUND') return 'DNS knows no address';
  if (code === 'EAI_AGAIN') return 'the DNS server gives no answer';
  return `the lookup fails (${message})`;
}

/** What the DNS server says past the system's own lookup; nothing where it cannot be asked. */
async function askServer(host: string): Promise<readonly string[]> {
  const resolver = new dns.promises.Resolver({ timeout: 2000, tries: 1 });
  const answers = await Promise.all([resolver.resolve4(host), resolver.resolve6(host)].map((query) => query.catch(() => [])));
  return answers.flat();
}

function shown(addresses: readonly string[]): string {
  const rest = addresses.length - MOST_SHOWN;
  return addresses.slice(0, MOST_SHOWN).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
