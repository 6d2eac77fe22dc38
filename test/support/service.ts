import { setTimeout } from 'node:timers/promises';
import { Emulator, EmulatorOptions, Snapshot, startEmulator } from '../../src/emulator';

/** A line of the emulator's journal. */
export interface JournalEntry {
  readonly method: string;
  readonly path: string;
  readonly query: { readonly [name: string]: string | string[] };
  readonly status: number;
  readonly body?: { readonly [name: string]: unknown };
}

/** Where an emulator runs, in this process or another. */
export type EmulatorPlace = Pick<Emulator, 'url' | 'controlUrl' | 'apiKey' | 'close'>;

/** An emulator, driven over the interface that scripts use. */
export class RunningService {
  readonly url: string;
  readonly apiKey: string;

  constructor(private readonly place: EmulatorPlace) {
    this.url = place.url;
    this.apiKey = place.apiKey;
  }

  /** Back to the seed, no organisation, no faults, default settings; then an empty journal. */
  async reset(): Promise<void> {
    await this.control('POST', '/reset');
    await this.forget();
  }

  async end(): Promise<void> {
    await this.place.close();
  }

  /** Every request of the Service API since the journal was last emptied, oldest first; optionally of one method only. */
  async journal(method?: string): Promise<JournalEntry[]> {
    const { requests } = await this.control('GET', '/requests') as { requests: JournalEntry[] };
    return requests.filter((entry) => method === undefined || entry.method === method);
  }

  /** Waits for a request that matches `METHOD /path`. */
  async seen(request: RegExp): Promise<void> {
    while (!(await this.journal()).some(({ method, path }) => request.test(`${method} ${path}`))) await setTimeout(20);
  }

  async forget(): Promise<void> {
    await this.control('DELETE', '/requests');
  }

  async fault(fault: { [name: string]: unknown }): Promise<void> {
    await this.control('POST', '/faults', fault);
  }

  async settings(settings: { [name: string]: unknown }): Promise<void> {
    await this.control('PUT', '/settings', settings);
  }

  /** A request of the Service API with the organisation's key, as somebody outside Terraform would make it. */
  async api<T = any>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.send(`${this.url}${path}`, method, body, { 'x-api-key': this.apiKey });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T;
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

  async integrations(): Promise<any[]> {
    return (await this.api('GET', '/integrations?size=100')).items;
  }

  async integration(name: string): Promise<any> {
    const found = (await this.integrations()).filter((integration) => integration.name === name);
    if (found.length !== 1) throw new Error(`${found.length} integrations are called "${name}"`);
    return found[0];
  }

  /** A call of the control interface. */
  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.send(`${this.place.controlUrl}${path}`, method, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  private send(url: string, method: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    if (body === undefined) return fetch(url, { method, headers });
    return fetch(url, { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }
}

/** An emulator of its own for one test file, in the test's process. */
export class Service extends RunningService {
  static async start(options?: EmulatorOptions): Promise<Service> {
    return new Service(await startEmulator(options));
  }

  private constructor(private readonly emulator: Emulator) {
    super(emulator);
  }

  /** Lets every held request go on. */
  release(): void {
    this.emulator.release();
  }

  /** Breaks off every held request without its work. The organisation stays; faults, settings and journal are as new. */
  breakOff(): void {
    const now = this.emulator.snapshot();
    this.emulator.reset();
    this.emulator.restore(now);
  }

  /** The organisation, to be put back with `restore`. */
  snapshot(): Snapshot {
    return this.emulator.snapshot();
  }

  restore(snapshot: Snapshot): void {
    this.emulator.restore(snapshot);
  }
}
