import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator';

/** An answer, read whole; `json` is undefined where the body is none. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: any;
}

export interface Call {
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
  readonly signal?: AbortSignal;
}

/** An emulator and plain HTTP to it: no client of ours, whose mistakes the emulator might share. */
export class Bench {
  private constructor(readonly emulator: Emulator) {}

  static async start(options?: EmulatorOptions): Promise<Bench> {
    return new Bench(await startEmulator(options));
  }

  /** Calls the API with the organisation's key, unless `headers` say otherwise. */
  async api(method: string, path: string, { body, headers = { 'x-api-key': this.emulator.apiKey }, signal }: Call = {}): Promise<Answer> {
    return send(`${this.emulator.url}${path}`, method, { body, headers, signal });
  }

  async control(method: string, path: string, body?: unknown): Promise<Answer> {
    return send(`${this.emulator.controlUrl}${path}`, method, { body });
  }

  /** Creates an integration; its `json` holds the credentials. */
  async create(name: string, format = 'plain_text', more: object = {}): Promise<any> {
    const type = format === 'remediation_component' ? 'remediation_component_integration' : 'firewall_integration';
    const { json } = await this.api('POST', '/integrations', { body: { name, entity_type: type, output_format: format, ...more } });
    return json;
  }

  /** Subscribes an integration to a blocklist with a number of addresses between the bounds, and returns that list. */
  async subscribeToBlocklist(integration: { id: string; entity_type: string }, low: number, high = Infinity): Promise<any> {
    const { json } = await this.api('GET', '/blocklists?include_filter=all&size=100');
    const list = json.items.find((each: any) => each.stats.count >= low && each.stats.count <= high);
    await this.api('POST', `/blocklists/${list.id}/subscribers`, {
      body: { ids: [integration.id], entity_type: integration.entity_type, remediation: 'ban' },
    });
    return list;
  }

  close(): Promise<void> {
    return this.emulator.close();
  }
}

async function send(url: string, method: string, { body, headers, signal }: Call): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    redirect: 'error',
    signal,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
