import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { ClientOptions } from '../../src/api';

export const API_KEY = 'org-key-5f0c2a';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the server does with one request. `reset` breaks the connection, `hold` never answers. */
export type Step =
  | 'reset'
  | 'hold'
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly json?: unknown; readonly body?: string | Buffer }
  | ((request: Received, response: ServerResponse) => void);

export interface TestServer {
  readonly port: number;
  readonly url: string;
  readonly received: Received[];
  /** Resolves when that many requests have come. */
  seen(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A server that goes through its steps, one a request, and repeats the last. */
export async function serve(steps: readonly Step[], tls?: { readonly key: string; readonly cert: string }): Promise<TestServer> {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const step = steps[Math.min(received.length, steps.length - 1)];
      const one = { method: request.method!, path: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(one);
      take(step, one, response);
      waiting.filter(({ count }) => received.length >= count).forEach(({ resolve }) => resolve());
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  const port = await listen(server);
  return {
    port,
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/v1`,
    received,
    seen: (count) => new Promise((resolve) => {
      if (received.length >= count) resolve();
      else waiting.push({ count, resolve });
    }),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function take(step: Step, request: Received, response: ServerResponse): void {
  if (step === 'hold') return;
  if (step === 'reset') {
    response.socket!.destroy();
  } else if (typeof step === 'function') {
    step(request, response);
  } else {
    const { status = 200, headers = {}, json, body } = step;
    response.writeHead(status, { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers });
    response.end(json === undefined ? body : JSON.stringify(json));
  }
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A port that nothing listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Options for a server of these tests, independent of the machine's own environment. */
export function optionsFor(url: string, more: Partial<ClientOptions> = {}): ClientOptions {
  return { apiKey: API_KEY, apiUrl: url, env: {}, ...more };
}

/** What a call rejects with. */
export async function rejection(call: Promise<unknown>): Promise<any> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('the call was expected to fail, but succeeded');
}

export const INFO = { organization_id: 'org-1', subscription_type: 'ENTERPRISE', api_key_name: 'ci' };

export function integrationJson(more: object = {}) {
  return {
    id: '65a000000000000000000001',
    name: 'edge',
    organization_id: 'org-1',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    entity_type: 'firewall_integration',
    output_format: 'plain_text',
    blocklists: [],
    cves: [],
    fingerprints: [],
    vendors: [],
    endpoint: 'https://service.example/v1/integrations/65a000000000000000000001/content',
    ...more,
  };
}
