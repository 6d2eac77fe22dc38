import { createServer, IncomingMessage, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { BouncerComponent } from '../../src/bouncers';
import { CheckResult, Examination } from '../../src/doctor';
import { EngineSource, EngineState, examineEngine } from '../../src/doctor/engine';
import { freePort } from '../support/free-port';

const KEY = 'c5cb6e95a1c93839b1c31a85dcb06784';

let server: Server | undefined;
let asked: string[];
let keys: (string | undefined)[];
let agents: (string | undefined)[];

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<unknown>((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

/** A server that answers as somebody does who may stand at a Local API's address. */
async function serve(answer: RequestListener): Promise<string> {
  [asked, keys, agents] = [[], [], []];
  server = createServer((request, response) => {
    note(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function note({ method, url, headers }: IncomingMessage): void {
  asked.push(`${method} ${url}`);
  keys.push(headers['x-api-key'] as string | undefined);
  agents.push(headers['user-agent']);
}

/** Up, and what HEAD of the decisions is answered with. */
function lapi(status: number): RequestListener {
  return ({ url }, response) => {
    if (url!.endsWith('/health')) response.end('{"status":"up"}');
    else response.writeHead(status).end();
  };
}

interface Examined {
  readonly state: EngineState;
  readonly results: { readonly [id: string]: CheckResult };
}

async function examine(source: EngineSource): Promise<Examined> {
  const examination = new Examination();
  const state = await examineEngine(examination, { apiKey: KEY, ...source }, { env: {} });
  const results = await examination.results();
  expect(JSON.stringify(results)).not.toContain(KEY);
  return { state, results: Object.fromEntries(results.map((result) => [result.id, result])) };
}

test('a healthy Local API: three requests, and the key goes with HEAD alone, as the component would name itself', async () => {
  const { state, results } = await examine({ lapiUrl: await serve(lapi(200)), component: BouncerComponent.FIREWALL });
  expect(state).toEqual({ lapi: { status: 'healthy', latency_ms: expect.any(Number) }, capi: { status: 'not_configured', latency_ms: null } });
  expect(Number.isInteger(state.lapi.latency_ms)).toBe(true);
  expect(Object.values(results).map(({ id, group, status }) => [id, group, status])).toEqual([
    ['lapi-tcp', 'engine', 'ok'], ['lapi-health', 'engine', 'ok'], ['lapi-key', 'engine', 'ok'],
  ]);
  expect(asked).toEqual(['GET /health', 'HEAD /v1/decisions?ip=192.0.2.1']);
  expect(keys).toEqual([undefined, KEY]);
  expect(agents[1]).toBe('crowdsec-firewall-bouncer/-');
});

test.each<[number, string, RegExp, RegExp]>([
  [403, 'fail', /^the key is refused \(403\)/, /cscli bouncers add NEW-NAME/],
  [401, 'fail', /^the key is refused \(401\)/, /cscli bouncers add NEW-NAME/],
  [404, 'fail', /no decisions at this URL/, /base URL alone/],
  [405, 'unknown', /HEAD is answered with 405/, /GET is not tried/],
  [500, 'unknown', /HEAD is answered with 500/, /GET is not tried/],
])('a key that is answered with %d', async (status, finding, detail, remedy) => {
  const { state, results } = await examine({ lapiUrl: await serve(lapi(status)) });
  expect(results['lapi-key']).toMatchObject({ status: finding, detail: expect.stringMatching(detail), remedy: expect.stringMatching(remedy) });
  expect(state.lapi.status).toBe('healthy');
  expect(asked.filter((request) => !/^GET \/health$|^HEAD /.test(request))).toEqual([]);
});

test('no key: it is not looked at', async () => {
  const { results } = await examine({ lapiUrl: await serve(lapi(200)), apiKey: undefined });
  expect(results['lapi-key']).toMatchObject({ status: 'skip', detail: 'no key was given' });
});

test('a path before the API, with and without a / at its end', async () => {
  const url = await serve(lapi(200));
  for (const lapiUrl of [`${url}crowdsec`, `${url}crowdsec/`]) expect((await examine({ lapiUrl })).state.lapi.status).toBe('healthy');
  expect(asked).toEqual(Array(2).fill(['GET /crowdsec/health', 'HEAD /crowdsec/v1/decisions?ip=192.0.2.1']).flat());
});

test.each<[string, RequestListener, RegExp]>([
  ['a web page', (_, response) => response.end('<html>hello</html>'), /but not as a Local API does/],
  ['JSON of something else', (_, response) => response.end('null'), /but not as a Local API does/],
  ['a 404', (_, response) => response.writeHead(404).end(), /is answered with 404, not 200/],
  ['a 502 of a proxy', (_, response) => response.writeHead(502).end(), /is answered with 502, not 200/],
  ['a connection that breaks off', ({ socket }) => socket.destroy(), /broke off/],
])('another program at that port: %s', async (_, answer, detail) => {
  const { state, results } = await examine({ lapiUrl: await serve(answer) });
  expect(results['lapi-health']).toMatchObject({ status: 'fail', detail: expect.stringMatching(detail), remedy: expect.stringMatching(/\w/) });
  expect(results['lapi-key']).toMatchObject({ status: 'skip', detail: 'not looked at, because lapi-health does not hold' });
  expect(state.lapi).toEqual({ status: 'unhealthy', latency_ms: null });
  expect(keys).toEqual([undefined]);
});

test('https where http is spoken', async () => {
  const { state, results } = await examine({ lapiUrl: (await serve(lapi(200))).replace('http:', 'https:') });
  expect(results['lapi-tcp'].status).toBe('ok');
  expect(results['lapi-health']).toMatchObject({ status: 'fail', remedy: expect.stringMatching(/Compare http and https.*ca_cert_path/) });
  expect(state.lapi.status).toBe('unhealthy');
});

test('nothing listens', async () => {
  const { state, results } = await examine({ lapiUrl: `http://127.0.0.1:${await freePort()}/` });
  expect(results['lapi-tcp']).toMatchObject({
    status: 'fail', detail: expect.stringMatching(/refuses connections: nothing listens there/), remedy: expect.stringMatching(/api\.server\.listen_uri/),
  });
  expect(results['lapi-health'].status).toBe('skip');
  expect(state.lapi).toEqual({ status: 'unreachable', latency_ms: null });
});

test.each([
  ['no URL', 'crowdsec:8080', 'fail', 'unreachable'],
  ['a socket of the file system', '/run/crowdsec.sock', 'unknown', 'not_configured'],
])('%s', async (_, lapiUrl, finding, status) => {
  const { state, results } = await examine({ lapiUrl });
  expect(results['lapi-tcp'].status).toBe(finding);
  expect(state.lapi.status).toBe(status);
});

describe('CrowdSec\'s own hosts', () => {
  test('any answer of the Central API is reachable, and nobody logs in', async () => {
    const url = await serve((_, response) => response.writeHead(403).end());
    const { state, results } = await examine({ ownHosts: true, hosts: { capi: url, hub: [url] } });
    expect(state.capi).toEqual({ status: 'reachable', latency_ms: expect.any(Number) });
    expect(results.capi).toMatchObject({ group: 'engine', status: 'ok', detail: expect.stringMatching(/answers \(403\).*banned this address for an hour/) });
    expect(results.hub).toMatchObject({ group: 'engine', status: 'ok' });
    expect(asked).toEqual(['HEAD /', 'HEAD /']);
    expect(keys).toEqual([undefined, undefined]);
  });

  test('none', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    const { state, results } = await examine({ ownHosts: true, hosts: { capi: url, hub: [url] } });
    expect(state.capi).toEqual({ status: 'unreachable', latency_ms: null });
    expect([results.capi.status, results.hub.status]).toEqual(['skip', 'skip']);
    expect(results['tcp-443'].status).toBe('fail');
  });
});
