import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { API_KEY, closedPort, INFO, integrationJson, listen, optionsFor, rejection, serve, type Step, type TestServer } from './server';
import { createClient } from '../../src/api';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(steps: readonly Step[], more: Parameters<typeof optionsFor>[1] = {}) {
  const server: TestServer = await serve(steps);
  const client = createClient(optionsFor(server.url, { maxRetries: 0, ...more }));
  closing.push(() => server.close(), () => client.close());
  return { server, client };
}

describe('a request', () => {
  test('carries key and user agent, and asks for gzip', async () => {
    const { server, client } = await start([{ json: INFO }], { userAgent: 'tests/1' });
    expect(await client.info()).toEqual(INFO);
    expect(server.received[0]).toMatchObject({
      method: 'GET',
      path: '/v1/info',
      headers: { 'x-api-key': API_KEY, 'user-agent': 'tests/1', 'accept-encoding': 'gzip' },
    });
  });

  test('goes below a base URL with and without a trailing slash', async () => {
    const { server, client } = await start([{ json: INFO }]);
    const slashed = createClient(optionsFor(`${server.url}/`));
    closing.push(() => slashed.close());
    await client.info();
    await slashed.info();
    expect(server.received.map(({ path }) => path)).toEqual(['/v1/info', '/v1/info']);
  });

  test('encodes path segments whole, a slash included', async () => {
    const { server, client } = await start([{ json: {} }]);
    await client.subscriptions.add('vendor', 'Exchange Server/2019 ü', 'edge');
    expect(server.received[0].path).toBe('/v1/vendors/Exchange%20Server%2F2019%20%C3%BC/integrations');
  });

  test.each(['', '.', '..', '\ud800'])('is not sent for the segment %j, which would reach another endpoint', async (name) => {
    const { server, client } = await start([{ json: {} }]);
    const error = await rejection(client.subscriptions.remove('vendor', 'Microsoft', name));
    expect(error).toMatchObject({ code: 'INVALID_REQUEST', details: { attempts: 0, mayHaveTakenEffect: false } });
    expect(server.received).toEqual([]);
  });

  test('sends lists as repeated parameters', async () => {
    const { server, client } = await start([{ json: { items: [], total: 0, page: 1, size: 100, pages: 0, links: {} } }]);
    await client.integrations.list({ tag: ['a b', 'c'] });
    expect(server.received[0].path).toBe('/v1/integrations?tag=a+b&tag=c&page=1&size=100');
  });

  test('uses the connections of those before: two serve any number, one being still put back while the other works', async () => {
    const ports = new Set<number>();
    const { client } = await start([(_request, response) => {
      ports.add(response.socket!.remotePort!);
      response.end(JSON.stringify(INFO));
    }]);
    for (let call = 0; call < 6; call++) await client.info();
    expect(ports.size).toBeLessThanOrEqual(2);
  });

  test('opens content with the integration\'s own credentials instead of the organisation\'s key', async () => {
    const { server, client } = await start([{ body: '192.0.2.1\n' }]);
    await client.integrations.content('i1', { credentials: { username: 'u', password: 'p:ä' } });
    await client.integrations.content('i1', { credentials: { api_key: 'component-key' } });
    const [basic, key] = server.received.map(({ headers }) => headers);
    expect(basic).toMatchObject({ authorization: `Basic ${Buffer.from('u:p:ä').toString('base64')}` });
    expect(basic).not.toHaveProperty('x-api-key');
    expect(key).toMatchObject({ 'x-api-key': 'component-key' });
  });
});

