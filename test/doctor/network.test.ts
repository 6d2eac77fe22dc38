import { X509Certificate } from 'node:crypto';
import dns from 'node:dns';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { startProxy } from './proxy';
import { type CheckResult, Examination } from '../../src/doctor';
import { examinePath, type PathOptions } from '../../src/doctor/network';
import { lookAtChain } from '../../src/doctor/network/tls';
import { TestAuthority } from '../api/certificates';
import { closedPort, serve, type Step, type TestServer } from '../api/server';

const HERE = { type: 'ip', value: '127.0.0.1' } as const;
const SERVICE = { type: 'dns', value: 'admin.api.crowdsec.net' } as const;

const REAL_LOOKUP = dns.lookup as (...parameters: unknown[]) => void;

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const end of ending.splice(0)) await end();
});

/** Results by id. */
async function path(url: string, options: Partial<PathOptions> = {}): Promise<Record<string, CheckResult>> {
  const examination = new Examination();
  examinePath(examination, { url: new URL(url), env: {}, ...options });
  return Object.fromEntries((await examination.results()).map((result) => [result.id, result]));
}

async function https(steps: readonly Step[] = [{ status: 404 }], more: { name?: typeof HERE | typeof SERVICE; from?: Date; to?: Date } = {}) {
  const root = await TestAuthority.root('Inspecting CA');
  const lifetime = { notBefore: more.from ?? new Date('2020-01-01'), notAfter: more.to ?? new Date('2100-01-01') };
  const server = await serve(steps, await root.issue(more.name ?? HERE, lifetime));
  ending.push(() => server.close());
  return { ...server, ca: root.pem } as TestServer & { ca: string };
}

async function proxyTo(port: number, refusal?: string): Promise<string> {
  const proxy = await startProxy(port, refusal);
  ending.push(() => proxy.close());
  return proxy.url;
}

/** The system's answer to looking any name up. */
function system(answer: NodeJS.ErrnoException | readonly string[]): void {
  jest.spyOn(dns, 'lookup').mockImplementation(((host: string, ...rest: unknown[]) => {
    const done = rest.at(-1) as (...outcome: unknown[]) => void;
    if (isIP(host)) REAL_LOOKUP(host, ...rest);
    else if (answer instanceof Error) done(answer);
    else done(null, answer.map((address) => ({ address, family: isIP(address) })));
  }) as unknown as typeof dns.lookup);
  jest.spyOn(dns.promises.Resolver.prototype, 'resolve4').mockRejectedValue(new Error('not asked here'));
  jest.spyOn(dns.promises.Resolver.prototype, 'resolve6').mockRejectedValue(new Error('not asked here'));
}

const failing = (code: string) => Object.assign(new Error(`lookup ${code}`), { code });
const statuses = (results: Record<string, CheckResult>) => Object.fromEntries(Object.entries(results).map(([id, { status }]) => [id, status]));

test('over TLS everything is looked at, by HEAD alone, and each step has its time', async () => {
  const server = await https();
  const results = await path(server.url, { caCertificatePem: server.ca });
  expect(statuses(results)).toEqual({
    'proxy-env': 'ok', 'dns-resolve': 'ok', 'tcp-443': 'ok', 'tls-handshake': 'ok', 'tls-chain': 'ok', 'endpoint-answers': 'ok', 'clock-skew': 'ok', 'latency': 'ok',
  });
  expect(results['endpoint-answers']).toMatchObject({ group: 'network', subject: `127.0.0.1:${server.port}`, detail: `127.0.0.1:${server.port} answers (404)` });
  expect(results.latency.detail).toMatch(/^connection \d+ ms, first byte \d+ ms$/);
  expect(server.received.map(({ method, path: asked, headers }) => [method, asked, headers['x-api-key']])).toEqual([['HEAD', '/', undefined]]);
});

test('over plain http, as the emulator speaks it, TLS is skipped with the reason', async () => {
  const server = await serve([{ status: 404 }]);
  ending.push(() => server.close());
  const results = await path(server.url);
  expect(results['tls-chain']).toMatchObject({ status: 'skip', detail: 'plain http: there is no TLS to look at' });
  expect(results['endpoint-answers'].status).toBe('ok');
});

test('an unknown CA where Amazon\'s is to be is told as inspection, beside the handshake that fails', async () => {
  const server = await https(undefined, { name: SERVICE });
  const env = { HTTPS_PROXY: await proxyTo(server.port) };
  system(failing('ENOTFOUND'));
  const distrusted = await path('https://admin.api.crowdsec.net/v1', { env });
  expect(distrusted['tls-handshake']).toMatchObject({ status: 'fail', detail: expect.stringContaining('Inspecting CA') });
  expect(distrusted['tls-chain']).toMatchObject({ status: 'warn', detail: 'the chain ends at "CN=Inspecting CA" instead of Amazon Root CA 1: something on the way opens TLS' });
  expect(distrusted['endpoint-answers']).toMatchObject({ status: 'skip', detail: 'not looked at, because tls-handshake does not hold' });
  const trusted = await path('https://admin.api.crowdsec.net/v1', { env, caCertificatePem: server.ca });
  expect(statuses(trusted)).toMatchObject({ 'dns-resolve': 'warn', 'tcp-443': 'ok', 'tls-handshake': 'ok', 'tls-chain': 'warn', 'endpoint-answers': 'ok' });
  expect(trusted['dns-resolve'].detail).toContain('the proxy looks it up itself');
});

