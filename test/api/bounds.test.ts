import { gzipSync } from 'node:zlib';
import { INFO, integrationJson, optionsFor, rejection, serve, type Received, type Step, type TestServer } from './server';
import { createClient } from '../../src/api';
import { LARGEST_JSON_BYTES, MOST_PAGES, parseJson } from '../../src/api/bounds';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(step: Step, more: Parameters<typeof optionsFor>[1] = {}) {
  const server: TestServer = await serve([step]);
  const client = createClient(optionsFor(server.url, { maxRetries: 3, ...more }));
  closing.push(() => server.close(), () => client.close());
  return { server, client };
}

/** An answer that goes on for as long as somebody reads it. */
function endless(status: number, headers: Record<string, string> = {}): Step {
  const chunk = Buffer.alloc(2 ** 20, ' ');
  return (_request, response) => {
    response.writeHead(status, headers);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };
}

const CREATE = { name: 'edge', entity_type: 'firewall_integration', output_format: 'f5' };

describe('an answer without end', () => {
  test('is read up to a bound and not asked for again; the error names the endpoint and what to check', async () => {
    const { server, client } = await start(endless(200));
    const error = await rejection(client.info());
    expect(error).toMatchObject({ code: 'ANSWER_TOO_LARGE', details: { status: 200, attempts: 1, mayHaveTakenEffect: false } });
    expect(error.message).toContain(`GET ${server.url}/info: answered 200 with more than 32 MiB`);
    expect(error.message).toContain('Is the API URL that of CrowdSec\'s Service API');
    expect(server.received).toHaveLength(1);
  });

  test('to a write may have taken effect', async () => {
    const { client } = await start(endless(201));
    expect(await rejection(client.integrations.create(CREATE))).toMatchObject({
      code: 'ANSWER_TOO_LARGE', details: { status: 201, mayHaveTakenEffect: true },
    });
  });

  test('of failure is told by its status', async () => {
    const { client } = await start(endless(403));
    expect(await rejection(client.info())).toMatchObject({ code: 'FORBIDDEN', details: { status: 403 } });
  });

  test('ends by the time-out where it comes drop by drop', async () => {
    const { client } = await start((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
    }, { requestTimeoutMs: 300, maxRetries: 0 });
    expect(await rejection(client.info())).toMatchObject({ code: 'TIMED_OUT' });
  });
});

describe('an answer that decompresses to more than its bound', () => {
  const bomb = gzipSync(Buffer.alloc(LARGEST_JSON_BYTES + 1, ' '), { level: 9 });

  test('is refused', async () => {
    const { server, client } = await start({ headers: { 'content-encoding': 'gzip' }, body: bomb });
    expect(await rejection(client.info())).toMatchObject({ code: 'ANSWER_TOO_LARGE', details: { attempts: 1 } });
    expect(server.received).toHaveLength(1);
  });

  test('and is one of failure is told by its status', async () => {
    const { client } = await start({ status: 401, headers: { 'content-encoding': 'gzip' }, body: bomb });
    expect(await rejection(client.info())).toMatchObject({ code: 'UNAUTHORIZED' });
  });
});

test('content may be larger than any JSON', async () => {
  const text = '192.0.2.1\n'.repeat(LARGEST_JSON_BYTES / 10 + 1);
  const { client } = await start({ headers: { 'content-encoding': 'gzip' }, body: gzipSync(text, { level: 1 }) });
  expect((await client.integrations.content('i1')).length).toBe(text.length);
});

describe('depth', () => {
  test.each([['lists', '['], ['objects', '{"a":'], ['both', '[{"a":']])('ten million characters of nested %s are refused, not parsed', async (_what, opening) => {
    const { client } = await start({ body: opening.repeat(10_000_000 / opening.length) });
    const error = await rejection(client.info());
    expect(error.code).toBe('UNEXPECTED_ANSWER');
    expect(error.message).toContain('nested more than 64 levels deep');
  });

  test('of a failure\'s words is bounded too', async () => {
    const { client } = await start({ status: 422, body: `{"detail":${'['.repeat(500_000)}` });
    expect(await rejection(client.info())).toMatchObject({ code: 'INVALID_REQUEST' });
  });

  test.each([
    ['brackets inside of a string', JSON.stringify({ name: '[{'.repeat(100) })],
    ['escaped quotes before brackets', JSON.stringify({ name: `"${'['.repeat(100)}\\` })],
    ['many objects beside each other', JSON.stringify(Array.from({ length: 100 }, () => ({ a: [] })))],
  ])('does not count %s', (_what, json) => {
    expect(parseJson(json)).toEqual(JSON.parse(json));
  });

  test('in fields that nobody reads is none of the client\'s business up to the bound', async () => {
    let deep: unknown = 1;
    for (let level = 0; level < 60; level++) deep = [deep];
    const { client } = await start({ json: { ...INFO, deep } });
    expect(await client.info()).toEqual(INFO);
  });
});

