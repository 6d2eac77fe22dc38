import { EngineState } from './types';
import { openConnection } from '../../api/connection';
import type { CheckId } from '../checks';
import { Examination, Seen } from '../examination';
import { ask, CONNECT_TIMEOUT_MS, Outcome, placeOf, Vantage } from '../network';

/** An address of documentation: no decision is about it, so the answer is short. */
const NOBODY = '192.0.2.1';

const START = 'Start CrowdSec; it takes up to a minute until it listens.';

export interface LapiOptions {
  /** Base URL. */
  readonly url: string;
  readonly apiKey?: string;
  /** What the program that has the key calls itself. */
  readonly agent?: string;
}

/** Looks at a Local API without pulling: the key goes with HEAD only, because GET would be noted as a pull. */
export async function examineLapi(examination: Examination, { url, apiKey, agent }: LapiOptions, vantage: Vantage): Promise<EngineState['lapi']> {
  const base = baseOf(url);
  const name = (id: CheckId) => ({ id, group: 'engine', subject: base ? placeOf(base) : 'api_url' } as const);
  if (base === undefined) {
    examination.note(name('lapi-tcp'), url.startsWith('/')
      ? { status: 'unknown', detail: 'the engine listens on a socket of the file system, which is not looked at from here' }
      : { status: 'fail', detail: 'its URL is none of http or https', remedy: 'Write it as http://HOST:8080/.' });
    return { status: url.startsWith('/') ? 'not_configured' : 'unreachable', latency_ms: null };
  }
  // Components of an engine ask it directly, whatever proxy the environment names.
  const direct = { ...vantage, env: {} };
  const tcp = examination.check(name('lapi-tcp'), [], () => checkTcp(base, direct));
  const health = examination.check(name('lapi-health'), [tcp], async () => lookAtHealth(await ask(new URL('health', base), { method: 'GET' }, direct)));
  if (apiKey === undefined) {
    examination.note(name('lapi-key'), { status: 'skip', detail: 'no key was given' });
  } else {
    const headers = { 'x-api-key': apiKey, ...(agent === undefined ? {} : { 'user-agent': `${agent}/-` }) };
    const decisions = new URL(`v1/decisions?ip=${NOBODY}`, base);
    examination.check(name('lapi-key'), [health], async () => lookAtKey(await ask(decisions, { method: 'HEAD', headers }, direct)));
  }
  if (!await tcp.holds) return { status: 'unreachable', latency_ms: null };
  const latency = await health.value;
  return { status: latency === undefined ? 'unhealthy' : 'healthy', latency_ms: latency === undefined ? null : Math.round(latency) };
}

/** The URL with a `/` at its end, so that paths go behind it. */
function baseOf(url: string): URL | undefined {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  const { origin, pathname } = new URL(url);
  return new URL(pathname.endsWith('/') ? pathname : `${pathname}/`, origin);
}

async function checkTcp(base: URL, { signal, caCertificatePem }: Vantage): Promise<Seen> {
  const began = performance.now();
  const plain = new URL(`http://${placeOf(base)}`);
  const { socket, problem } = await openConnection(plain, { timeoutMs: CONNECT_TIMEOUT_MS, signal, caCertificatePem });
  socket?.destroy();
  if (problem === undefined) return { status: 'ok', detail: `${placeOf(base)} takes connections`, latencyMs: performance.now() - began };
  const refused = problem.cause === 'ECONNREFUSED';
  return {
    status: 'fail',
    detail: refused ? `${placeOf(base)} refuses connections: nothing listens there, or only on 127.0.0.1 of its host` : problem.happened,
    remedy: refused ? `${START} Compare host and port with api.server.listen_uri in config.yaml.` : problem.next,
  };
}

function lookAtHealth({ answer, problem }: Outcome): Seen<number> {
  if (problem) {
    return {
      status: 'fail',
      detail: problem.happened,
      remedy: `${problem.next} Compare http and https; an engine with a certificate of its own needs ca_cert_path in the component's file, and NODE_EXTRA_CA_CERTS here.`,
    };
  }
  const remedy = 'Correct host, port and path of the URL: another program, or a proxy, answers there.';
  if (answer.status !== 200) return { status: 'fail', detail: `GET /health is answered with ${answer.status}, not 200`, remedy };
  if (!saysUp(answer.body)) return { status: 'fail', detail: 'GET /health is answered, but not as a Local API does', remedy };
  return { status: 'ok', detail: 'the Local API is up', latencyMs: answer.firstByteMs, value: answer.firstByteMs };
}

function saysUp(body: string): boolean {
  try {
    return (JSON.parse(body) as { status?: unknown } | null)?.status === 'up';
  } catch {
    return false;
  }
}

function lookAtKey({ answer, problem }: Outcome): Seen {
  if (problem) return { status: 'unknown', detail: problem.happened, remedy: problem.next };
  const { status, firstByteMs: latencyMs } = answer;
  switch (status) {
    case 200: return { status: 'ok', detail: 'the key is accepted', latencyMs };
    case 401:
    case 403: return {
      status: 'fail',
      detail: `the key is refused (${status}): it is mistyped, or its bouncer was removed`,
      remedy: 'On the engine\'s host run "cscli bouncers add NEW-NAME", put the key that it prints into the component\'s file, restart the component.',
      latencyMs,
    };
    case 404: return {
      status: 'fail',
      detail: 'there are no decisions at this URL (404)',
      remedy: 'Give the base URL alone, without v1/decisions, and with the path that a proxy adds.',
      latencyMs,
    };
    default: return {
      status: 'unknown',
      detail: `the key cannot be tried: HEAD is answered with ${status}`,
      remedy: 'A proxy before the engine may refuse HEAD. GET is not tried, because it would look like a pull of the component.',
      latencyMs,
    };
  }
}
