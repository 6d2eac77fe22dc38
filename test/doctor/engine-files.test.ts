import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CheckResult, Examination } from '../../src/doctor';
import { EngineSource, EngineState, examineEngine } from '../../src/doctor/engine';
import { freePort } from '../support/free-port';
import { temporaryFolder } from '../support/terraform';

const PASSWORD = 'Zq8vP2rT6nXw4kLm';

let folder: string;
let port: number;

beforeEach(async () => {
  folder = temporaryFolder('engine');
  port = await freePort();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CONFIG = () => ({
  common: {},
  db_config: { type: 'sqlite' },
  config_paths: { data_dir: '/var/lib/crowdsec/data' },
  api: { client: { credentials_path: '/etc/crowdsec/local_api_credentials.yaml' }, server: { listen_uri: `127.0.0.1:${port}` } },
});
const LOCAL = () => ({ url: `http://127.0.0.1:${port}`, login: 'machine', password: PASSWORD });
const ONLINE = { url: 'https://api.crowdsec.net/', login: 'engine', password: PASSWORD };

/** JSON is YAML. */
function write(name: string, content: object | string): void {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
}

function writeAll({ config = CONFIG(), local = LOCAL(), online = ONLINE }: { config?: object; local?: object; online?: object } = {}): void {
  write('config.yaml', config);
  write('local_api_credentials.yaml', local);
  write('online_api_credentials.yaml', online);
}

async function examine(source: EngineSource = {}): Promise<{ state: EngineState; results: { [id: string]: CheckResult } }> {
  const nobody = `http://127.0.0.1:${port}/`;
  const examination = new Examination();
  const state = await examineEngine(examination, { dataDir: folder, hosts: { capi: nobody, hub: [] }, ...source }, { env: {} });
  const results = await examination.results();
  expect(JSON.stringify(results)).not.toContain(PASSWORD);
  return { state, results: Object.fromEntries(results.map((result) => [result.id, result])) };
}

test('files that are right; the Local API is looked for where they say', async () => {
  writeAll();
  const { state, results } = await examine();
  for (const id of ['config-yaml', 'local-credentials', 'online-credentials', 'console']) expect([id, results[id].status]).toEqual([id, 'ok']);
  expect(results.enrolment).toMatchObject({ status: 'unknown', remedy: expect.stringMatching(/in the console/) });
  expect(results['lapi-tcp']).toMatchObject({ status: 'fail', subject: `127.0.0.1:${port}` });
  expect(state).toEqual({ lapi: { status: 'unreachable', latency_ms: null }, capi: { status: 'unreachable', latency_ms: null } });
});

test('Charon\'s folder has them one deeper', async () => {
  mkdirSync(join(folder, 'config'));
  write('config/config.yaml', CONFIG());
  write('config/local_api_credentials.yaml', LOCAL());
  const { results } = await examine();
  expect([results['config-yaml'].status, results['local-credentials'].status]).toEqual(['ok', 'ok']);
});

describe('config.yaml', () => {
  test('is not there', async () => {
    const { state, results } = await examine();
    expect(results['config-yaml']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/^there is no config\.yaml/) });
    expect(results['local-credentials'].status).toBe('skip');
    expect(state.lapi.status).toBe('not_configured');
  });

  test.each<[string, () => object | string, RegExp]>([
    ['a tab', () => 'api:\n\tserver: x', /line 2: .*a tab/],
    ['no data_dir', () => ({ ...CONFIG(), config_paths: {} }), /config_paths\.data_dir is missing/],
    ['no address', () => ({ ...CONFIG(), api: { server: { log_level: 'info' } } }), /listen_uri and api\.server\.listen_socket are both missing/],
    ['an unknown database', () => ({ ...CONFIG(), db_config: { type: 'oracle' } }), /db_config\.type must be one of/],
    ['a key that is none', () => ({ ...CONFIG(), servers: {} }), /"servers" is no key of CrowdSec's/],
  ])('%s', async (_, config, detail) => {
    writeAll();
    write('config.yaml', config());
    expect((await examine()).results['config-yaml']).toMatchObject({ status: 'fail', detail: expect.stringMatching(detail) });
  });

  test('what .local says wins, also deep inside', async () => {
    writeAll();
    write('config.yaml.local', `api: {server: {listen_uri: "0.0.0.0:${port}"}}`);
    expect((await examine()).results['local-credentials'].status).toBe('ok');
    write('config.yaml.local', 'api: {server: {listen_uri: "0.0.0.0:1"}}');
    expect((await examine()).results['local-credentials']).toMatchObject({ status: 'warn', detail: expect.stringMatching(/which is 0\.0\.0\.0:1$/) });
  });
});

describe('the credentials', () => {
  test.each<[string, () => object, RegExp]>([
    ['no url', () => ({ ...LOCAL(), url: undefined }), /url is missing/],
    ['no password', () => ({ ...LOCAL(), password: '' }), /neither login and password nor/],
    ['both ways', () => ({ ...LOCAL(), cert_path: '/c', key_path: '/k' }), /one of them must go/],
    ['a certificate at a socket', () => ({ url: '/run/s', cert_path: '/c', key_path: '/k' }), /cannot be used with the path of a socket/],
    ['a key that is none', () => ({ ...LOCAL(), token: PASSWORD }), /does not know/],
  ])('of the Local API: %s', async (_, local, detail) => {
    writeAll({ local: local() });
    expect((await examine()).results['local-credentials']).toMatchObject({
      status: 'fail', detail: expect.stringMatching(detail), remedy: expect.stringMatching(/cscli machines add/),
    });
  });

  test('of the Central API: without them it is off, which CrowdSec only warns of', async () => {
    for (const online of [{ ...ONLINE, password: undefined }, { login: 'x' }]) {
      writeAll({ online });
      const { state, results } = await examine();
      expect(results['online-credentials']).toMatchObject({ status: 'warn', detail: expect.stringMatching(/missing, so the engine does not use the Central API/) });
      expect(results.enrolment.status).toBe('skip');
      expect(state.capi).toEqual({ status: 'not_configured', latency_ms: null });
    }
    rmSync(join(folder, 'online_api_credentials.yaml'));
    expect((await examine()).results['online-credentials']).toMatchObject({ status: 'warn', detail: expect.stringMatching(/^there is no file/) });
  });

  test('that others can read', async () => {
    writeAll();
    for (const name of ['local', 'online']) chmodSync(join(folder, `${name}_api_credentials.yaml`), 0o644);
    const { state, results } = await examine();
    for (const id of ['local-credentials', 'online-credentials']) expect(results[id]).toMatchObject({ status: 'warn', remedy: expect.stringMatching(/^chmod 0600/) });
    expect(state.capi.status).toBe('unreachable');
  });
});

test.each<[string, string | undefined, string, RegExp]>([
  ['absent, the defaults hold', undefined, 'ok', /defaults: on are share_custom, share_tainted; without console_management/],
  ['management on', 'console_management: true\nshare_custom: false', 'ok', /on are share_tainted, console_management$/],
  ['no boolean', 'console_management: maybe', 'fail', /console_management must be true or false/],
  ['unknown keys are ignored', 'anything: 1', 'ok', /share_custom/],
])('console.yaml: %s', async (_, text, status, detail) => {
  writeAll();
  if (text !== undefined) write('console.yaml', text);
  expect((await examine()).results.console).toMatchObject({ status, detail: expect.stringMatching(detail) });
});
