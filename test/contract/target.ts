import type { Client, Integration, IntegrationCreate, IntegrationWithCredentials } from '../../src/api';
import { basic as basicHeader } from '../support/credentials';

/** What a suite may do to the server that it is run against. */
export interface Target {
  /** Without it the suites read only: nothing is created, changed or pulled. */
  readonly allowWrites: boolean;
  /** Whether a subscription brings content at once. */
  readonly immediateContent: boolean;
  /** Only valid inside hooks and tests. */
  session(): Session;
}

export interface Session {
  readonly client: Client;
  readonly url: string;
  readonly apiKey: string;
  /** What the names of all created integrations begin with, unique to this run. */
  readonly prefix: string;
  /** Ids of what was created, to be deleted in the end. */
  readonly created: string[];
}

/** States what the API does, as tests. */
export type Suite = (target: Target) => void;

/** An id that is well formed and belongs to nothing. */
export const NO_ID = 'ffffffffffffffffffffffff';

/** Registers the tests that change something, where that is allowed. */
export function describeWrites(target: Target, name: string, tests: () => void): void {
  if (target.allowWrites) describe(name, tests);
}

let count = 0;

export async function makeIntegration(
  { client, prefix, created }: Session,
  more: Partial<IntegrationCreate> = {},
): Promise<IntegrationWithCredentials> {
  const integration = await client.integrations.create({
    name: `${prefix}-${++count}`, entity_type: 'firewall_integration', output_format: 'plain_text', ...more,
  });
  created.push(integration.id);
  return integration;
}

export async function deleteCreated({ client, created }: Session): Promise<void> {
  for (const id of created.splice(0)) {
    await client.integrations.delete(id, { force: true }).catch((error: { code?: string }) => {
      if (error.code !== 'NOT_FOUND') throw error;
    });
  }
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, undefined if it is none. */
  readonly json: any;
}

export interface RawOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Instead of the organisation's key. */
  readonly headers?: Record<string, string>;
}

/** A request past the client, for what the client hides: shapes, statuses, unknown fields. */
export async function raw({ url, apiKey }: Session, method: string, path: string, { body, headers }: RawOptions = {}): Promise<RawAnswer> {
  const response = await fetch(url + path, {
    method,
    headers: { ...(headers ?? { 'x-api-key': apiKey }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function basic(credentials: IntegrationWithCredentials['credentials']): Record<string, string> {
  if (!credentials || !('username' in credentials)) throw new Error('expected the credentials of a firewall integration');
  return basicHeader(credentials.username, credentials.password);
}

/** A 422 that names the place of what is wrong. */
export function expectInvalid(answer: RawAnswer, ...loc: (string | number)[]): void {
  expect(answer.status).toBe(422);
  expect(answer.json.detail).toEqual(expect.arrayContaining([
    expect.objectContaining({ loc: expect.arrayContaining(loc), msg: expect.any(String), type: expect.any(String) }),
  ]));
}

/** What holds for every paged list: the four numbers, links below the host, bounds of the query. */
export function describePaging(target: Target, path: string, query: Record<string, string> = {}): void {
  const page = async (more: Record<string, string> = {}) => {
    const answer = await raw(target.session(), 'GET', `${path}?${new URLSearchParams({ ...query, ...more })}`);
    return answer;
  };

  test(`${path} is paged, with links relative to the host that carry the query on`, async () => {
    const { status, json } = await page({ size: '1' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ items: expect.any(Array), total: expect.any(Number), page: 1, size: 1, pages: json.total });
    expect(json.items.length).toBe(Math.min(1, json.total));
    expect(json.links).toHaveProperty('prev', null);
    for (const link of [json.links.first, json.links.last, json.links.self]) {
      expect(link).toMatch(/^\/v1\//);
      for (const [name, value] of Object.entries(query)) expect(new URL(link, 'http://host').searchParams.get(name)).toBe(value);
    }
    if (json.total > 1) {
      const next = new URL(json.links.next, target.session().url);
      expect([next.searchParams.get('page'), next.searchParams.get('size')]).toEqual(['2', '1']);
    } else {
      expect(json.links.next).toBeNull();
    }
  });

  test(`${path} takes 50 a page by itself, 100 at most, and a page beyond the last is empty`, async () => {
    expect((await page()).json.size).toBe(50);
    expect((await page({ size: '100' })).json.size).toBe(100);
    expect((await page({ page: '9999', size: '100' })).json.items).toEqual([]);
  });

  test(`${path} refuses a page or size out of range or of another type, and ignores what it does not know`, async () => {
    for (const size of ['0', '101', 'x']) expectInvalid(await page({ size }), 'query', 'size');
    for (const number of ['0', 'x']) expectInvalid(await page({ page: number }), 'query', 'page');
    expect((await page({ surely_unknown: '1' })).status).toBe(200);
  });
}

/** Everything that an integration always has. */
export function expectIntegration(json: Integration): void {
  for (const field of ['id', 'name', 'organization_id', 'created_at', 'updated_at', 'entity_type', 'output_format', 'endpoint'] as const) {
    expect(json).toHaveProperty(field, expect.any(String));
  }
  for (const field of ['blocklists', 'cves', 'fingerprints', 'vendors'] as const) expect(json).toHaveProperty(field, expect.any(Array));
}
