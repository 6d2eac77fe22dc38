import { request } from 'node:http';
import { isIP, connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type DetailedPeerCertificate, type SecureContext } from 'node:tls';
import type { Proxy } from './proxy';
import { describe } from './redact';

/** How far a connection came: to the address, through the proxy, to a trusted TLS. */
export type ConnectStage = 'address' | 'tunnel' | 'tls';

/** Who is being connected to at a stage. */
export interface Peer {
  readonly role: 'service' | 'proxy';
  readonly host: string;
  readonly port: number;
  /** The proxy that leads there. */
  readonly via?: Proxy;
  /** The proxy itself and where it is to lead to, where that is the peer. */
  readonly proxy?: Proxy;
  readonly target?: Peer;
}

/** What a proxy said instead of opening the tunnel. */
export interface TunnelAnswer {
  readonly status: number;
  readonly reason: string;
  /** Names of the ways to log in that it offers. */
  readonly schemes: readonly string[];
}

export interface ConnectFacts {
  readonly answer?: TunnelAnswer;
  /** The certificates that the peer showed, in DER, its own first; a trusted CA above them is there too. */
  readonly chain?: readonly Buffer[];
}

/** A connection did not come to be, so nothing can have been sent through it. */
export class ConnectFailure extends Error {
  readonly code?: string;

  constructor(readonly stage: ConnectStage, readonly peer: Peer, cause: unknown, readonly facts: ConnectFacts = {}) {
    const { message, code } = describe(cause);
    super(message, { cause });
    this.code = code;
  }
}

/** What a connection that is being made waits for. */
export interface Waiting {
  readonly stage: ConnectStage;
  readonly peer: Peer;
}

export interface ConnectorOptions {
  readonly origin: URL;
  readonly proxy?: Proxy;
  readonly secureContext?: SecureContext;
  readonly timeoutMs: number;
}

export interface Connector {
  /** Makes one connection, in the form that undici asks for it. Fails with a `ConnectFailure`. */
  readonly connect: (options: unknown, callback: (...outcome: [null, Socket] | [Error, null]) => void) => void;
  readonly service: Peer;
  /** What the oldest connection under way waits for. */
  waiting(): Waiting | undefined;
  /** Ends the connections that are being made. */
  close(): void;
}

const KEEP_ALIVE_MS = 60_000;
const LONGEST_REASON = 80;

/** Connections to one service, directly or through a proxy's tunnel, of which every step that fails is known by name. */
export function createConnector({ origin, proxy, secureContext, timeoutMs }: ConnectorOptions): Connector {
  const service: Peer = { role: 'service', ...addressOf(origin), via: proxy };
  const door: Peer = proxy ? { role: 'proxy', ...addressOf(new URL(proxy.url)), proxy, target: service } : service;
  const underWay = new Set<Attempt>();
  let session: Buffer | undefined;

  async function establish(attempt: Attempt): Promise<Socket> {
    const { host, port } = door;
    const options = { host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS };
    let socket = await attempt.step('address', door, () => connectTcp(options), 'connect');
    if (proxy) {
      if (new URL(proxy.url).protocol === 'https:') socket = await secure(attempt, door, socket);
      socket = await tunnel(attempt, door, socket);
    }
    if (origin.protocol === 'http:') return socket;
    const trusted = await secure(attempt, service, socket, session);
    trusted.on('session', (fresh: Buffer) => { session = fresh; });
    return trusted;
  }

  function secure(attempt: Attempt, peer: Peer, socket: Socket, resumed?: Buffer): Promise<Socket> {
    const chain: Buffer[] = [];
    return attempt.step('tls', peer, () => {
      const { host } = peer;
      const made = connectTls({ socket, host, servername: isIP(host) ? undefined : host, secureContext, session: resumed, ALPNProtocols: ['http/1.1'] });
      // Comes before Node judges the certificate: afterwards, where it is refused, nothing is left to look at.
      return made.prependListener('secure', () => chain.push(...chainOf(made.getPeerCertificate(true))));
    }, 'secureConnect', { chain });
  }

  return {
    service,
    connect: (_options, callback) => {
      const attempt = new Attempt();
      const timer = setTimeout(() => attempt.end(), timeoutMs);
      underWay.add(attempt);
      establish(attempt).finally(() => {
        clearTimeout(timer);
        underWay.delete(attempt);
      }).then((socket) => callback(null, socket), (error: Error) => callback(error, null));
    },
    waiting: () => [...underWay][0]?.waiting,
    close: () => underWay.forEach((attempt) => attempt.end()),
  };
}

