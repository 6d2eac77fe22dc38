import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose, DiagnosisOptions, Report, ReportedCheck } from '../../src/doctor';
import { freePort } from '../support/free-port';
import { CROWDSEC, LocalApi } from '../support/lapi';
import { temporaryFolder } from '../support/terraform';

const problem = typeof CROWDSEC === 'string' ? CROWDSEC : undefined;

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

  test('stopped, and up again', async () => {
    await lapi.stop();
    const stopped = await examine(bouncer());
    expect(stopped.lapi).toEqual({ status: 'unreachable', latency_ms: null });
    expect(stopped.of['lapi-tcp']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/refuses connections/), remedy: expect.stringMatching(/^Start CrowdSec/) });
    await lapi.resume();
    expect((await examine(bouncer())).lapi.status).toBe('healthy');
  });
});
