import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { AddressInfo, Server } from 'node:net';
import { makeCertificates } from '../api/certificates';

/** Two listeners on loopback that are not the service: one that must never hear anything, and one with a certificate that nobody trusts. */
export class Elsewhere {
  static async start(): Promise<Elsewhere> {
    const { server } = await makeCertificates({ type: 'ip', value: '127.0.0.1' });
    const heard: string[] = [];
    const plain = createHttpServer((request, response) => {
      heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
      response.end('{}');
    }).on('connection', () => heard.push('a connection'));
    const tls = createTlsServer({ ...server }, (request, response) => {
      heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
      response.end('{}');
    });
    return new Elsewhere(plain, await listen(plain), tls, await listen(tls), heard);
  }

  private constructor(
    private readonly plain: Server,
    private readonly plainPort: number,
    private readonly tls: Server,
    private readonly tlsPort: number,
    /** Everything that reached either of them. */
    readonly heard: string[],
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.plainPort}/v1/integrations`;
  }

  get tlsUrl(): string {
    return `https://127.0.0.1:${this.tlsPort}/v1`;
  }

  async end(): Promise<void> {
    for (const server of [this.plain, this.tls]) await new Promise((resolve) => server.close(resolve));
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}
