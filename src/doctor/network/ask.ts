import { type IncomingHttpHeaders, request } from 'node:http';
import type { Socket } from 'node:net';
import { CONNECT_TIMEOUT_MS, REQUEST_TIMEOUT_MS, type Vantage } from './vantage';
import { type Explanation, openConnection, proxyFor } from '../../api/connection';

/** Bytes of an answer that are read. */
const LARGEST_BODY = 64 * 1024;

export interface Question {
  readonly method: 'GET' | 'HEAD';
  readonly headers?: { readonly [name: string]: string };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Its beginning, where it is long. */
  readonly body: string;
  /** From sending to the first byte, in milliseconds. */
  readonly firstByteMs: number;
}

export type Outcome = { readonly answer: Answer; readonly problem?: undefined } | { readonly problem: Pick<Explanation, 'happened' | 'next'>; readonly answer?: undefined };

/** One request on a connection of its own, never repeated, following nothing. */
export async function ask(url: URL, question: Question, vantage: Vantage): Promise<Outcome> {
  const { caCertificatePem, signal, env } = vantage;
  const connection = await openConnection(url, { proxy: proxyFor(url, env), caCertificatePem, signal, timeoutMs: CONNECT_TIMEOUT_MS });
  return connection.socket ? askOn(connection.socket, url, question, signal) : { problem: connection.problem! };
}

/** The same on a connection that is there; it is ended afterwards. */
export function askOn(socket: Socket, url: URL, { method, headers }: Question, signal?: AbortSignal): Promise<Outcome> {
  const began = performance.now();
  return new Promise((resolve) => {
    const lost = (happened: string, next: string) => resolve({ problem: { happened: `${method} ${url.origin}${url.pathname}: ${happened}`, next } });
    const asking = request({
      method,
      host: url.hostname,
      path: url.pathname + url.search,
      headers: { 'host': url.host, 'user-agent': 'cdktf-crowdsec-doctor', 'accept': '*/*', 'connection': 'close', ...headers },
      createConnection: () => socket,
      signal,
    });
    const timer = setTimeout(() => {
      lost(`no whole answer within ${REQUEST_TIMEOUT_MS / 1000} seconds`, 'Try again later; if it stays, look at proxy and route.');
      asking.destroy();
    }, REQUEST_TIMEOUT_MS);
    const done = () => {
      clearTimeout(timer);
      socket.destroy();
    };
    asking.once('close', done);
    asking.once('error', (error: NodeJS.ErrnoException) => lost(
      error.code?.startsWith('HPE_') ? `what answers is not HTTP (${error.message})` : `the connection broke off before an answer (${error.message})`,
      'Check scheme and port of that URL, and firewall and proxy on the way.',
    ));
    asking.once('response', (response) => {
      const firstByteMs = performance.now() - began;
      let body = '';
      const finish = () => resolve({ answer: { status: response.statusCode!, headers: response.headers, body, firstByteMs } });
      response.setEncoding('utf8').on('data', (text: string) => {
        body = (body + text).slice(0, LARGEST_BODY);
        if (body.length === LARGEST_BODY) response.destroy();
      }).once('close', finish);
    });
    asking.end();
  });
}
