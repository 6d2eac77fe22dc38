import { existsSync, readFileSync } from 'node:fs';
import { connect, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { TestAuthority } from '../api/certificates';
import { Service } from '../support/service';
import { Squid } from '../support/squid';
import { unwrap, Workspace } from '../support/terraform';

const HOST = 'service.example';
const USER = 'ci';
const PASSWORD = 'p@:/#% s"1';
const LOGIN = `${USER}:${encodeURIComponent(PASSWORD)}`;

const GUIDE = readFileSync(join(__dirname, '..', '..', 'docs', 'guides', 'network.md'), 'utf8');
/** The guide's provider block, which reads corporate-ca.pem. */
const PROVIDER = /```hcl\n(provider[^]*?)```/.exec(GUIDE)![1];
const STACK = `
  resource "crowdsec_integration" "edge" {
    name          = "edge"
    output_format = "plain_text"
  }
  resource "crowdsec_cve_subscription" "one" {
    integration_id = crowdsec_integration.edge.id
    cve            = "CVE-2024-25600"
  }`;
const READ = 'data "crowdsec_vendors" "all" {}';

const problem = Squid.problem();

(problem === undefined ? describe : describe.skip)(`the provider behind Squid${problem === undefined ? '' : ` (skipped: ${problem})`}`, () => {
  let service: Service;
  let squid: Squid;
  let front: Server;
  let port: number;
  let pem: { readonly service: string; readonly proxy: string };
  let workspace: Workspace;

  beforeAll(async () => {
    service = await Service.start();
    const authority = await TestAuthority.root('Corporate Root');
    const proxyAuthority = await TestAuthority.root('Proxy Root');
    pem = { service: authority.pem, proxy: proxyAuthority.pem };
    squid = await Squid.start({ hosts: [HOST], user: USER, password: PASSWORD, identity: await proxyAuthority.issue({ type: 'ip', value: '127.0.0.1' }) });
    front = await inFrontOf(service, [await authority.issue({ type: 'dns', value: HOST }), await authority.issue({ type: 'ip', value: '0.0.0.0' })]);
    port = (front.address() as AddressInfo).port;
  });
  beforeEach(async () => {
    await service.reset();
    squid.forget();
  });
  afterEach(() => workspace?.end());
  afterAll(async () => {
    await squid?.end();
    if (front) await new Promise((resolve) => front.close(resolve));
    await service?.end();
  });

  function start(env: NodeJS.ProcessEnv, { url = `https://${HOST}:${port}/v1`, ca = pem.service } = {}): void {
    workspace = new Workspace({ url, apiKey: service.apiKey });
    const unset = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'].flatMap((name) => [[name, undefined], [name.toLowerCase(), undefined]]);
    Object.assign(workspace.env, Object.fromEntries(unset), env);
    workspace.write('provider.tf', PROVIDER.replace('\n}', '\n  max_retries        = 0\n}'));
    workspace.write('corporate-ca.pem', ca);
  }

  /** What a user sees of a read that must fail. */
  async function failing(): Promise<string> {
    return workspace.applyFails(READ);
  }

  const results = () => [...new Set(squid.accesses().map(({ result, method, target }) => `${result} ${method} ${target}`))];

  test('a life of an integration goes through its tunnel, with the configuration of the guide, and nothing beside it', async () => {
    start({ HTTPS_PROXY: `http://127.0.0.1:${squid.ports.open}` });
    await workspace.apply(STACK);
    expect(await workspace.planExitCode()).toBe(0);
    expect(await service.integrations()).toHaveLength(1);
    await workspace.destroy();
    expect(await service.integrations()).toEqual([]);
    expect(results()).toEqual([`TCP_TUNNEL/200 CONNECT ${HOST}:${port}`]);
  });

  test('with user and password, percent-encoded; they are in no log', async () => {
    start({ https_proxy: `http://${LOGIN}@127.0.0.1:${squid.ports.login}`, HTTPS_PROXY: 'http://127.0.0.1:9' });
    const log = join(workspace.dir, 'trace.log');
    Object.assign(workspace.env, { TF_LOG: 'TRACE', TF_LOG_PATH: log });
    const { output } = await workspace.apply(READ);
    expect(squid.accesses().map(({ result, user }) => `${result} ${user}`)).toContain(`TCP_TUNNEL/200 ${USER}`);
    expectNoSecret(output + readFileSync(log, 'utf8') + squid.log());
  });

  test('a wrong password is told as one, asked once, and shown nowhere', async () => {
    const wrong = 'not-the-passw%40rd';
    start({ HTTPS_PROXY: `http://${USER}:${wrong}@127.0.0.1:${squid.ports.login}` });
    workspace.write('provider.tf', PROVIDER);
    const log = join(workspace.dir, 'trace.log');
    Object.assign(workspace.env, { TF_LOG: 'TRACE', TF_LOG_PATH: log });
    const output = await failing();
    expect(output).toContain(`the proxy 127.0.0.1:${squid.ports.login} does not accept the user and password (407)`);
    expect(output).toContain('Check both in HTTPS_PROXY');
    expect(squid.accesses().map(({ result }) => result)).toEqual(['TCP_DENIED/407']);
    expect(existsSync(log)).toBe(true);
    for (const form of [wrong, decodeURIComponent(wrong), Buffer.from(`${USER}:${decodeURIComponent(wrong)}`).toString('base64')]) {
      expect(output + readFileSync(log, 'utf8')).not.toContain(form);
    }
  });

  test.each<[string, () => [NodeJS.ProcessEnv, { url?: string; ca?: string }?], (string | RegExp)[], RegExp | undefined]>([
    ['no password', () => [{ HTTPS_PROXY: `http://127.0.0.1:${squid.ports.login}` }], ['asks for a user and password (407)', 'Write them into HTTPS_PROXY'], /^TCP_DENIED\/407 CONNECT/],
    ['a host that it forbids', () => [{ HTTPS_PROXY: `http://127.0.0.1:${squid.ports.open}` }, { url: 'https://forbidden.example/v1' }],
      ['forbids a connection to forbidden.example:443', 'NO_PROXY'], /^TCP_DENIED\/403 CONNECT forbidden\.example:443/],
    ['a service that it does not reach', () => [{ HTTPS_PROXY: `http://127.0.0.1:${squid.ports.open}` }, { url: `https://${HOST}:9/v1` }],
      [`cannot connect to ${HOST}:9 (503)`], /\/503 CONNECT/],
    ['a proxy that is down', () => [{ HTTPS_PROXY: 'http://127.0.0.1:9' }], ['cannot connect through the proxy 127.0.0.1:9: nothing listens there'], undefined],
    ['https:// to its plain port', () => [{ HTTPS_PROXY: `https://127.0.0.1:${squid.ports.open}` }], ['does not speak TLS'], undefined],
    ['http:// to its port behind TLS', () => [{ HTTPS_PROXY: `http://127.0.0.1:${squid.ports.tls}` }],
      ['gave no answer that can be read', 'by http:// or https://'], undefined],
    ['its own certificate not trusted', () => [{ HTTPS_PROXY: `https://127.0.0.1:${squid.ports.tls}` }],
      ['the proxy 127.0.0.1:', 'shows its own certificate alone, and its issuer "CN=Proxy Root"', 'ca_certificate_pem'], undefined],
    ['the service\'s certificate not trusted', () => [{ HTTPS_PROXY: `http://127.0.0.1:${squid.ports.open}` }, { ca: pem.proxy }],
      [`${HOST}:`, '(through the proxy 127.0.0.1:', 'issuer "CN=Corporate Root" is not known'], /^TCP_TUNNEL\/200/],
    ['NO_PROXY that names a host which only the proxy knows', () => [{ HTTPS_PROXY: `http://127.0.0.1:${squid.ports.open}`, NO_PROXY: `.example:${port}` }],
      [/cannot connect to service\.example:\d+: DNS (knows no host|gave no answer)/], undefined],
  ])('%s: the message says so, and Squid\'s log agrees', async (_what, arrange, words, access) => {
    start(...arrange());
    const output = await failing();
    for (const word of words) expect(output).toMatch(typeof word === 'string' ? new RegExp(word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')) : word);
    if (access) expect(results()).toEqual([expect.stringMatching(access)]);
    else expect(squid.accesses().filter(({ method }) => method === 'CONNECT')).toEqual([]);
  });

  test('a range in NO_PROXY leads past it to the service; without, the same address goes through', async () => {
    const url = `https://0.0.0.0:${port}/v1`;
    start({ HTTPS_PROXY: `http://127.0.0.1:${squid.ports.open}`, no_proxy: '10.0.0.0/8, 0.0.0.0/8' }, { url });
    await workspace.apply(READ);
    expect(squid.accesses()).toEqual([]);
    await workspace.terraform(['plan', '-no-color'], { no_proxy: '10.0.0.0/8' });
    expect(results()).toEqual([`TCP_TUNNEL/200 CONNECT 0.0.0.0:${port}`]);
  });

  test('loopback over plain http is never led through it', async () => {
    start({ HTTP_PROXY: `http://127.0.0.1:${squid.ports.open}`, HTTPS_PROXY: `http://127.0.0.1:${squid.ports.open}` }, { url: service.url });
    await workspace.apply(READ);
    expect(squid.accesses()).toEqual([]);
    expect(await service.journal()).not.toEqual([]);
  });

  test('its port behind TLS, its CA in NODE_EXTRA_CA_CERTS and the service\'s in ca_certificate_pem', async () => {
    start({ HTTPS_PROXY: `https://127.0.0.1:${squid.ports.tls}` });
    workspace.write('extra.pem', pem.proxy);
    workspace.env.NODE_EXTRA_CA_CERTS = join(workspace.dir, 'extra.pem');
    await workspace.apply(READ);
    expect(results()).toEqual([`TCP_TUNNEL/200 CONNECT ${HOST}:${port}`]);
  });

  test('both CAs in NODE_EXTRA_CA_CERTS, without ca_certificate_pem', async () => {
    start({ HTTPS_PROXY: `https://127.0.0.1:${squid.ports.tls}` });
    workspace.write('provider.tf', '');
    workspace.write('extra.pem', pem.proxy + pem.service);
    workspace.env.NODE_EXTRA_CA_CERTS = join(workspace.dir, 'extra.pem');
    await workspace.apply(READ);
    expect(results()).toEqual([`TCP_TUNNEL/200 CONNECT ${HOST}:${port}`]);
  });

  function expectNoSecret(text: string): void {
    for (const form of [PASSWORD, encodeURIComponent(PASSWORD), JSON.stringify(PASSWORD).slice(1, -1), Buffer.from(`${USER}:${PASSWORD}`).toString('base64')]) {
      expect(unwrap(text)).not.toContain(form);
    }
  }
});

/** The service behind TLS: the first identity for who names the host, the second for who names an address. */
async function inFrontOf(service: Service, [named, bare]: { readonly key: string; readonly cert: string }[]): Promise<Server> {
  const server = createServer(bare, (socket) => {
    const { hostname, port } = new URL(service.url);
    const inner = connect(Number(port), hostname);
    socket.pipe(inner).pipe(socket);
    socket.on('error', () => inner.destroy());
    inner.on('error', () => socket.destroy());
  });
  server.addContext(HOST, named);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