/** One connection being made, step by step on top of one socket. */
class Attempt {
  waiting?: Waiting;
  private socket?: Socket;

  /** Waits for an event of the socket that a step makes; an error, or an end before it, is the step's failure. */
  step(stage: ConnectStage, peer: Peer, make: () => Socket, event: string, facts?: ConnectFacts): Promise<Socket> {
    this.waiting = { stage, peer };
    return new Promise((resolve, reject) => {
      // Errors also come between two steps, and to a socket that another one is on top of.
      const socket = make().on('error', () => undefined);
      this.socket = socket;
      const fail = (cause: unknown) => reject(new ConnectFailure(stage, peer, cause, facts));
      const closed = () => fail(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
      socket.once('error', fail).once('close', closed).once(event, () => {
        socket.off('error', fail).off('close', closed);
        resolve(socket);
      });
    });
  }

  end(): void {
    this.socket?.destroy();
  }
}

/** Asks a proxy to lead on to the service, and answers with the socket that then does. */
function tunnel(attempt: Attempt, door: Peer, socket: Socket): Promise<Socket> {
  // Nothing may be awaited in here before: a socket that ends in between would leave the request without an event, for ever.
  attempt.waiting = { stage: 'tunnel', peer: door };
  const target = authority(door.target!);
  const authorization = door.proxy?.authorization;
  return new Promise((resolve, reject) => {
    const asking = request({
      method: 'CONNECT',
      path: target,
      headers: { 'host': target, 'proxy-connection': 'keep-alive', ...(authorization ? { 'proxy-authorization': authorization } : {}) },
      createConnection: () => socket,
    });
    asking.removeHeader('connection');
    asking.once('error', (cause) => reject(new ConnectFailure('tunnel', door, cause)));
    asking.once('connect', (answer, through: Socket, head) => {
      const status = answer.statusCode!;
      if (status >= 200 && status < 300) {
        if (head.length > 0) through.unshift(head);
        return resolve(through);
      }
      through.destroy();
      const schemes = schemesOf(answer.headers['proxy-authenticate']);
      const reason = (answer.statusMessage ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, LONGEST_REASON).trim();
      reject(new ConnectFailure('tunnel', door, new Error(`the proxy answered ${status}`), { answer: { status, reason, schemes } }));
    });
    asking.end();
  });
}

/** The names alone: what stands behind a comma may also be a parameter of the one before, such as `charset="UTF-8"`. */
function schemesOf(offers: string | string[] = []): string[] {
  return [offers].flat().join(',').split(',').flatMap((offer) => /^\s*([\w-]+)(?![\w-]|\s*=)/.exec(offer)?.[1] ?? []);
}

/** In DER, its own first. */
export function chainOf(own: DetailedPeerCertificate): Buffer[] {
  const chain: Buffer[] = [];
  // A root names itself as its issuer; without a certificate there is an object without any field.
  for (let one = own; one?.raw && !chain.includes(one.raw); one = one.issuerCertificate) chain.push(one.raw);
  return chain;
}

function addressOf(url: URL): { readonly host: string; readonly port: number } {
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) };
}

/** `HOST:PORT`, an IPv6 address in brackets. */
export function authority({ host, port }: Peer): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}
