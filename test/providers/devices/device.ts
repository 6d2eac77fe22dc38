import { createServer as createHttpServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { makeCertificates } from '../../api/certificates';
import { basic } from '../../support/credentials';

/** What a provider asked of the device. */
export interface DeviceRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization?: string;
  /** Undefined where there is none. */
  readonly body?: any;
}

export interface DeviceAnswer {
  readonly status: number;
  /** Written as JSON; nothing is written where it is undefined. */
  readonly body?: unknown;
}

/** A device's management interface on loopback: answers what its provider asks, refuses what the device would, keeps what it was told. */
export abstract class Device {
  private readonly asked: DeviceRequest[] = [];
  private server?: Server;

  /** The device's answer; one that throws is answered with 500. */
  protected abstract answer(request: DeviceRequest): DeviceAnswer;

  /** @param secure whether it speaks TLS, with a certificate of a CA that nobody trusts */
  async start({ secure }: { readonly secure: boolean }): Promise<this> {
    const listener = (request: IncomingMessage, response: ServerResponse) => void this.serve(request, response);
    this.server = secure
      ? createHttpsServer((await makeCertificates({ type: 'ip', value: '127.0.0.1' })).server, listener)
      : createHttpServer(listener);
    await new Promise<void>((listening) => this.server!.listen(0, '127.0.0.1', listening));
    return this;
  }

  async end(): Promise<void> {
    this.server!.closeAllConnections();
    await new Promise((closed) => this.server!.close(closed));
  }

  /** Name and port, as providers take it. */
  get address(): string {
    return `127.0.0.1:${(this.server!.address() as AddressInfo).port}`;
  }

  /** Everything that would have changed something since it was last forgotten: `METHOD /path` and the body. */
  get told(): { readonly what: string; readonly body?: any }[] {
    return this.asked.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => ({ what: `${method} ${path}`, body }));
  }

  forget(): void {
    this.asked.length = 0;
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of incoming.setEncoding('utf8')) text += chunk;
    const { pathname, searchParams } = new URL(incoming.url!, 'http://device');
    const request: DeviceRequest = {
      method: incoming.method!,
      path: decodeURIComponent(pathname),
      query: searchParams,
      authorization: incoming.headers.authorization,
      body: text === '' ? undefined : JSON.parse(text),
    };
    this.asked.push(request);
    const { status, body } = this.tryAnswer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? undefined : JSON.stringify(body));
  }

  private tryAnswer(request: DeviceRequest): DeviceAnswer {
    try {
      return this.answer(request);
    } catch (error) {
      return { status: 500, body: { message: String(error) } };
    }
  }
}

/** Whether a request carries these credentials as HTTP Basic. */
export function isBasic({ authorization }: DeviceRequest, username: string, password: string): boolean {
  return authorization === basic(username, password).authorization;
}

/** A pull as devices make it: status, and the lines of what came. */
export async function pull(url: string, username: string, password: string): Promise<{ readonly status: number; readonly lines: string[] }> {
  const response = await fetch(url, { headers: basic(username, password) });
  const text = await response.text();
  return { status: response.status, lines: response.ok ? text.split('\n').filter((line) => line !== '') : [] };
}
