import { setImmediate } from 'node:timers/promises';
import { closedPort, INFO, integrationJson, optionsFor, rejection, serve, type Step, type TestServer } from './server';
import { type ApiError, createClient } from '../../src/api';
import { parseRetryAfter } from '../../src/api/retry';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(steps: readonly Step[], more: Parameters<typeof optionsFor>[1] = {}) {
  const server: TestServer = await serve(steps);
  const client = createClient(optionsFor(server.url, more));
  closing.push(() => server.close(), () => client.close());
  return { server, client };
}

/** A failing answer that asks to come again at once, so that no test waits for a backoff. */
const failing = (status: number): Step => ({ status, headers: { 'retry-after': '0' } });
const CREATE = { name: 'edge', entity_type: 'firewall_integration', output_format: 'plain_text' };

describe('repeated', () => {
  test.each([429, 502, 503, 504])('a read after %d', async (status) => {
    const { server, client } = await start([failing(status), { json: INFO }]);
    expect(await client.info()).toEqual(INFO);
    expect(server.received).toHaveLength(2);
  });

  test('a delete after a lost connection; what its repeat finds gone may be its own doing', async () => {
    const { client } = await start(['reset', { status: 404, json: { message: 'Integration not found' } }]);
    expect(await rejection(client.integrations.delete('i1'))).toMatchObject({
      code: 'NOT_FOUND', details: { attempts: 2, retried: true, mayHaveTakenEffect: true },
    });
  });

  test('a read after a time-out', async () => {
    const { client } = await start(['hold', { json: INFO }], { requestTimeoutMs: 300 });
    expect(await client.info()).toEqual(INFO);
  });

  test('an update after 503', async () => {
    const { server, client } = await start([failing(503), { json: integrationJson({ name: 'new' }) }]);
    expect((await client.integrations.update('i1', { name: 'new' })).name).toBe('new');
    expect(server.received.map(({ body }) => body)).toEqual(['{"name":"new"}', '{"name":"new"}']);
  });

  test('a create after 429, which says that nothing was done', async () => {
    const { client } = await start([failing(429), { status: 201, json: integrationJson() }]);
    expect((await client.integrations.create(CREATE)).name).toBe('edge');
  });

  test('a create that never left, until the repeats are used up', async () => {
    const client = createClient(optionsFor(`http://127.0.0.1:${await closedPort()}/v1`, { maxRetries: 1 }));
    expect(await rejection(client.integrations.create(CREATE))).toMatchObject({
      code: 'CONNECTION_FAILED', details: { attempts: 2, retried: false, mayHaveTakenEffect: false },
    });
  });

  test('no more often than asked for, and the last error is told', async () => {
    const { server, client } = await start([failing(503)], { maxRetries: 2 });
    expect(await rejection(client.info())).toMatchObject({ code: 'SERVER_ERROR', details: { status: 503, attempts: 3 } });
    expect(server.received).toHaveLength(3);
  });
});

describe('not repeated', () => {
  const once = async (steps: Step[], call: (client: ReturnType<typeof createClient>) => Promise<unknown>, more = {}): Promise<ApiError> => {
    const { server, client } = await start([...steps, { json: integrationJson() }], more);
    const error = await rejection(call(client));
    expect(server.received).toHaveLength(1);
    return error;
  };

  test.each<[string, Step]>([['503', failing(503)], ['500', failing(500)], ['a lost connection', 'reset']])('a create after %s: it may have taken effect', async (_what, step) => {
    const error = await once([step], (client) => client.integrations.create(CREATE));
    expect(error.details).toMatchObject({ attempts: 1, retried: false, mayHaveTakenEffect: true });
  });

  test('an update that regenerates credentials, lest the first new ones be lost', async () => {
    const error = await once([failing(503)], (client) => client.integrations.update('i1', { regenerate_credentials: true }));
    expect(error.details.mayHaveTakenEffect).toBe(true);
  });

  test('an update after a time-out', async () => {
    const error = await once(['hold'], (client) => client.integrations.update('i1', { name: 'x' }), { requestTimeoutMs: 200 });
    expect(error.code).toBe('TIMED_OUT');
  });

  test.each([400, 401, 403, 404, 409, 422, 500])('a read after %d', async (status) => {
    const error = await once([failing(status)], (client) => client.info());
    expect(error.details).toMatchObject({ status, mayHaveTakenEffect: false });
  });

  test('anything, when the service asks for a longer wait than is sensible: the error tells how long', async () => {
    const error = await once([{ status: 429, headers: { 'retry-after': '86400' } }], (client) => client.integrations.content('i1'));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterMs: 86_400_000 } });
    expect(error.message).toContain('86400 seconds');
  });
});

