import type { Answer, Outcome } from './ask';
import { placeOf } from './names';
import { minute } from '../../api/connection';
import type { Seen } from '../examination';

const SKEW_WARN_MS = 60_000;
const SKEW_FAIL_MS = 300_000;
const SLOW_MS = 2000;

/** Headers in which servers and gateways name a request. */
const REQUEST_ID = ['x-request-id', 'x-amzn-requestid', 'x-amz-cf-id', 'apigw-requestid'];

/**
 * Any status proves that the way is open; which one the service gives at its root is not described.
 * @param proven whether certificates say that the host itself answers
 */
export function lookAtAnswer({ answer, problem }: Outcome, url: URL, proven: boolean): Seen<Answer> {
  if (problem) return { status: 'fail', detail: problem.happened, remedy: problem.next };
  const { status, headers, firstByteMs: latencyMs } = answer;
  if (!proven && (leadsElsewhere(url, headers.location) || String(headers['content-type']).includes('html'))) {
    return {
      status: 'fail',
      detail: `${placeOf(url)} answers ${status} with ${headers.location ? 'a way to another host' : 'a web page'}, as a captive portal or a block page does`,
      remedy: 'Log in to the network, or have the host allowed in the proxy or filter that answers in its place.',
    };
  }
  if (status >= 500) {
    const id = REQUEST_ID.map((name) => headers[name]).find((value) => value !== undefined);
    return {
      status: 'fail',
      detail: `${placeOf(url)} answers ${status}${id === undefined ? '' : ` (request id ${String(id)})`}: the service, or a gateway before it, fails`,
      remedy: `Wait; if it stays, tell CrowdSec's support the time${id === undefined ? '' : ' and the request id'}.`,
      latencyMs,
    };
  }
  return { status: 'ok', value: answer, detail: `${placeOf(url)} answers (${status})`, latencyMs };
}

function leadsElsewhere(url: URL, location: string | undefined): boolean {
  return location !== undefined && URL.canParse(location, url.href) && new URL(location, url.href).host !== url.host;
}

/** @param local this machine's time when the answer came */
export function lookAtClock({ headers, firstByteMs }: Answer, local: Date): Seen {
  const theirs = Date.parse(headers.date ?? '');
  if (Number.isNaN(theirs)) return { status: 'unknown', detail: 'the answer has no date to compare with' };
  const skew = local.getTime() - firstByteMs / 2 - theirs;
  const off = Math.abs(skew);
  const detail = `this machine's clock (${minute(local)}) is ${Math.round(off / 1000)} seconds ${skew < 0 ? 'behind' : 'ahead of'} the service's`;
  if (off <= SKEW_WARN_MS) return { status: 'ok', detail };
  return { status: off > SKEW_FAIL_MS ? 'fail' : 'warn', detail, remedy: 'Let it be set by NTP: TLS, the age of pulls and tokens depend on it.' };
}

/** Milliseconds of the way's steps, each as far as it was taken. */
export interface Times {
  readonly dns?: number;
  readonly connection: number;
  readonly firstByte: number;
}

export function lookAtLatency({ dns, connection, firstByte }: Times): Seen {
  const parts = [dns === undefined ? undefined : `name ${Math.round(dns)} ms`, `connection ${Math.round(connection)} ms`, `first byte ${Math.round(firstByte)} ms`];
  const detail = parts.filter((part) => part !== undefined).join(', ');
  const latencyMs = firstByte;
  if (firstByte <= SLOW_MS) return { status: 'ok', detail, latencyMs };
  return { status: 'warn', detail: `slow: ${detail}`, remedy: 'Look at proxy and route.', latencyMs };
}