test('Amazon\'s root is known by name and key, not by name alone', async () => {
  const real = rootCertificates.map((pem) => new X509Certificate(pem)).find(({ subject }) => subject.includes('CN=Amazon Root CA 1'))!;
  expect(lookAtChain({ chain: [real] }, true).status).toBe('ok');
  const forged = new X509Certificate((await TestAuthority.root('Amazon Root CA 1')).pem);
  expect(lookAtChain({ chain: [forged] }, true).status).toBe('warn');
});

test('a certificate out of its dates names the clock', async () => {
  const server = await https(undefined, { to: new Date('2021-02-03T04:05:00Z') });
  const { 'tls-handshake': handshake } = await path(server.url, { caCertificatePem: server.ca });
  expect(handshake).toMatchObject({ status: 'fail', detail: expect.stringContaining('expired on 2021-02-03') });
  expect(handshake.remedy).toContain('clock');
});

test.each([
  ['no such name', ['DNS knows no address', 'service.example'], failing('ENOTFOUND')],
  ['no server', ['the DNS server gives no answer'], failing('EAI_AGAIN')],
])('dns: %s fails, and what stands on it is skipped', async (_what, words, answer) => {
  system(answer);
  const results = await path('https://service.example/v1');
  expect(statuses(results)).toMatchObject({ 'dns-resolve': 'fail', 'tcp-443': 'skip', 'tls-handshake': 'skip', 'latency': 'skip' });
  for (const word of words) expect(results['dns-resolve'].detail).toContain(word);
});

test('dns: a filter that answers 0.0.0.0 for CrowdSec\'s host fails; for another host nothing is known', async () => {
  system(['0.0.0.0']);
  expect((await path('https://admin.api.crowdsec.net/v1'))['dns-resolve']).toMatchObject({ status: 'fail', detail: expect.stringContaining('a DNS filter stands in the way') });
  system(['127.0.0.1']);
  expect((await path(`https://gateway.example:${await closedPort()}/v1`))['dns-resolve'].status).toBe('ok');
});

test('tcp: every address is tried, and the bad one is named', async () => {
  const server = await https(undefined, { name: SERVICE });
  system(['127.0.0.1', '127.0.0.2']);
  const some = await path(`https://gateway.example:${server.port}`);
  expect(some['tcp-443']).toMatchObject({ status: 'warn', detail: expect.stringContaining('1 of 2 addresses take connections, not 127.0.0.2') });
  const port = await closedPort();
  const none = await path(`https://127.0.0.1:${port}`);
  expect(none['tcp-443']).toMatchObject({ status: 'fail', detail: `cannot connect to 127.0.0.1:${port}: nothing listens there`, remedy: expect.stringContaining(`Allow outbound TCP ${port}`) });
});

test('proxy: one that asks for a password, one that cannot be read, and one that the component ignores', async () => {
  const env = { HTTPS_PROXY: (await proxyTo(0, 'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n\r\n')).replace('//', '//user:s3cret-pass@') };
  system(failing('ENOTFOUND'));
  const refused = await path('https://admin.api.crowdsec.net', { env });
  expect(refused['tcp-443']).toMatchObject({ status: 'fail', detail: expect.stringContaining('407') });
  expect(JSON.stringify(refused)).not.toContain('s3cret');
  expect((await path('https://admin.api.crowdsec.net', { env: { https_proxy: 'socks5://127.0.0.1:1' } }))['proxy-env']).toMatchObject({ status: 'fail', detail: expect.stringContaining('socks5') });
  expect((await path('https://admin.api.crowdsec.net', { env, proxyIgnoredBy: 'nginx' }))['proxy-env']).toMatchObject({ status: 'warn', detail: expect.stringContaining('nginx does not read it') });
});

test.each([[30_000, 'ok'], [-90_000, 'warn'], [3_600_000, 'fail']])('clock: %d ms off is %s', async (off, status) => {
  const server = await serve([(_request, response) => response.writeHead(200, { date: new Date().toUTCString() }).end()]);
  ending.push(() => server.close());
  const { 'clock-skew': clock } = await path(server.url, { now: () => new Date(Date.now() + off) });
  expect(clock.status).toBe(status);
  expect(clock.detail).toContain(off < 0 ? 'behind' : 'ahead of');
});

test('a portal is told from the service, and the service\'s own failure from both', async () => {
  const answers: Step[] = [{ status: 302, headers: { location: 'http://portal.example/login' } }, { status: 200, headers: { 'content-type': 'text/html' } }, { status: 503, headers: { 'x-request-id': 'abc-1' } }];
  const server = await serve(answers);
  ending.push(() => server.close());
  const details = [];
  for (const _answer of answers) details.push((await path(server.url))['endpoint-answers']);
  expect(details.map(({ status }) => status)).toEqual(['fail', 'fail', 'fail']);
  expect(details.map(({ detail }) => detail)).toEqual([expect.stringContaining('a way to another host'), expect.stringContaining('a web page'), expect.stringContaining('request id abc-1')]);
});

test('whoever shows the right certificate may answer what it wants', async () => {
  const server = await https([{ status: 301, headers: { 'location': 'https://www.service.example/', 'content-type': 'text/html' } }]);
  expect((await path(server.url, { caCertificatePem: server.ca }))['endpoint-answers'].status).toBe('ok');
});

test('a caller who no longer wants to know ends what is under way', async () => {
  const server = await serve(['hold']);
  ending.push(() => server.close());
  const ended = new AbortController();
  const looking = path(server.url, { signal: ended.signal });
  await server.seen(1);
  ended.abort();
  expect((await looking)['endpoint-answers'].status).toBe('fail');
});
