import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { chainOf, ConnectFailure, type ConnectStage, createConnector } from '../connect';
import type { Proxy } from '../proxy';
import { trustOf } from '../trust';
import { type Explanation, explainUnreachable, explainWaiting } from '../unreachable';

export interface ConnectionOptions {
  readonly proxy?: Proxy;
  /** Certificates in PEM, trusted beside those that Node.js knows. */
  readonly caCertificatePem?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface ConnectionProblem extends Explanation {
  /** How far it came. */
  readonly stage: ConnectStage;
  /** The system's, or OpenSSL's. */
  readonly cause?: string;
}

/** A connection, or why there is none; in both cases with the certificates that were shown, the peer's own first. */
export interface Connection {
  readonly socket?: Socket;
  readonly problem?: ConnectionProblem;
  readonly chain: readonly X509Certificate[];
}

const UNWANTED: ConnectionProblem = { code: 'CONNECTION_FAILED', stage: 'address', happened: 'not tried, because its caller no longer asks for it', next: 'Ask again.' };

/** Connects once to scheme, host and port of a URL. Never rejects for what the network does. */
export function openConnection(url: URL, { proxy, caCertificatePem, timeoutMs, signal }: ConnectionOptions): Promise<Connection> {
  if (signal?.aborted) return Promise.resolve({ chain: [], problem: UNWANTED });
  const trust = trustOf(caCertificatePem);
  // Its own time is longer, so that what it waits for can be seen when the time here is over.
  const connector = createConnector({ origin: new URL(url.origin), proxy, secureContext: trust.context(), timeoutMs: 2 * timeoutMs });
  return new Promise((resolve) => {
    const giveUp = () => {
      const waiting = connector.waiting() ?? { stage: 'address', peer: connector.service } as const;
      const [happened, next] = explainWaiting(waiting);
      resolve({ chain: [], problem: { code: 'CONNECTION_FAILED', stage: waiting.stage, happened: `${happened} within ${timeoutMs / 1000} seconds`, next } });
      connector.close();
    };
    const timer = setTimeout(giveUp, timeoutMs);
    signal?.addEventListener('abort', giveUp, { once: true });
    connector.connect(undefined, (error, socket) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      resolve(socket ? { socket, chain: shownBy(socket) } : failed(error!, trust.added));
    });
  });
}

function shownBy(socket: Socket): X509Certificate[] {
  return socket instanceof TLSSocket ? chainOf(socket.getPeerCertificate(true)).map((der) => new X509Certificate(der)) : [];
}

function failed(error: Error, added: readonly X509Certificate[]): Connection {
  if (!(error instanceof ConnectFailure)) throw error;
  const problem = { ...explainUnreachable(error, added), stage: error.stage, cause: error.code };
  return { problem, chain: (error.facts.chain ?? []).map((der) => new X509Certificate(der)) };
}
