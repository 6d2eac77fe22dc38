import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { type Identity, makeCertificates, selfSigned, TestAuthority } from './certificates';
import { closedPort, listen, optionsFor, rejection } from './server';
import { type ApiErrorCode, createClient, type ClientOptions } from '../../src/api';

const HERE = { type: 'ip', value: '127.0.0.1' } as const;
const PAST = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-02-03T04:05:00Z') };
const FUTURE = { notBefore: new Date('2098-07-06T05:04:00Z'), notAfter: new Date('2100-01-01') };
const NAMED = 'https://service.example/v1';

/** One way to fail: what stands there, and the words that no other failure has. */
interface Failing {
  readonly url: string;
  readonly options?: Partial<ClientOptions>;
}

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const end of ending.splice(0)) await end();
});

async function started(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  server.on('tlsClientError', () => undefined);
  const port = await listen(server);
  ending.push(() => new Promise((resolve) => {
    server.close(() => resolve());
    sockets.forEach((socket) => socket.destroy());
  }));
  return port;
}

/** A server that does something with each connection, or with what it first hears. */
async function raw(onData: (socket: Socket) => void, onConnection: (socket: Socket) => void = () => undefined): Promise<number> {
  return started(createTcpServer((socket) => {
    onConnection(socket);
    socket.on('data', () => onData(socket));
  }));
}

/** A service behind TLS, of which nothing but the handshake matters. */
async function tls(identity: Identity, caCertificatePem?: string, more: TlsOptions = {}): Promise<Failing> {
  const port = await started(createTlsServer({ ...identity, ...more }, (socket) => socket.on('error', () => undefined)));
  return { url: `https://127.0.0.1:${port}/v1`, options: { caCertificatePem } };
}

/** The service behind a proxy that answers CONNECT with a text. */
async function proxied(answer: string, { user = '', env = 'HTTPS_PROXY' } = {}): Promise<Failing> {
  const port = await raw((socket) => socket.end(answer));
  return { url: NAMED, options: { env: { [env]: `http://${user}127.0.0.1:${port}` } } };
}

/** The system's answer to looking a host up, or what connecting to it ends with. */
function system(code: string, url = NAMED, options: Partial<ClientOptions> = {}): Failing {
  jest.spyOn(dns, 'lookup').mockImplementation(((_host: string, _options: unknown, done: (error: Error) => void) => {
    done(Object.assign(new Error(`lookup ${code}`), { code }));
  }) as unknown as typeof dns.lookup);
  return { url, options };
}

const silent = (): Promise<number> => raw(() => undefined);
/** A TLS record with an alert, before anything is encrypted. */
const alert = (number: number) => Buffer.from([0x15, 3, 3, 0, 2, 2, number]);
const connected = 'HTTP/1.1 200 Connection established\r\n\r\n';

