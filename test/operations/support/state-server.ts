import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** Keeps one state for Terraform's `http` backend, as GitLab does: read and written at an address, locked at another. */
export class StateServer {
  /** What was asked, as `METHOD /path`. */
  readonly requests: string[] = [];
  state: string | undefined;
  private lock: string | undefined;

  static async start(user: string, password: string): Promise<StateServer> {
    const made = new StateServer(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
    await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  private readonly server: Server;

  private constructor(authorization: string) {
    this.server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const known = request.headers.authorization === authorization;
      const path = request.url!.split('?')[0];
      if (known) this.requests.push(`${request.method} ${path}`);
      const [status, body] = known ? this.answer(request.method!, path, Buffer.concat(chunks).toString()) : [401, ''];
      response.writeHead(status).end(body);
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(method: string, path: string, body: string): [number, string] {
    if (path.endsWith('/lock')) {
      if (method === 'POST' && this.lock !== undefined) return [423, this.lock];
      this.lock = method === 'POST' ? body : undefined;
      return [200, ''];
    }
    if (method === 'POST') this.state = body;
    return this.state === undefined ? [404, ''] : [200, this.state];
  }
}
