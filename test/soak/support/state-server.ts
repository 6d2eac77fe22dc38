import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** State as Terraform stores it, as far as these tests read it. */
export interface StoredState {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: { readonly [name: string]: any }; readonly status?: string }[];
  }[];
}

/**
 * Keeps the state of one stack for Terraform's backend `http`, locks included, as GitLab does for its users. Terraform writes a local file
 * anew after every resource, which is quadratic in their number; to a remote backend it writes at intervals.
 */
export class StateServer {
  static async start(): Promise<StateServer> {
    const states = new StateServer();
    await new Promise<void>((resolve) => states.server.listen(0, '127.0.0.1', resolve));
    return states;
  }

  private readonly server: Server = createServer((request, response) => void this.answer(request, response));
  private text = '';
  private lock = '';
  /** How often the state was written. */
  writes = 0;

  /** The backend's block, as JSON. */
  get backend(): object {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/state`;
    return { http: { address: url, lock_address: url, unlock_address: url } };
  }

  /** The state as it was last written. */
  get state(): StoredState {
    return this.text === '' ? { resources: [] } : JSON.parse(this.text);
  }

  async end(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const [status, text] = this.act(request.method!, Buffer.concat(chunks).toString());
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  }

  private act(method: string, body: string): [status: number, text: string] {
    switch (method) {
      case 'GET': return this.text === '' ? [204, ''] : [200, this.text];
      case 'POST':
        this.text = body;
        this.writes++;
        return [200, ''];
      case 'LOCK':
        if (this.lock !== '') return [423, this.lock];
        this.lock = body;
        return [200, ''];
      case 'UNLOCK':
        this.lock = '';
        return [200, ''];
      default: return [405, ''];
    }
  }
}