const ROWS: readonly (readonly [what: string, code: ApiErrorCode, words: readonly string[], arrange: () => Failing | Promise<Failing>])[] = [
  ['an unknown host', 'CONNECTION_FAILED', ['DNS knows no host "service.example"', 'Check the host in the API URL'], () => system('ENOTFOUND')],
  ['DNS that is away', 'CONNECTION_FAILED', ['DNS gave no answer for "service.example"'], () => system('EAI_AGAIN')],
  ['nothing that listens', 'CONNECTION_FAILED', ['cannot connect to 127.0.0.1:PORT: nothing listens there', 'port in the API URL'], async () => ({ url: `https://127.0.0.1:${await closedPort()}/v1` })],
  ['no route', 'CONNECTION_FAILED', ['no route to that network', 'VPN'], () => system('ENETUNREACH')],
  ['a host that is off', 'CONNECTION_FAILED', ['no way to that host', 'routes'], () => system('EHOSTUNREACH')],
  ['packets dropped', 'CONNECTION_FAILED', ['the system gave up', 'HTTPS_PROXY'], () => system('ETIMEDOUT')],
  ['a reset at once', 'CONNECTION_FAILED', ['was reset while it was opened'], () => system('ECONNRESET')],
  ['a local firewall', 'CONNECTION_FAILED', ['this machine\'s own rules forbid it'], () => system('EACCES')],
  ['something that is not known', 'CONNECTION_FAILED', ['lookup EOTHER'], () => system('EOTHER')],
  ['no answer from DNS in time', 'TIMED_OUT', ['no connection to service.example:443 within 0.2 seconds'], () => {
    jest.spyOn(dns, 'lookup').mockImplementation((() => undefined) as unknown as typeof dns.lookup);
    return { url: NAMED, options: { requestTimeoutMs: 200 } };
  }],

  ['an expired certificate', 'TLS_FAILED', ['the certificate of 127.0.0.1:PORT ("CN=server") expired on 2021-02-03 04:05 UTC', 'clock says 20', 'renewed'], async () => {
    const root = await TestAuthority.root('Root');
    return tls(await root.issue(HERE, PAST), root.pem);
  }],
  ['a clock that is slow', 'TLS_FAILED', ['is valid only from 2098-07-06 05:04 UTC on', 'clock says 20', 'clock right'], async () => {
    const root = await TestAuthority.root('Root');
    return tls(await root.issue(HERE, FUTURE), root.pem);
  }],
  ['an expired CA above', 'TLS_FAILED', ['a CA above that of 127.0.0.1:PORT ("CN=Old Intermediate") expired on 2021'], async () => {
    const root = await TestAuthority.root('Root');
    const between = await root.below('Old Intermediate', { lifetime: PAST });
    const { key, cert } = await between.issue(HERE);
    return tls({ key, cert: cert + between.pem }, root.pem);
  }],
  ['an expired CA in ca_certificate_pem', 'TLS_FAILED', ['("CN=Old Root") expired on 2021-02-03'], async () => {
    const root = await TestAuthority.root('Old Root', PAST);
    return tls(await root.issue(HERE), root.pem);
  }],
  ['another host\'s certificate', 'TLS_FAILED', ['certificate is for another host: that of 127.0.0.1:PORT names elsewhere.example, not 127.0.0.1', 'Check the host'], async () => {
    const root = await TestAuthority.root('Root');
    return tls(await root.issue({ type: 'dns', value: 'elsewhere.example' }), root.pem);
  }],
  ['a self-signed certificate', 'TLS_FAILED', ['certificate of 127.0.0.1:PORT is self-signed ("CN=127.0.0.1")', 'this very certificate', 'ca_certificate_pem'], async () => tls(await selfSigned(HERE))],
  ['an unknown CA that is sent along', 'TLS_FAILED', ['comes from the CA "CN=Corporate Root", which is not trusted', 'ca_certificate_pem', 'NODE_EXTRA_CA_CERTS'], async () => {
    const root = await TestAuthority.root('Corporate Root');
    const { key, cert } = await root.issue(HERE);
    return tls({ key, cert: cert + root.pem });
  }],
  ['an unknown CA at the end of a chain', 'TLS_FAILED', ['end at the issuer "CN=Hidden Root", which is not known', 'ca_certificate_pem'], async () => {
    const between = await (await TestAuthority.root('Hidden Root')).below('Intermediate');
    const { key, cert } = await between.issue(HERE);
    return tls({ key, cert: cert + between.pem });
  }],
  ['a missing intermediate', 'TLS_FAILED', ['shows its own certificate alone', 'issuer "CN=Missing Intermediate" is not known', 'let the server send its certificate too'], async () => {
    const root = await TestAuthority.root('Root');
    return tls(await (await root.below('Missing Intermediate')).issue(HERE), root.pem);
  }],
  ['a CA that is none', 'TLS_FAILED', ['made for something else', 'signed by "CN=Not A CA"'], async () => {
    const root = await TestAuthority.root('Root');
    const between = await root.below('Not A CA', { maySign: false });
    const { key, cert } = await between.issue(HERE);
    return tls({ key, cert: cert + between.pem }, root.pem);
  }],
  ['TLS 1.1 only', 'TLS_FAILED', ['versions of TLS that are too old', 'TLS 1.2 or 1.3'], async () => {
    const { ca, server } = await makeCertificates(HERE);
    return tls(server, ca, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
  }],
  ['a client\'s certificate demanded', 'TLS_FAILED', ['demands a client\'s certificate', 'This client sends none'], async () => ({
    url: `https://127.0.0.1:${await raw((socket) => socket.end(alert(116)))}/v1`,
  })],
  ['plain http at an https port', 'TLS_FAILED', ['127.0.0.1:PORT does not speak TLS, but perhaps plain http', 'Check the port in the API URL'], async () => ({
    url: `https://127.0.0.1:${await raw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))}/v1`,
  })],
  ['TLS at an http port', 'CONNECTION_FAILED', ['what answers is not HTTP', 'Check scheme'], async () => ({ url: `http://127.0.0.1:${await raw((socket) => socket.end(alert(70)))}/v1` })],
  ['a server of TLS that hangs up on plain http', 'CONNECTION_FAILED', ['broke off before an answer', 'If that port speaks TLS, write https://'], async () => {
    const { url } = await tls((await makeCertificates(HERE)).server);
    return { url: url.replace('https', 'http') };
  }],
  ['an end in the handshake', 'CONNECTION_FAILED', ['the connection to 127.0.0.1:PORT was closed during the TLS handshake', 'firewall'], async () => ({
    url: `https://127.0.0.1:${await raw((socket) => socket.end())}/v1`,
  })],
  ['a handshake that hangs', 'TIMED_OUT', ['127.0.0.1:PORT took the connection, but did not finish the TLS handshake within 0.2 seconds'], async () => ({
    url: `https://127.0.0.1:${await silent()}/v1`, options: { requestTimeoutMs: 200 },
  })],

  ['an unknown proxy', 'CONNECTION_FAILED', ['DNS knows no host "proxy.example"', 'Check the host in https_proxy'],
    () => system('ENOTFOUND', NAMED, { env: { https_proxy: 'http://proxy.example:3128' } })],
  ['a proxy that is down', 'CONNECTION_FAILED', ['cannot connect through the proxy 127.0.0.1:PORT: nothing listens there', 'port in HTTPS_PROXY'], async () => ({
    url: NAMED, options: { env: { HTTPS_PROXY: `http://127.0.0.1:${await closedPort()}` } },
  })],
  ['a proxy that wants a password', 'CONNECTION_FAILED', ['asks for a user and password (407)', 'Write them into HTTPS_PROXY'],
    () => proxied('HTTP/1.1 407 Who?\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm="p"\r\n\r\n')],
  ['a proxy that refuses the password', 'CONNECTION_FAILED', ['does not accept the user and password (407)', 'Check both in http_proxy', 'percent-encoded'],
    () => proxied('HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\n\r\n', { user: 'u:hidden-p%40ss@', env: 'http_proxy' })],
  ['a proxy that wants Kerberos', 'CONNECTION_FAILED', ['logs in by Negotiate or NTLM (407)', 'Only Basic'],
    () => proxied('HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n\r\n')],
  ['a proxy that forbids the host', 'CONNECTION_FAILED', ['forbids a connection to service.example:443', 'NO_PROXY'], () => proxied('HTTP/1.1 403 Forbidden\r\n\r\nno')],
  ['a proxy with a bad way out', 'CONNECTION_FAILED', ['got no good connection to service.example:443 (502)'], () => proxied('HTTP/1.1 502 Bad Gateway\r\n\r\n')],
  ['a proxy without a way out', 'CONNECTION_FAILED', ['cannot connect to service.example:443 (503)'], () => proxied('HTTP/1.1 503 Nope\r\n\r\n')],
  ['a proxy that waits in vain', 'CONNECTION_FAILED', ['waited too long for service.example:443 (504)'], () => proxied('HTTP/1.1 504 Late\r\n\r\n')],
  ['a web server as proxy', 'CONNECTION_FAILED', ['answered 405 (Method Not Allowed)', 'knows CONNECT'], () => proxied('HTTP/1.1 405 Method Not Allowed\r\n\r\n')],
  ['a proxy that closes', 'CONNECTION_FAILED', ['gave no answer that can be read', '(socket hang up)'], () => proxied('')],
  ['a proxy that speaks something else', 'CONNECTION_FAILED', ['gave no answer that can be read', '(Parse Error'], () => proxied('SSH-2.0-x\r\n\r\n')],
  ['a proxy that hangs', 'TIMED_OUT', ['the proxy 127.0.0.1:PORT took the connection, but did not open a tunnel within 0.2 seconds'], async () => ({
    url: NAMED, options: { env: { HTTPS_PROXY: `http://127.0.0.1:${await silent()}` }, requestTimeoutMs: 200 },
  })],
  ['a proxy that closes its tunnel', 'CONNECTION_FAILED', ['service.example:443 (through the proxy 127.0.0.1:PORT) was closed during the TLS handshake'], () => proxied(connected)],
  ['a proxy behind TLS that is not trusted', 'TLS_FAILED', ['the certificate of the proxy 127.0.0.1:PORT is self-signed'], async () => {
    const { url } = await tls(await selfSigned(HERE));
    return { url: NAMED, options: { env: { HTTPS_PROXY: url.replace('/v1', '') } } };
  }],
  ['a plain proxy called by https://', 'TLS_FAILED', ['the proxy 127.0.0.1:PORT does not speak TLS', 'Check the port in HTTPS_PROXY'], async () => ({
    url: NAMED, options: { env: { HTTPS_PROXY: `https://127.0.0.1:${await raw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))}` } },
  })],
];

/** What each row said, with its port taken out; filled as they run. */
const said = new Map<string, string>();

describe('each failure of the network has its own message', () => {
  test.each(ROWS)('%s: %s', async (what, code, words, arrange) => {
    const { url, options } = await arrange();
    const client = createClient(optionsFor(url, { maxRetries: 0, ...options }));
    ending.push(() => client.close());
    const error = await rejection(client.integrations.delete('i1'));
    const message = String(error.message).replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT');
    said.set(what, message);
    expect(error).toMatchObject({ code });
    for (const word of words) expect(message).toContain(word);
    const sent = message.includes('what answers is not HTTP') || message.includes('broke off before');
    expect(error.details.mayHaveTakenEffect).toBe(sent);
    expect(message.includes('Nothing was sent')).toBe(!sent);
    expect(message).not.toContain('hidden');
  });

  test('and no two rows share one, nor the words that tell them apart', () => {
    expect(said.size).toBe(ROWS.length);
    const shared = ROWS.flatMap(([what, , words]) => [...said]
      .filter(([other, message]) => other !== what && words.every((word) => message.includes(word)))
      .map(([other]) => `${what} reads like ${other}`));
    expect(shared).toEqual([]);
    expect(new Set(said.values()).size).toBe(ROWS.length);
  });

  test('and docs/errors.md quotes what they say', () => {
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'errors.md'), 'utf8');
    const rows = page.slice(page.indexOf('## `CONNECTION_FAILED`'), page.indexOf('## `TIMED_OUT`')).match(/^\| `.*?(?= \|)/gm) ?? [];
    const quotes = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, quote]) => quote));
    expect(quotes.length).toBeGreaterThan(20);
    expect(quotes.filter((quote) => ![...said.values()].some((message) => quote.split(' … ').every((part) => message.includes(part))))).toEqual([]);
  });
});

test('a proxy that refuses is asked once, so that a wrong password locks nobody out; one that failed is asked again', async () => {
  const asked = { 407: 0, 503: 0 };
  for (const status of [407, 503] as const) {
    const port = await raw((socket) => {
      asked[status] += 1;
      socket.end(`HTTP/1.1 ${status} X\r\n\r\n`);
    });
    const client = createClient(optionsFor(NAMED, { maxRetries: 1, env: { HTTPS_PROXY: `http://u:p@127.0.0.1:${port}` } }));
    ending.push(() => client.close());
    await rejection(client.info());
  }
  expect(asked).toEqual({ 407: 1, 503: 2 });
});

test('closing ends a connection that is still being made', async () => {
  let closed: () => void;
  const gone = new Promise<void>((resolve) => { closed = resolve; });
  const port = await raw(() => undefined, (socket) => socket.on('close', () => closed()));
  const client = createClient(optionsFor(`https://127.0.0.1:${port}/v1`, { requestTimeoutMs: 100, maxRetries: 0 }));
  await rejection(client.info());
  await client.close();
  await gone;
});
