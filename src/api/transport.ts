import type { SecureContext } from 'node:tls';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { LARGEST_ERROR_BYTES } from './bounds';
import type { Proxy } from './proxy';
import { describe } from './redact';

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

export type TransportProblem = 'connection' | 'proxy' | 'tls' | 'timeout' | 'aborted' | 'encoding' | 'size';

/** Why no answer came. */
export class TransportFailure extends Error {
  constructor(
    readonly problem: TransportProblem,
    /** Whether the request had begun to leave: false proves that the service never saw it. */
    readonly sent: boolean,
    /** The status where an answer came that cannot be read. */
    readonly status: number | undefined,
    cause?: unknown,
  ) {
    super(describe(cause).message, { cause });
  }
}

export interface TransportOptions {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly timeoutMs: number;
  readonly proxy?: Proxy;
  /** Called for the first connection; Node's own trust when it answers nothing. */
  readonly trust: () => SecureContext | undefined;
}

export interface Transport {
  send(request: TransportRequest): Promise<TransportAnswer>;
  close(): Promise<void>;
}

const unzip = promisify(gunzip);
const TLS_CODE = new RegExp(
  '^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA$|INVALID_PURPOSE$|HOSTNAME_MISMATCH$|EPROTO$|UND_ERR_PRX_TLS$)',
);
const PROXY_REFUSAL = /^Proxy response|^Proxy Authentication Required/;

/** Sends single requests to one host over connections that are kept. Nothing is loaded or opened before the first of them. */
export function createTransport(options: TransportOptions): Transport {
  let dispatcher: Promise<Dispatcher> | undefined;
  let inFlight = 0;

  async function exchange(request: TransportRequest, signal: AbortSignal, progress: Progress): Promise<TransportAnswer> {
    dispatcher ??= open(options);
    const { status, headers, bytes } = await dispatch(await dispatcher, {
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
        const problem = bound.reason() ?? problemOf(error, progress);
        throw new TransportFailure(problem, progress.sent, progress.status, error);
      } finally {
        inFlight -= 1;
        bound.release();
      }
    },
    async close() {
      const opened = await dispatcher;
      dispatcher = undefined;
      // Closing waits, also for a connection that nobody wants any more; with nothing under way there is nothing to wait for.
      await (inFlight === 0 ? opened?.destroy() : opened?.close());
    },
  };
}

async function open(options: TransportOptions): Promise<Dispatcher> {
  const { Agent, ProxyAgent } = await import('undici');
  const secureContext = options.trust();
  const tls = secureContext && { secureContext };
  const limits = { headersTimeout: 0, bodyTimeout: 0 };
  const connect = { ...tls, timeout: options.timeoutMs };
  if (!options.proxy) return new Agent({ ...limits, connect });
  return new ProxyAgent({
    ...limits,
    uri: options.proxy.url,
    token: options.proxy.authorization,
    proxyTls: connect,
    requestTls: connect,
  });
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

function problemOf(error: unknown, progress: Progress): TransportProblem {
  if (error instanceof EncodingError) return 'encoding';
  if (error instanceof SizeError) return 'size';
  const { message, code } = describe(error);
  if (PROXY_REFUSAL.test(message)) return 'proxy';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'timeout';
  return !progress.sent && TLS_CODE.test(code ?? '') ? 'tls' : 'connection';
}
