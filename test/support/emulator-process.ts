import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnvironment } from '../../support/terraform';

const COMMAND = resolve(__dirname, '..', '..', '..', 'bin', 'cdktf-crowdsec');

/** A line of the emulator's journal. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: { readonly [name: string]: string | string[] };
  readonly status: number | null;
  /** RFC 3339. */
  readonly at: string;
}

/** The emulator as a user starts it: a process of its own, which nothing of the test slows down or keeps alive. */
export class EmulatorProcess {
  static async start(seed: number): Promise<EmulatorProcess> {
    const child = spawn(process.execPath, [COMMAND, 'emulator', '--json', '--seed', String(seed)], {
      env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface(child.stdout), 'line') as [string];
    const { url, controlUrl, apiKey } = JSON.parse(line) as { url: string; controlUrl: string; apiKey: string };
    return new EmulatorProcess(child, url, controlUrl, apiKey);
  }

  /** Sockets that are no connections: counted before anybody has asked anything. */
  private readonly listening: number;

  private constructor(private readonly child: ChildProcess, readonly url: string, private readonly controlUrl: string, readonly apiKey: string) {
    this.listening = this.sockets();
  }

  get pid(): number {
    return this.child.pid!;
  }

  async control(method: string, path: string, body?: unknown): Promise<any> {
    return this.send(method, `${this.controlUrl}${path}`, {}, body);
  }

  async api(method: string, path: string, body?: unknown): Promise<any> {
    return this.send(method, `${this.url}${path}`, { 'x-api-key': this.apiKey }, body);
  }

  /** Every item of a list. */
  async all(path: string): Promise<any[]> {
    const items: any[] = [];
    for (let page = 1, pages = 1; page <= pages; page++) {
      const answer = await this.api('GET', `${path}${path.includes('?') ? '&' : '?'}page=${page}&size=100`);
      items.push(...answer.items);
      ({ pages } = answer);
    }
    return items;
  }

  /** What was asked since the last time, oldest first. */
  async asked(): Promise<Asked[]> {
    const { requests } = await this.control('GET', '/requests');
    await this.control('DELETE', '/requests');
    return requests;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.sockets() - this.listening;
  }

  /** Waits until all connections have ended; how many are left when the patience is over. */
  async connectionsLeft(patienceMs = 30_000): Promise<number> {
    const end = Date.now() + patienceMs;
    while (this.connections > 0 && Date.now() < end) await sleep(100);
    return this.connections;
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  private sockets(): number {
    const folder = `/proc/${this.pid}/fd`;
    return readdirSync(folder).filter((name) => {
      try {
        return readlinkSync(join(folder, name)).startsWith('socket:');
      } catch {
        return false;
      }
    }).length;
  }

  private async send(method: string, url: string, headers: Record<string, string>, body: unknown): Promise<any> {
    const answer = await fetch(url, {
      method,
      headers: { ...headers, connection: 'close', ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
