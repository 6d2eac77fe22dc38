import { lookAtAnswer, lookAtClock, lookAtLatency } from './answer';
import { type Answer, askOn } from './ask';
import { lookUp } from './dns-resolve';
import { hostOf, placeOf } from './names';
import { lookAtProxy } from './proxy-env';
import { connectTo } from './tcp';
import { lookAtChain, lookAtHandshake } from './tls';
import { CONNECT_TIMEOUT_MS, type Vantage } from './vantage';
import { type Connection, openConnection } from '../../api/connection';
import type { CheckId } from '../checks';
import type { Examination, Step } from '../examination';

/** The host whose certificate is known to chain to Amazon Root CA 1. */
const SERVICE_HOST = 'admin.api.crowdsec.net';

export interface PathOptions extends Vantage {
  /** Scheme, host and port are looked at; it is asked for its root. */
  readonly url: URL;
  /** A component that does not read the environment's proxy. */
  readonly proxyIgnoredBy?: string;
  /** Whether the chain has to end at Amazon Root CA 1. Default: for the public service. */
  readonly expectRoot?: boolean;
}

/** The whole way to one host, without any key: name, connection, TLS, an answer, the clock. */
export function examinePath(examination: Examination, options: PathOptions): { readonly answers: Step<Answer> } {
  const { url, now = () => new Date(), proxyIgnoredBy, expectRoot = hostOf(url) === SERVICE_HOST } = options;
  const check = (id: CheckId) => ({ id, group: 'network', subject: placeOf(url) } as const);
  const times: { dns?: number; connection: number } = { connection: 0 };

  const route = examination.check(check('proxy-env'), [], () => lookAtProxy(url, options, proxyIgnoredBy));
  const dns = examination.check(check('dns-resolve'), [route], async (way) => {
    const seen = await lookUp(url, way);
    times.dns = seen.latencyMs;
    return seen;
  });
  const tcp = examination.check(check('tcp-443'), [route, dns], (way, addresses) => connectTo(url, way, addresses, options));

  let opened: Promise<Connection> | undefined;
  const connect = (): Promise<Connection> => opened ??= (async () => {
    const began = performance.now();
    const { caCertificatePem, signal } = options;
    const connection = await openConnection(url, { ...await route.value, caCertificatePem, signal, timeoutMs: CONNECT_TIMEOUT_MS });
    times.connection = performance.now() - began;
    return connection;
  })();

  const trusted: Step<unknown>[] = [];
  if (url.protocol === 'https:') {
    trusted.push(examination.check(check('tls-handshake'), [tcp], async () => lookAtHandshake(await connect(), url, times.connection)));
    examination.check(check('tls-chain'), [tcp], async () => lookAtChain(await connect(), expectRoot));
  } else {
    for (const id of ['tls-handshake', 'tls-chain'] as const) examination.note(check(id), { status: 'skip', detail: 'plain http: there is no TLS to look at' });
  }
  let answeredAt = now();
  const answers = examination.check(check('endpoint-answers'), [tcp, ...trusted], async () => {
    const connection = await connect();
    const { socket, problem } = connection;
    const outcome = socket ? await askOn(socket, new URL('/', url), { method: 'HEAD' }, options.signal) : { problem: problem! };
    answeredAt = now();
    return lookAtAnswer(outcome, url, lookAtChain(connection, expectRoot).status === 'ok');
  });
  examination.check(check('clock-skew'), [answers], (answer) => lookAtClock(answer, answeredAt));
  examination.check(check('latency'), [answers], ({ firstByteMs }) => lookAtLatency({ ...times, firstByte: firstByteMs }));
  return { answers };
}
