import { spawn } from 'node:child_process';
import { chmodSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { diagnose, DiagnosisOptions, Report, ReportedCheck } from '../../src/doctor';
import { DebianProgram, debianProgram } from '../support/debian';
import { freePort } from '../support/free-port';
import { CROWDSEC, LocalApi } from '../support/lapi';
import { temporaryFolder } from '../support/terraform';

const BOUNCERS = {
  custom: debianProgram(['crowdsec-custom-bouncer'], 'crowdsec-custom-bouncer'),
  firewall: debianProgram(['crowdsec-firewall-bouncer'], 'crowdsec-firewall-bouncer'),
};
const problem = [CROWDSEC, ...Object.values(BOUNCERS)].find((one): one is string => typeof one === 'string');

/** A real Local API, or the reason in the title why there is none. */
(problem === undefined ? describe : describe.skip)(`the doctor and a real Local API${problem === undefined ? '' : ` (skipped: ${problem})`}`, () => {
  const NAME = 'gateway';
  let lapi: LocalApi;
  let key: string;
  let folder: string;

  beforeAll(async () => {
    lapi = await LocalApi.start();
    key = await lapi.addBouncer(NAME);
  });
  beforeEach(() => { folder = temporaryFolder('doctor'); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  afterAll(() => lapi.end());

  /** The report, of which nothing may show the key, and its checks by id. */
  async function examine(options: Partial<DiagnosisOptions>): Promise<Report & { readonly of: { readonly [id: string]: ReportedCheck } }> {
    const report = await diagnose({ env: {}, apiUrl: 'http://127.0.0.1:9/v1', ...options });
    expect(JSON.stringify(report)).not.toContain(key);
    return { ...report, of: Object.fromEntries(report.checks.map((check) => [check.id, check])) };
  }

  /** The firewall bouncer's file. */
  function bouncer({ url = lapi.url, apiKey = key }: { url?: string; apiKey?: string } = {}): Partial<DiagnosisOptions> {
    const file = join(folder, 'crowdsec-firewall-bouncer.yaml');
    writeFileSync(file, `mode: nftables\napi_url: ${url}\napi_key: ${apiKey}\nretry_initial_connect: true\n`, { mode: 0o600 });
    return { component: { file } };
  }

  test('it is healthy, the key of the file opens it, and no pull was made', async () => {
    const before = await lapi.bouncer(NAME);
    const { of, ...report } = await examine(bouncer());
    expect(report.lapi).toEqual({ status: 'healthy', latency_ms: expect.any(Number) });
    expect(report.capi).toEqual({ status: 'not_configured', latency_ms: null });
    expect(['config-url', 'config-key', 'lapi-tcp', 'lapi-health', 'lapi-key'].map((id) => [id, of[id].status])).toEqual([
      ['config-url', 'ok'], ['config-key', 'ok'], ['lapi-tcp', 'ok'], ['lapi-health', 'ok'], ['lapi-key', 'ok'],
    ]);
    const after = await lapi.bouncer(NAME);
    expect(after.last_pull).toBe(before.last_pull);
    // Versions before 1.6.4 note who had the key, so it is asked under the component's own name.
    expect(after.type).toBe('crowdsec-firewall-bouncer');
  });

  test('that nothing was pulled can be seen: a GET moves what the engine shows', async () => {
    const name = 'puller';
    const own = await lapi.addBouncer(name);
    const before = await lapi.bouncer(name);
    await examine({ engine: { lapiUrl: lapi.url, apiKey: own } });
    expect((await lapi.bouncer(name)).last_pull).toBe(before.last_pull);
    await fetch(`${lapi.url}v1/decisions/stream?startup=true`, { headers: { 'x-api-key': own } });
    expect((await lapi.bouncer(name)).last_pull).not.toBe(before.last_pull);
  });

  test('a wrong key', async () => {
    const { lapi: state, of } = await examine(bouncer({ apiKey: `${'0'.repeat(32)}` }));
    expect(state.status).toBe('healthy');
    expect(of['lapi-key']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/refused \(403\)/), remedy: expect.stringMatching(/cscli bouncers add/) });
  });

  test('a wrong port', async () => {
    const { lapi: state, of } = await examine(bouncer({ url: `http://127.0.0.1:${await freePort()}/` }));
    expect(state).toEqual({ status: 'unreachable', latency_ms: null });
    expect(of['lapi-tcp']).toMatchObject({ status: 'fail', remedy: expect.stringMatching(/listen_uri/) });
    expect(of['lapi-key'].status).toBe('skip');
  });

  test('a URL with the path that the component adds', async () => {
    const { of } = await examine(bouncer({ url: `${lapi.url}v1/decisions/stream` }));
    expect(of['config-url']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/which the component adds itself/) });
    expect(of['lapi-health']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/404, not 200/) });
  });

  test('its own files, and its list of bouncers', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/`;
    const engine = { dataDir: lapi.dataDir, cscli: lapi.cscli, hosts: { capi: nobody, hub: [] } };
    // As this version's own cscli leaves them.
    expect((await examine({ engine })).of['local-credentials']).toMatchObject({ status: 'warn', remedy: `chmod 0600 ${lapi.credentials}` });
    chmodSync(lapi.credentials, 0o600);
    const { lapi: state, capi, of } = await examine({ engine });
    expect(['config-yaml', 'local-credentials', 'console'].map((id) => [id, of[id].status])).toEqual([
      ['config-yaml', 'ok'], ['local-credentials', 'ok'], ['console', 'ok'],
    ]);
    expect(of['online-credentials']).toMatchObject({ status: 'warn', detail: expect.stringMatching(/does not use the Central API/) });
    expect([state.status, capi.status]).toEqual(['healthy', 'not_configured']);
    expect(of['lapi-bouncer'].detail).toMatch(/"gateway"/);
    expect((await examine({ engine: { ...engine, bouncer: 'nobody' } })).of['lapi-bouncer']).toMatchObject({ status: 'fail', detail: 'the engine knows no bouncer "nobody"' });
    await lapi.addBouncer('new');
    expect((await examine({ engine: { ...engine, bouncer: 'new' } })).of['lapi-bouncer']).toMatchObject({ status: 'warn', detail: expect.stringMatching(/did not pull/) });
  });

  test('cscli that cannot read the database', async () => {
    const { of } = await examine({ engine: { lapiUrl: lapi.url, cscli: lapi.cscli, dataDir: folder, ownHosts: false } });
    expect(of['lapi-bouncer']).toMatchObject({ status: 'unknown', remedy: expect.stringMatching(/on the engine's host/) });
  });

  /** Starts a real bouncer with a file, until it has said what is wrong; gives file and log. */
  async function failing(which: keyof typeof BOUNCERS, changes: object): Promise<{ readonly file: string; readonly log: string }> {
    const { path, env } = BOUNCERS[which] as DebianProgram;
    const [file, log] = [join(folder, `crowdsec-${which}-bouncer.yaml`), join(folder, 'bouncer.log')];
    writeFileSync(file, JSON.stringify({
      mode: 'ipset', bin_path: '/bin/true', log_mode: 'stdout', log_level: 'info', update_frequency: '1s', api_url: lapi.url, api_key: key, ...changes,
    }), { mode: 0o600 });
    const output = openSync(log, 'w');
    const child = spawn(path, ['-c', file], { env: { ...env, PATH: folder }, stdio: ['ignore', output, output] });
    const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
    for (const end = Date.now() + 30_000; !/level=(error|fatal)/.test(readFileSync(log, 'utf8')); await setTimeout(20)) {
      if (Date.now() > end) throw new Error(`the bouncer finds nothing wrong; it said:\n${readFileSync(log, 'utf8')}`);
    }
    child.kill();
    await exited;
    closeSync(output);
    return { file, log };
  }

  test.each<[string, keyof typeof BOUNCERS, () => object, RegExp, string]>([
    ['a wrong key', 'custom', () => ({ api_key: '0'.repeat(32) }), /the key is refused/, 'lapi-key'],
    ['nothing that listens', 'custom', () => ({ api_url: 'http://127.0.0.1:9/' }), /nothing listens/, 'lapi-tcp'],
    ['no key', 'custom', () => ({ api_key: '' }), /the key is missing/, 'config-key'],
    ['days', 'custom', () => ({ update_frequency: '1d' }), /not written in the component's unit/, 'config-interval'],
    ['the path that it adds itself', 'custom', () => ({ api_url: `${lapi.url}v1/decisions/stream/` }), /the URL leads to nothing/, 'config-url'],
    ['https where http is spoken', 'custom', () => ({ api_url: lapi.url.replace('http:', 'https:') }), /says https where http is spoken/, 'lapi-health'],
    ['a mode that is none', 'firewall', () => ({ mode: 'nft' }), /none of its modes/, 'config-mode'],
    ['a mode that the host does not have', 'firewall', () => ({ mode: 'ipset' }), /not to be had on this host/, 'service-log'],
  ])('what a real bouncer writes down is understood, and found without it as well: %s', async (_, which, changes, meaning, id) => {
    const { of } = await examine({ component: await failing(which, changes()) });
    expect(of['service-log']).toMatchObject({ status: 'warn', detail: expect.stringMatching(meaning) });
    expect([id, of[id].status]).toEqual([id, id === 'service-log' ? 'warn' : 'fail']);
  });

  test('stopped, and up again', async () => {
    await lapi.stop();
    const stopped = await examine(bouncer());
    expect(stopped.lapi).toEqual({ status: 'unreachable', latency_ms: null });
    expect(stopped.of['lapi-tcp']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/refuses connections/), remedy: expect.stringMatching(/^Start CrowdSec/) });
    await lapi.resume();
    expect((await examine(bouncer())).lapi.status).toBe('healthy');
  });
});