describe('an answer', () => {
  test('is decompressed', async () => {
    const text = '192.0.2.1\n'.repeat(1000);
    const { client } = await start([{ headers: { 'content-encoding': 'gzip' }, body: gzipSync(text) }]);
    expect(await client.integrations.content('i1')).toBe(text);
  });

  test('that does not decompress is unexpected', async () => {
    const { client } = await start([{ headers: { 'content-encoding': 'gzip' }, body: gzipSync('x'.repeat(500)).subarray(0, 20) }]);
    expect(await rejection(client.integrations.content('i1'))).toMatchObject({ code: 'UNEXPECTED_ANSWER', details: { status: 200 } });
  });

  test('that breaks off in the middle is a lost connection, and a write may have taken effect', async () => {
    const { client } = await start([(_request, response) => {
      response.writeHead(201, { 'content-length': '5000' });
      response.write('{"id":', () => response.socket!.destroy());
    }]);
    const error = await rejection(client.integrations.create({ name: 'edge', entity_type: 'firewall_integration', output_format: 'f5' }));
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', details: { mayHaveTakenEffect: true, attempts: 1 } });
    expect(error.message).toContain('in the middle of the answer');
  });

  test('of redirection is not followed', async () => {
    const { server, client } = await start([{ status: 301, headers: { location: 'https://elsewhere.example/x?token=hidden' } }]);
    const error = await rejection(client.info());
    expect(error).toMatchObject({ code: 'UNEXPECTED_STATUS', details: { status: 301 } });
    expect(error.message).toContain('elsewhere.example');
    expect(error.message).not.toContain('hidden');
    expect(server.received).toHaveLength(1);
  });
});

describe('no answer', () => {
  test('within the time-out is told with its seconds; a write may have taken effect', async () => {
    const { client } = await start(['hold'], { requestTimeoutMs: 200 });
    const error = await rejection(client.integrations.delete('i1'));
    expect(error).toMatchObject({ code: 'TIMED_OUT', details: { mayHaveTakenEffect: true } });
    expect(error.message).toContain('within 0.2 seconds');
  });

  test('time-out also ends an answer that never ends', async () => {
    const { client } = await start([(_request, response) => void response.write('192.0.2.1\n')], { requestTimeoutMs: 200 });
    expect(await rejection(client.integrations.content('i1'))).toMatchObject({ code: 'TIMED_OUT', details: { mayHaveTakenEffect: false } });
  });

  test('time-out while the TLS handshake stalls proves that nothing was sent', async () => {
    const stalled = createServer((socket) => void socket.on('error', () => undefined).resume());
    const port = await listen(stalled);
    const client = createClient(optionsFor(`https://127.0.0.1:${port}/v1`, { requestTimeoutMs: 200, maxRetries: 0 }));
    closing.push(() => new Promise((resolve) => stalled.close(resolve)), () => client.close());
    const error = await rejection(client.subscriptions.add('cve', 'CVE-2024-1', 'edge'));
    expect(error).toMatchObject({ code: 'TIMED_OUT', details: { mayHaveTakenEffect: false } });
    expect(error.message).toContain('Nothing was sent');
  });

  test('because nothing listens: nothing was sent', async () => {
    const client = createClient(optionsFor(`http://127.0.0.1:${await closedPort()}/v1`, { maxRetries: 0 }));
    const error = await rejection(client.integrations.delete('i1'));
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', details: { mayHaveTakenEffect: false }, cause: { code: 'ECONNREFUSED' } });
    expect(error.message).toContain('Nothing was sent');
  });
});

describe('an abort', () => {
  test('ends a request under way', async () => {
    const { server, client } = await start(['hold']);
    const controller = new AbortController();
    const failed = rejection(client.integrations.update('i1', { name: 'x' }, { signal: controller.signal }));
    await server.seen(1);
    controller.abort();
    expect(await failed).toMatchObject({ code: 'ABORTED', details: { attempts: 1, mayHaveTakenEffect: true } });
  });

  test('beforehand keeps everything from being sent', async () => {
    const { server, client } = await start([{ json: INFO }]);
    expect(await rejection(client.info({ signal: AbortSignal.abort() }))).toMatchObject({ code: 'ABORTED', details: { attempts: 0 } });
    expect(server.received).toEqual([]);
  });
});

test('a closed client opens again for the next call', async () => {
  const { client } = await start([{ json: INFO }]);
  await client.info();
  await client.close();
  expect(await client.info()).toEqual(INFO);
});

test('closing lets the calls under way finish', async () => {
  const { server, client } = await start([(_request, response) => {
    setImmediate(() => response.end(JSON.stringify(integrationJson())));
  }]);
  const call = client.integrations.get('i1');
  await server.seen(1);
  await client.close();
  expect((await call).name).toBe('edge');
});
