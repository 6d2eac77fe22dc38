import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { makeCertificates, type TestCertificates } from './certificates';
import { closedPort, INFO, listen, optionsFor, rejection, serve, type TestServer } from './server';
import { createClient } from '../../src/api';
import { proxyFor } from '../../src/api/proxy';

const USER = 'proxyuser';
const PASSWORD = 'proxy-p@ss';
const HOST = 'service.example';

/** A proxy that leads every CONNECT to one local port, given user and password. */
async function startProxy(targetPort: number) {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((_request, response) => response.writeHead(500).end());
  server.on('connect', (request, socket: Socket) => {
    tunnels.push(request.url!);
    sockets.add(socket.on('error', () => undefined));
    const expected = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
    if (request.headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const upstream = connect(targetPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    sockets.add(upstream.on('error', () => undefined));
  });
  const port = await listen(server);
  const close = () => new Promise<void>((resolve) => {
    server.close(() => resolve());
    sockets.forEach((socket) => socket.destroy());
    server.closeAllConnections();
  });
  return { port, tunnels, close };
}

let certificates: TestCertificates;
let service: TestServer;
let proxy: Awaited<ReturnType<typeof startProxy>>;

beforeAll(async () => {
  certificates = await makeCertificates({ type: 'dns', value: HOST });
  service = await serve([{ json: INFO }], certificates.server);
  proxy = await startProxy(service.port);
});
afterAll(async () => {
  await proxy.close();
  await service.close();
});

async function infoWith(env: Record<string, string>) {
  const client = createClient(optionsFor(`https://${HOST}/v1`, { env, caCertificatePem: certificates.ca, maxRetries: 0 }));
  try {
    return await client.info();
  } finally {
    await client.close();
  }
}

test('https goes through a tunnel of HTTPS_PROXY, with its user and password', async () => {
  const env = { HTTPS_PROXY: `http://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${proxy.port}` };
  expect(await infoWith(env)).toEqual(INFO);
  expect(proxy.tunnels).toContain(`${HOST}:443`);
});

test('a refusing proxy is named without its password, and nothing was sent', async () => {
  const error = await rejection(infoWith({ https_proxy: `http://${USER}:wrong-secret@127.0.0.1:${proxy.port}` }));
  expect(error).toMatchObject({ code: 'CONNECTION_FAILED', details: { mayHaveTakenEffect: false } });
  expect(error.message).toContain(`127.0.0.1:${proxy.port}`);
  expect(error.message).toContain('407');
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain('wrong-secret');
});

test('a proxy that is away is named', async () => {
  const port = await closedPort();
  const error = await rejection(infoWith({ HTTPS_PROXY: `127.0.0.1:${port}` }));
  expect(error).toMatchObject({ code: 'CONNECTION_FAILED' });
  expect(error.message).toContain(`through the proxy 127.0.0.1:${port}`);
});

test('a certificate that the tunnel\'s end does not prove is a TLS failure that names the proxy', async () => {
  const client = createClient(optionsFor(`https://${HOST}/v1`, {
    env: { HTTPS_PROXY: `http://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${proxy.port}` },
  }));
  const error = await rejection(client.info());
  await client.close();
  expect(error).toMatchObject({ code: 'TLS_FAILED' });
  expect(error.message).toContain(`127.0.0.1:${proxy.port}`);
});

describe('which proxy', () => {
  const target = new URL('https://admin.api.example/v1');
  const chosen = (env: Record<string, string>, url = target) => proxyFor(url, env)?.url;

  test.each<[string, Record<string, string>, string | undefined]>([
    ['none', {}, undefined],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://p.example:3128' }, 'http://p.example:3128'],
    ['the lower-case one wins', { HTTPS_PROXY: 'http://a.example', https_proxy: 'http://b.example' }, 'http://b.example'],
    ['HTTP_PROXY where there is no HTTPS_PROXY', { HTTP_PROXY: 'http://p.example:3128' }, 'http://p.example:3128'],
    ['an address without scheme', { HTTPS_PROXY: 'p.example:3128' }, 'http://p.example:3128'],
    ['NO_PROXY *', { HTTPS_PROXY: 'http://p.example', NO_PROXY: '*' }, undefined],
    ['NO_PROXY names the host', { HTTPS_PROXY: 'http://p.example', NO_PROXY: 'other, ADMIN.api.example' }, undefined],
    ['NO_PROXY names a domain above', { HTTPS_PROXY: 'http://p.example', no_proxy: '.api.example' }, undefined],
    ['NO_PROXY names another port', { HTTPS_PROXY: 'http://p.example', NO_PROXY: 'api.example:8443' }, 'http://p.example'],
    ['NO_PROXY names the default port', { HTTPS_PROXY: 'http://p.example', NO_PROXY: 'api.example:443' }, undefined],
    ['NO_PROXY names a longer name', { HTTPS_PROXY: 'http://p.example', NO_PROXY: 'x.admin.api.example,min.api.example' }, 'http://p.example'],
    ['NO_PROXY with a star in front', { HTTPS_PROXY: 'http://p.example', NO_PROXY: '*.api.example' }, undefined],
    ['NO_PROXY with a dot at the end', { HTTPS_PROXY: 'http://p.example', NO_PROXY: 'api.example.' }, undefined],
    ['NO_PROXY in lower case wins', { HTTPS_PROXY: 'http://p.example', NO_PROXY: '*', no_proxy: 'other.example' }, 'http://p.example'],
    ['NO_PROXY as an address means no name', { HTTPS_PROXY: 'http://p.example', NO_PROXY: '192.0.2.0/24,::/0,0.0.0.0/0' }, 'http://p.example'],
    ['an empty variable counts as none', { HTTPS_PROXY: ' ' }, undefined],
  ])('%s', (_what, env, expected) => expect(chosen(env)).toBe(expected));

  test.each<[string, string, string, boolean]>([
    ['an address', '192.0.2.7', '192.0.2.7', true],
    ['another address', '192.0.2.7', '192.0.2.70', false],
    ['an address with its port', '192.0.2.7', '192.0.2.7:443', true],
    ['an address with another port', '192.0.2.7', '192.0.2.7:8443', false],
    ['a range', '192.0.2.7', '198.51.100.0/24 192.0.2.0/29', true],
    ['a range beside it', '192.0.2.8', '192.0.2.0/29', false],
    ['the end of an address as a domain', '192.0.2.7', '2.7', false],
    ['an address of IPv6', '[2001:db8::7]', '2001:db8::7', true],
    ['one in brackets with its port', '[2001:db8::7]', '[2001:db8::7]:443', true],
    ['one in brackets with another port', '[2001:db8::7]', '[2001:db8::7]:8443', false],
    ['a range of IPv6', '[2001:db8::7]', '2001:db8::/32', true],
    ['a range of the other family', '[2001:db8::7]', '0.0.0.0/0', false],
    ['a range that is none', '192.0.2.7', '192.0.2.0/33,192.0.2.0/x,/,1/2', false],
  ])('NO_PROXY with %s: %s, %s', (_what, host, entry, direct) => {
    expect(chosen({ HTTPS_PROXY: 'http://p.example', NO_PROXY: entry }, new URL(`https://${host}/v1`)) === undefined).toBe(direct);
  });

  test('loopback never goes through one', () => {
    const env = { HTTP_PROXY: 'http://p.example', HTTPS_PROXY: 'http://p.example' };
    for (const host of ['localhost', '127.0.0.1', '[::1]']) expect(chosen(env, new URL(`http://${host}:8080/v1`))).toBeUndefined();
  });

  test('one that cannot be used is refused without showing its password', () => {
    for (const value of ['socks5://u:hidden@p.example', 'http://u:hidden@']) {
      const refuse = () => proxyFor(target, { HTTPS_PROXY: value });
      expect(refuse).toThrow('HTTPS_PROXY');
      expect(refuse).not.toThrow('hidden');
    }
  });
});