test('an abort ends a wait before a repeat', async () => {
  const { server, client } = await start([{ status: 503, headers: { 'retry-after': '100' } }]);
  const controller = new AbortController();
  const failed = rejection(client.integrations.delete('i1', {}, { signal: controller.signal }));
  await server.seen(1);
  controller.abort();
  expect(await failed).toMatchObject({ code: 'ABORTED', details: { mayHaveTakenEffect: true } });
  expect(server.received).toHaveLength(1);
});

describe('a refusal with 429', () => {
  const onRefused: (() => void)[] = [];
  const refusing = (path: RegExp, seconds: number): Step => ({ path: asked }, response) => {
    response.writeHead(path.test(asked) ? 429 : 200, { 'content-type': 'application/json', 'retry-after': String(seconds) });
    response.end(JSON.stringify(INFO));
  };

  test('holds the other calls too, until they are aborted', async () => {
    const told = new Promise<void>((resolve) => onRefused.push(resolve));
    const { server, client } = await start([refusing(/integrations/, 100)], { onRequest: ({ status }) => status === 429 && onRefused.pop()!() });
    const controller = new AbortController();
    const { signal } = controller;
    const refused = rejection(client.integrations.get('i1', { signal }));
    await told.then(() => setImmediate());
    const others = Array.from({ length: 5 }, () => rejection(client.info({ signal })));
    // A call that was let go would have come by the time that another client's comes back.
    const elsewhere = createClient(optionsFor(server.url));
    closing.push(() => elsewhere.close());
    expect(await elsewhere.info()).toEqual(INFO);
    expect(server.received).toHaveLength(2);
    controller.abort();
    expect((await Promise.all(others)).map(({ code }) => code)).toEqual(Array(5).fill('ABORTED'));
    expect((await refused).code).toBe('ABORTED');
  });

  test('of an integration\'s own pulls holds nothing else', async () => {
    const { client, server } = await start([refusing(/content/, 100)]);
    const controller = new AbortController();
    const refused = rejection(client.integrations.content('i1', { credentials: { api_key: 'k' }, signal: controller.signal }));
    await server.seen(1);
    for (let n = 0; n < 20; n++) expect(await client.info()).toEqual(INFO);
    controller.abort();
    expect((await refused).code).toBe('ABORTED');
  });
});

test('each attempt is told, without anything secret', async () => {
  const lines: object[] = [];
  const { client, server } = await start(['reset', failing(429), { json: integrationJson() }], { onRequest: (line) => lines.push(line) });
  await client.integrations.get('i1');
  const url = `${server.url}/integrations/i1`;
  expect(lines).toMatchObject([
    { method: 'GET', url, attempt: 1, error: 'CONNECTION_FAILED' },
    { method: 'GET', url, attempt: 2, status: 429 },
    { method: 'GET', url, attempt: 3, status: 200 },
  ]);
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  test.each<[string | undefined, number | undefined]>([
    ['0', 0],
    ['120', 120_000],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['-5', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j ms', (header, expected) => expect(parseRetryAfter(header, now)).toBe(expected));

  test('as a date is waited for too', async () => {
    const { client } = await start([{ status: 503, headers: { 'retry-after': new Date().toUTCString() } }, { json: INFO }]);
    expect(await client.info()).toEqual(INFO);
  });
});
