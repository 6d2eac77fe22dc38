import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { LARGEST_ERROR_BYTES } from './bounds';
import { ConnectFailure, createConnector, type Connector, type Waiting } from './connect';
import type { Proxy } from './proxy';
import { describe } from './redact';
import type { Trust } from './trust';

export interface TransportRequest {
  readonly method: string;
  /** Path and query, percent-encoded, from the host on. */
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
  /** Bytes of an answer of success, before and after decompression, that are read at most. */
  readonly largest: number;
  readonly signal?: AbortSignal;
}

export interface TransportAnswer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body: string;
}

export type TransportProblem = 'unreachable' | 'connection' | 'timeout' | 'aborted' | 'encoding' | 'size';

/** Why no answer came. */
export class TransportFailure extends Error {
  constructor(
    readonly problem: TransportProblem,
    /** Whether the request had begun to leave: false proves that the service never saw it. */
    readonly sent: boolean,
    /** The status where an answer came that cannot be read. */
    readonly status: number | undefined,
    cause?: unknown,
    /** What it waited for when its time was over and it had not left yet. */
    readonly waiting?: Waiting,
  ) {
    super(describe(cause).message, { cause });
  }
}

export interface TransportOptions {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly timeoutMs: number;
  readonly proxy?: Proxy;
  readonly trust: Trust;
}

export interface Transport {
  send(request: TransportRequest): Promise<TransportAnswer>;
  close(): Promise<void>;
}

const unzip = promisify(gunzip);

/** With TLS 1.3 a server judges the client after the client has begun to send; it reads nothing of what it then refuses. */
const REFUSED_AFTER_HANDSHAKE = /^ERR_SSL_.*ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|ACCESS_DENIED)$/;

interface Opened {
  readonly dispatcher: Dispatcher;
  readonly connector: Connector;
}

/** Sends single requests to one host over connections that are kept. Nothing is loaded or opened before the first of them. */
export function createTransport(options: TransportOptions): Transport {
  let opening: Promise<Opened> | undefined;
  let opened: Opened | undefined;
  let inFlight = 0;

  async function exchange(request: TransportRequest, signal: AbortSignal, progress: Progress): Promise<TransportAnswer> {
    opening ??= open(options);
    opened = await opening;
    const { status, headers, bytes } = await dispatch(opened.dispatcher, {
      origin: options.origin,
      path: request.path,
      method: request.method as Dispatcher.HttpMethod,
      headers: { ...request.headers, 'accept-encoding': 'gzip' },
      body: request.body,
    }, request.largest, signal, progress);
    return { status, headers, body: await decode(bytes, headers['content-encoding'], status, request.largest) };
  }

  return {
    async send(request) {
      const progress: Progress = { sent: false };
      const bound = boundOf(options.timeoutMs, request.signal);
      inFlight += 1;
      try {
        // undici notices an abort only once it is connected, so the race is what ends a wait for a connection.
        return await Promise.race([exchange(request, bound.signal, progress), bound.ended]);
      } catch (error) {
        throw failureOf(error, progress, bound.reason(), opened?.connector);
      } finally {
        inFlight -= 1;
        bound.release();
      }
    },
    async close() {
      const closing = await opening;
      opening = undefined;
      // Closing waits, also for a connection that nobody wants any more; with nothing under way there is nothing to wait for.
      if (inFlight > 0) return closing?.dispatcher.close();
      closing?.connector.close();
      await closing?.dispatcher.destroy();
    },
  };
}

async function open({ origin, proxy, trust, timeoutMs }: TransportOptions): Promise<Opened> {
  const { Agent } = await import('./http-library');
  const connector = createConnector({ origin: new URL(origin), proxy, secureContext: trust.context(), timeoutMs });
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: connector.connect });
  return { dispatcher, connector };
}

/** How far a request has come. */
interface Progress {
  sent: boolean;
  status?: number;
}

/** One request by undici's lowest door, the only one that tells when the request is written to an established connection. */
function dispatch(dispatcher: Dispatcher, options: Dispatcher.DispatchOptions, largest: number, signal: AbortSignal, progress: Progress) {
  return new Promise<{ status: number; headers: TransportAnswer['headers']; bytes: Buffer }>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let headers: TransportAnswer['headers'] = {};
    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        const abort = () => controller.abort(signal.reason as Error);
        if (signal.aborted) return abort();
        progress.sent = true;
        signal.addEventListener('abort', abort, { once: true });
      },
      onResponseStart(_controller, status, received) {
        progress.status = status;
        headers = received;
      },
      onResponseData(controller, chunk) {
        size += chunk.length;
        if (size <= mostOf(progress.status!, largest)) {
          chunks.push(chunk);
          return;
        }
        // Of a failure the status says enough.
        if (!isSuccess(progress.status!)) resolve({ status: progress.status!, headers, bytes: Buffer.alloc(0) });
        controller.abort(new SizeError());
      },
      onResponseEnd() {
        resolve({ status: progress.status!, headers, bytes: Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  });
}

/** Ends a request at its time-out or when the caller wants it ended, whichever comes first. */
function boundOf(timeoutMs: number, caller: AbortSignal | undefined) {
  const controller = new AbortController();
  let reason: 'timeout' | 'aborted' | undefined;
  const end = (why: 'timeout' | 'aborted') => {
    reason ??= why;
    controller.abort();
  };
  const onAbort = () => end('aborted');
  const timer = setTimeout(() => end('timeout'), timeoutMs);
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  caller?.addEventListener('abort', onAbort, { once: true });
  if (caller?.aborted) onAbort();
  return {
    signal: controller.signal,
    ended,
    reason: () => reason,
    release: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', onAbort);
    },
  };
}

/** Marks an answer whose bytes arrived whole but do not decompress. */
class EncodingError extends Error {}

/** Marks an answer of success that is larger than it may be. */
class SizeError extends Error {}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

function mostOf(status: number, largest: number): number {
  return isSuccess(status) ? largest : LARGEST_ERROR_BYTES;
}

async function decode(bytes: Buffer, encoding: string | string[] | undefined, status: number, largest: number): Promise<string> {
  if (encoding === undefined || encoding === 'identity' || bytes.length === 0) return bytes.toString('utf8');
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw new EncodingError(`content encoding "${String(encoding)}" was not asked for`);
  try {
    return (await unzip(bytes, { maxOutputLength: mostOf(status, largest) })).toString('utf8');
  } catch (error) {
    const { message, code } = describe(error);
    if (code !== 'ERR_BUFFER_TOO_LARGE') throw new EncodingError(message);
    if (isSuccess(status)) throw new SizeError();
    return '';
  }
}

function failureOf(error: unknown, { sent, status }: Progress, ended: 'timeout' | 'aborted' | undefined, connector: Connector | undefined): TransportFailure {
  if (ended) return new TransportFailure(ended, sent, status, error, sent ? undefined : connector?.waiting());
  if (error instanceof ConnectFailure) return new TransportFailure('unreachable', false, undefined, error);
  if (error instanceof EncodingError) return new TransportFailure('encoding', sent, status, error);
  if (error instanceof SizeError) return new TransportFailure('size', sent, status, error);
  if (connector && status === undefined && REFUSED_AFTER_HANDSHAKE.test(describe(error).code ?? '')) {
    return new TransportFailure('unreachable', false, undefined, new ConnectFailure('tls', connector.service, error));
  }
  return new TransportFailure('connection', sent, status, error);
}
