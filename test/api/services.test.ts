import { integrationJson, optionsFor, rejection, serve, type Received, type Step, type TestServer } from './server';
import { createClient } from '../../src/api';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(...steps: Step[]) {
  const server: TestServer = await serve(steps);
  const client = createClient(optionsFor(server.url, { maxRetries: 0 }));
  closing.push(() => server.close(), () => client.close());
  return { server, client };
}

const pageOf = (request: Received) => Number(new URL(request.path, 'http://x').searchParams.get('page'));
const vendorsOf = (page: number, count: number) => Array.from({ length: count }, (_, index) => ({ value: `v${page}-${index}` }));

describe('a list', () => {
  test('fetches every page, 100 at a time, and keeps their order', async () => {
    const { server, client } = await start((request, response) => {
      const page = pageOf(request);
      const items = vendorsOf(page, page === 7 ? 3 : 100);
      response.end(JSON.stringify({ items, total: 603, page, size: 100, pages: 7, links: { next: page < 7 ? `/v1/vendors?page=${page + 1}` : null } }));
    });
    const vendors = await client.vendors.list({ query: 'v' });
    expect(vendors).toEqual([...[1, 2, 3, 4, 5, 6].flatMap((page) => vendorsOf(page, 100)), ...vendorsOf(7, 3)]);
    expect(server.received).toHaveLength(7);
    expect(server.received.every(({ path }) => path.includes('query=v') && path.includes('size=100'))).toBe(true);
  });

  test('goes on page by page where the service does not tell their number', async () => {
    const { server, client } = await start((request, response) => {
      const page = pageOf(request);
      response.end(JSON.stringify({ items: vendorsOf(page, page === 3 ? 1 : 100), total: null, pages: null, links: {} }));
    });
    expect(await client.vendors.list()).toHaveLength(201);
    expect(server.received.map(pageOf)).toEqual([1, 2, 3]);
  });

  test('stops at a full page that names no next one', async () => {
    const { server, client } = await start({ json: { items: vendorsOf(1, 100), links: { next: null } } });
    expect(await client.vendors.list()).toHaveLength(100);
    expect(server.received).toHaveLength(1);
  });

  test('does not believe in millions of pages', async () => {
    const { server, client } = await start({ json: { items: [], total: 1e12, pages: 1e10, links: {} } });
    expect(await rejection(client.vendors.list())).toMatchObject({ code: 'UNEXPECTED_ANSWER' });
    expect(server.received).toHaveLength(1);
  });

  test('fails as a whole when one page fails', async () => {
    const { client } = await start((request, response) => {
      const page = pageOf(request);
      if (page === 3) response.writeHead(500).end();
      else response.end(JSON.stringify({ items: vendorsOf(page, 1), pages: 9, links: {} }));
    });
    expect(await rejection(client.vendors.list())).toMatchObject({ code: 'SERVER_ERROR' });
  });
});

describe('what the service answers', () => {
  test('loses unknown fields and may lack optional ones', async () => {
    const { client } = await start({ json: integrationJson({ description: null, stats: undefined, secret_sauce: 1, pull_limit: null }) });
    const integration = await client.integrations.get('i1');
    expect(integration).toEqual({ ...integrationJson(), description: undefined, pull_limit: null });
    expect(integration).not.toHaveProperty('secret_sauce');
  });

  test('without a required field is unexpected, and the field is named by its path', async () => {
    const { client, server } = await start({ json: { items: [integrationJson(), integrationJson({ endpoint: undefined })], pages: 1, links: {} } });
    const error = await rejection(client.integrations.list());
    expect(error.code).toBe('UNEXPECTED_ANSWER');
    expect(error.message).toContain(`GET ${server.url}/integrations: answered 200, but items[1].endpoint is missing or no string`);
  });

  test('with a required field of another kind is unexpected, its value untold', async () => {
    const { client } = await start({ json: integrationJson({ credentials: { password: 12345678 } }) });
    const error = await rejection(client.integrations.update('i1', { regenerate_credentials: true }));
    expect(error).toMatchObject({ code: 'UNEXPECTED_ANSWER', details: { mayHaveTakenEffect: true } });
    expect(error.message).toContain('credentials');
    expect(error.message).not.toContain('12345678');
  });

  test('to a subscription is not read', async () => {
    const { client } = await start({ body: 'anything' });
    await client.subscriptions.add('cve', 'CVE-2024-1234', 'edge');
    await client.subscriptions.remove('cve', 'CVE-2024-1234', 'edge');
  });

  test('to a blocklist subscription may hold an error inside its 200', async () => {
    const { server, client } = await start({ json: { updated: [], errors: [{ i1: 'Quota exceeded.' }] } }, { json: { updated: null, errors: null } });
    const error = await rejection(client.blocklists.subscribe('b1', 'i1', { entity_type: 'firewall_integration', remediation: 'ban' }));
    expect(error).toMatchObject({ code: 'SUBSCRIPTION_REFUSED', details: { serviceMessage: 'Quota exceeded.', mayHaveTakenEffect: false } });
    expect(JSON.parse(server.received[0].body)).toEqual({ ids: ['i1'], entity_type: 'firewall_integration', remediation: 'ban' });
    await client.blocklists.subscribe('b1', 'i1', { entity_type: 'firewall_integration' });
    expect(JSON.parse(server.received[1].body)).toEqual({ ids: ['i1'], entity_type: 'firewall_integration' });
  });

  test('of content and stream may be nothing', async () => {
    const { client } = await start({ status: 204 }, { status: 204 }, { status: 204 }, { json: { new: null, deleted: null } });
    expect(await client.integrations.hasContent('i1')).toBe(false);
    expect(await client.integrations.content('i1')).toBe('');
    expect(await client.integrations.stream('i1', true)).toEqual({ new: [], deleted: [] });
    expect(await client.integrations.stream('i1', false)).toEqual({ new: [], deleted: [] });
  });
});

test('content is asked for as the options say', async () => {
  const { server, client } = await start({ body: '192.0.2.1\n' });
  await client.integrations.content('i1', { page: 2, page_size: 10_000, pull_limit: 5, enable_ip_aggregation: true });
  await client.integrations.hasContent('i1');
  await client.integrations.delete('i1', { force: true });
  expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v1/integrations/i1/content?page=2&page_size=10000&pull_limit=5&enable_ip_aggregation=true',
    'HEAD /v1/integrations/i1/content',
    'DELETE /v1/integrations/i1?force=true',
  ]);
});