describe('a list', () => {
  const pageOf = (request: Received) => Number(new URL(request.path, 'http://x').searchParams.get('page'));
  const vendors = (page: number, count: number) => Array.from({ length: count }, (_, index) => ({ value: `v${page}-${index}` }));
  const answering = (answer: (page: number, nth: number) => object): Step => {
    let nth = 0;
    return (request, response) => void response.end(JSON.stringify(answer(pageOf(request), ++nth)));
  };

  test('whose pages never end is read up to a bound', async () => {
    const { server, client } = await start(answering((page) => ({ items: vendors(page, 100), links: { next: `/v1/vendors?page=${page + 1}` } })));
    const error = await rejection(client.vendors.list());
    expect(error.code).toBe('UNEXPECTED_ANSWER');
    expect(error.message).toContain(`GET ${server.url}/vendors: answered 200, but its list has not ended after ${MOST_PAGES} pages`);
    expect(server.received.length).toBe(MOST_PAGES + 1);
  });

  test('whose next page is the same again is an error, at once', async () => {
    const { server, client } = await start(answering(() => ({ items: vendors(1, 100), page: 1, links: { next: '/v1/vendors?page=1' } })));
    const error = await rejection(client.vendors.list());
    expect(error.message).toContain('page 2 of its list is page 1 again');
    expect(server.received).toHaveLength(2);
  });

  test('that goes on after the last page that it promised is read to its end', async () => {
    const { client } = await start(answering((page) => ({ items: vendors(page, page < 3 ? 100 : 7), total: 100, pages: 1, links: { next: page < 3 ? 'more' : null } })));
    expect(await client.vendors.list()).toHaveLength(207);
  });

  test('that has a total for more pages than it names is read to its total', async () => {
    const { client } = await start(answering((page) => ({ items: vendors(page, page < 3 ? 100 : 7), total: 207, pages: 1, links: { next: null } })));
    expect(await client.vendors.list()).toHaveLength(207);
  });

  test('that keeps holding less than it says is an error, not a shorter list', async () => {
    const { server, client } = await start(answering((page) => ({ items: page === 1 ? vendors(1, 2) : [], total: 5, pages: 1, links: {} })));
    const error = await rejection(client.vendors.list());
    expect(error).toMatchObject({ code: 'UNEXPECTED_ANSWER' });
    expect(error.message).toContain(`GET ${server.url}/vendors: answered 200, but its list says that it has 5 items, and holds 2`);
  });

  test('that changed between its pages is read again, because an item may have moved from one page to the other', async () => {
    const items = (count: number) => vendors(0, count);
    const { server, client } = await start(answering((page, nth) => {
      // Deleted after the first page went out: what was item 101 is on the first page now, and on no page that is read.
      const now = nth === 1 ? items(101) : items(101).slice(1);
      return { items: now.slice((page - 1) * 100, page * 100), total: now.length, pages: Math.ceil(now.length / 100), links: {} };
    }));
    expect((await client.vendors.list()).map(({ value }) => value)).toEqual(items(101).slice(1).map(({ value }) => value));
    expect(server.received.map(pageOf)).toEqual([1, 2, 1]);
  });

  test('that changes all the time is taken as it came', async () => {
    const { client } = await start(answering((page, nth) => ({ items: vendors(page, page === 1 ? 100 : 3), total: 103 + nth, pages: 2, links: {} })));
    expect(await client.vendors.list()).toHaveLength(103);
  });
});

test('an integration with ten thousand subscriptions is within every bound', async () => {
  const cves = Array.from({ length: 10_000 }, (_, index) => ({ id: `CVE-2024-${10_000 + index}`, name: 'n'.repeat(50) }));
  const { client } = await start({ json: integrationJson({ cves }) });
  expect((await client.integrations.get('i1')).cves).toHaveLength(10_000);
});
