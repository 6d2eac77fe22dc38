import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BouncerComponent } from '../../src/bouncers';
import { CheckResult, Examination } from '../../src/doctor';
import { ComponentFacts, ComponentSource, examineComponent } from '../../src/doctor/component';
import { Duration, PlanTier } from '../../src/model';
import { COMPONENTS, fileOf } from '../bouncers/files';
import { temporaryFolder } from '../support/terraform';

const KEY = 'c5cb6e95a1c93839b1c31a85dcb06784';
const INTEGRATION = 'https://admin.api.crowdsec.net/v1/integrations/665d8a7b9c0e1f2a3b4c5d6e/';

const FIREWALL = 'crowdsec-firewall-bouncer.yaml';
const LINES = [
  'mode: nftables', 'update_frequency: 10s', 'log_mode: file', 'api_url: http://127.0.0.1:8080/', `api_key: ${KEY}`, 'retry_initial_connect: true',
];

let folder: string;

beforeEach(() => { folder = temporaryFolder('component'); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string, mode = 0o600): string {
  writeFileSync(join(folder, name), text, { mode });
  return join(folder, name);
}

/** As a user who may read less than root does. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const { geteuid, seteuid } = process;
  if (geteuid?.() !== 0) return work();
  chmodSync(folder, 0o777);
  seteuid!(65534);
  try {
    return await work();
  } finally {
    seteuid!(0);
  }
}

interface Examined {
  readonly facts: ComponentFacts;
  /** Results by id. */
  readonly results: { readonly [id: string]: CheckResult };
}

async function examine(file: string, source: Partial<ComponentSource> = {}): Promise<Examined> {
  const examination = new Examination();
  const facts = await examineComponent(examination, { file, ...source });
  const results = await examination.results();
  expect(JSON.stringify(results)).not.toContain(KEY);
  for (const { status, remedy } of results) if (status === 'fail' || status === 'warn') expect(remedy).toMatch(/\w/);
  return { facts, results: Object.fromEntries(results.map((result) => [result.id, result])) };
}

/** The firewall bouncer's file, with lines in the place of others. */
function firewall(changes: { readonly [line: string]: string } = {}): Promise<Examined> {
  return examine(write(FIREWALL, LINES.map((line) => changes[line.split(':')[0]] ?? line).filter((line) => line !== '').join('\n')));
}

test('a file that is right: each check says so, and the next ones get URL and key', async () => {
  const { facts, results } = await firewall();
  expect(facts).toEqual({ component: BouncerComponent.FIREWALL, url: 'http://127.0.0.1:8080/', apiKey: KEY, pullsFrom: 'engine' });
  for (const id of ['readable', 'perms', 'syntax', 'url', 'key', 'mode', 'interval', 'extra']) {
    expect([id, results[`config-${id}`].status]).toEqual([id, 'ok']);
  }
  expect(results['config-url'].detail).toBe('leads to a local engine at 127.0.0.1:8080');
});

test.each(COMPONENTS)('%s: the file that this package writes is recognised, and nothing is wrong with it', async (component) => {
  const written = fileOf(component, { apiKey: KEY, updateFrequency: Duration.hours(12) });
  const file = write(basename(written.path), written.content, parseInt(written.mode, 8));
  chmodSync(file, parseInt(written.mode, 8));
  const { facts, results } = await examine(file);
  expect(facts).toMatchObject({ component, apiKey: KEY, pullsFrom: 'integration', integrationId: '6650' });
  expect(Object.values(results).filter(({ id, status }) => id.startsWith('config-') && (status === 'fail' || status === 'warn'))).toEqual([]);
});

describe('what people get wrong with a bouncer of a local engine', () => {
  test.each<[string, { [line: string]: string }, string, string, RegExp]>([
    ['no / at the end', { api_url: 'api_url: http://127.0.0.1:8080' }, 'config-url', 'warn', /^api_url: does not end with a \//],
    ['no URL', { api_url: '' }, 'config-url', 'fail', /^api_url: is missing/],
    ['no scheme', { api_url: 'api_url: 127.0.0.1:8080/' }, 'config-url', 'fail', /^api_url: is no URL/],
    ['the path of the stream', { api_url: 'api_url: http://h:8080/v1/decisions/stream' }, 'config-url', 'fail', /which the component adds itself/],
    ['a bad mode', { mode: 'mode: nft' }, 'config-mode', 'fail', /^mode: must be one of nftables, iptables, ipset, pf/],
    ['no mode', { mode: '' }, 'config-mode', 'fail', /^mode: must be one of/],
    ['a mode that does nothing', { mode: 'mode: dry-run' }, 'config-mode', 'warn', /blocks nothing/],
    ['no key', { api_key: '' }, 'config-key', 'fail', /^api_key: is missing/],
    ['an empty key', { api_key: 'api_key:' }, 'config-key', 'fail', /^api_key: is missing/],
    ['a placeholder', { api_key: 'api_key: <your-api-key>' }, 'config-key', 'fail', /placeholder/],
    ['another', { api_key: 'api_key: YOUR_API_KEY' }, 'config-key', 'fail', /placeholder/],
    ['a variable', { api_key: 'api_key: ${API_KEY}' }, 'config-key', 'unknown', /taken from the environment/],
    ['white space in the key', { api_key: `api_key: "${KEY} x"` }, 'config-key', 'warn', /white space or quotes/],
    ['days', { update_frequency: 'update_frequency: 1d' }, 'config-interval', 'fail', /"1d" is no span as Go reads it/],
    ['seconds without a unit', { update_frequency: 'update_frequency: 86400' }, 'config-interval', 'fail', /"86400" is no span/],
    ['a day', { update_frequency: 'update_frequency: 24h' }, 'config-interval', 'warn', /24 hours is called offline/],
    ['a first pull that is not retried', { retry_initial_connect: '' }, 'config-extra', 'warn', /^retry_initial_connect: is not true/],
  ])('%s', async (_, changes, id, status, detail) => {
    const { results } = await firewall(changes);
    expect(results[id]).toMatchObject({ status, detail: expect.stringMatching(detail), subject: join(folder, FIREWALL) });
  });

  test.each<[string, string, RegExp]>([
    ['a tab', `mode: nftables\n\tapi_url: http://h/\napi_key: ${KEY}`, /^line 2: .*a tab stands where YAML takes only spaces/],
    ['a line that is indented', `mode: nftables\napi_url: http://h/\n  api_key: ${KEY}`, /^line 2: .*is not indented as the lines around it/],
    ['a colon without a space', `mode: nftables\napi_url:http://h/\napi_key: ${KEY}`, /^line 2: .*a colon and a space/],
    ['a quote that is not closed', `mode: "nftables\napi_key: ${KEY}`, /^line \d: .*is not closed/],
    ['a key twice', `mode: nftables\napi_key: ${KEY}\napi_key: ${KEY}2`, /^line 3: the same key twice/],
    ['no YAML at all', 'nonsense', /holds no keys of YAML/],
  ])('YAML with %s: the line is named, and nothing else is looked for in it', async (_, text, detail) => {
    const { facts, results } = await examine(write(FIREWALL, text));
    expect(results['config-syntax']).toMatchObject({ status: 'fail', detail: expect.stringMatching(detail) });
    expect(results['config-key']).toMatchObject({ status: 'skip', detail: 'not looked at, because config-syntax does not hold' });
    expect(facts).toMatchObject({ component: BouncerComponent.FIREWALL });
  });

  test('a mode whose programs the host does not have', async () => {
    const { PATH } = process.env;
    process.env.PATH = folder;
    try {
      const { results } = await firewall({ mode: 'mode: pf' });
      expect(results['config-mode']).toMatchObject({ status: 'warn', detail: 'mode pf needs pfctl, which this host does not have' });
    } finally {
      process.env.PATH = PATH;
    }
  });
});

describe('the file itself', () => {
  test('that is not there, empty, or a folder', async () => {
    expect((await examine(join(folder, FIREWALL))).results['config-readable']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/^there is no file/) });
    expect((await examine(write(FIREWALL, '\n'))).results['config-readable']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/is empty$/) });
    expect((await examine(folder)).results['config-readable']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/no regular file$/) });
  });

  test('that we may not read fails, with who may', async () => {
    const { results } = await asNobody(() => examine(write(FIREWALL, LINES.join('\n'), 0o000)));
    expect(results['config-readable']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/\(EACCES\)$/), remedy: expect.stringMatching(/^Run the doctor as a user/) });
    expect(results['config-url'].status).toBe('skip');
  });

  test('that others can read', async () => {
    const file = write(FIREWALL, LINES.join('\n'));
    chmodSync(file, 0o644);
    expect((await examine(file)).results['config-perms']).toMatchObject({
      status: 'warn', detail: expect.stringMatching(/^mode 0644 of user \d+: others/), remedy: `chmod 0600 ${file}`,
    });
  });

  test('whose group may read it, because the component is no root', async () => {
    const file = write('crowdsec-spoa-bouncer.yaml', `api_url: http://h/\napi_key: ${KEY}\nlisten_tcp: 127.0.0.1:9000`, 0o640);
    chmodSync(file, 0o640);
    expect((await examine(file)).results['config-perms'].status).toBe('ok');
  });

  test('behind a symbolic link', async () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync(write(join('real', 'x.yaml'), LINES.join('\n')), join(folder, FIREWALL));
    expect((await examine(join(folder, FIREWALL))).results['config-perms'].detail).toMatch(/^a symbolic link to a file with mode 0600/);
  });

  test('what .local says wins', async () => {
    write(`${FIREWALL}.local`, 'api_url: http://127.0.0.1:9090/');
    const { facts, results } = await firewall();
    expect(facts.url).toBe('http://127.0.0.1:9090/');
    expect(results['config-readable'].detail).toMatch(/\.local, which wins over it$/);
  });
});

describe('whose file it is', () => {
  test.each<[string, string, BouncerComponent]>([
    ['crowdsec-nginx-bouncer.conf', 'x', BouncerComponent.NGINX],
    ['crowdsec-blocklist-mirror.yaml', 'x: y', BouncerComponent.BLOCKLIST_MIRROR],
    ['cs-firewall-bouncer.yaml', 'x: y', BouncerComponent.FIREWALL],
    ['Caddyfile', '{\n}', BouncerComponent.CADDY],
    ['any.yaml', `bin_path: /x\napi_key: ${KEY}`, BouncerComponent.CUSTOM],
    ['any.conf', 'ENABLED=true\nAPI_URL=http://h', BouncerComponent.NGINX],
    ['dynamic.yml', 'http:\n  middlewares:\n    x:\n      plugin:\n        y:\n          crowdsecLapiHost: h', BouncerComponent.TRAEFIK],
  ])('%s', async (name, text, component) => {
    expect((await examine(write(name, text))).facts.component).toBe(component);
  });

  test('nobody knows, unless it is said', async () => {
    const file = write('any.yaml', LINES.slice(1).join('\n'));
    expect((await examine(file)).results['config-syntax']).toMatchObject({ status: 'unknown', remedy: 'Name the component with --component.' });
    expect((await examine(file, { component: BouncerComponent.FIREWALL })).facts.url).toBe('http://127.0.0.1:8080/');
  });

  test('a component whose files are not read here', async () => {
    const { results } = await examine(write('mod_crowdsec.conf', 'CrowdsecURL http://h'));
    expect(results['config-syntax']).toMatchObject({ status: 'unknown', detail: 'files of apache are not read here' });
  });
});

describe('with an integration', () => {
  const nginx = (...lines: string[]) => write('crowdsec-nginx-bouncer.conf', [
    'ENABLED=true', `API_URL=${INTEGRATION}`, `API_KEY=${KEY}`, 'BOUNCING_ON_TYPE=all', 'REQUEST_TIMEOUT=30000', ...lines,
  ].join('\n'));

  test('the URL names it', async () => {
    const { facts, results } = await examine(nginx('MODE=stream', 'UPDATE_FREQUENCY=3600'), { integrationId: '665d8a7b9c0e1f2a3b4c5d6e' });
    expect(facts).toMatchObject({ pullsFrom: 'integration', integrationId: '665d8a7b9c0e1f2a3b4c5d6e' });
    expect(results['config-url']).toMatchObject({ status: 'ok', detail: 'leads to an integration at admin.api.crowdsec.net' });
  });

  test('in clear text', async () => {
    const { results } = await examine(write('crowdsec-nginx-bouncer.conf', `API_URL=http://proxy.example.org/v1/integrations/665d/\nAPI_KEY=${KEY}`));
    expect(results['config-url']).toMatchObject({ status: 'warn', detail: expect.stringMatching(/by http, so whoever is in between reads the key$/) });
  });

  test('another than is meant', async () => {
    const { results } = await examine(nginx(), { integrationId: '000000000000000000000000' });
    expect(results['config-url']).toMatchObject({ status: 'fail', detail: 'leads to another integration than 000000000000000000000000' });
  });

  test('it does not answer about one address; a local engine does', async () => {
    expect((await examine(nginx('MODE=live'))).results['config-mode']).toMatchObject({ status: 'fail', detail: expect.stringMatching(/^MODE=live/) });
    const local = write('crowdsec-nginx-bouncer.conf', `API_URL=http://127.0.0.1:8080\nAPI_KEY=${KEY}\nMODE=live`);
    expect((await examine(local)).results['config-mode']).toMatchObject({ status: 'ok', detail: 'asks a local engine for each address' });
  });

  test('a unit that Lua does not know, and pulls more often than the plan allows', async () => {
    expect((await examine(nginx('UPDATE_FREQUENCY=10s'))).results['config-interval']).toMatchObject({ status: 'warn', detail: expect.stringMatching(/write 10$/) });
    const hourly = nginx('UPDATE_FREQUENCY=3600');
    expect((await examine(hourly)).results['config-interval'].status).toBe('ok');
    expect((await examine(hourly, { plan: PlanTier.COMMUNITY })).results['config-interval']).toMatchObject({ status: 'warn', detail: expect.stringMatching(/every 86400/) });
  });
});

describe('the service', () => {
  const { PATH } = process.env;
  afterEach(() => { process.env.PATH = PATH; });

  /** A systemctl that says something, and what it was asked. */
  async function withSystemd(answer: string): Promise<CheckResult> {
    write('systemctl', `#!/bin/sh\n[ "$1 $2 $4 $5" = "show -p -- crowdsec-firewall-bouncer" ] || exit 64\ncat <<'END'\n${answer}\nEND\n`, 0o755);
    process.env.PATH = `${folder}:${PATH}`;
    return (await firewall()).results['service-status'];
  }

  const properties = (load: string, active: string, restarts: number) => (
    `LoadState=${load}\nActiveState=${active}\nSubState=x\nResult=exit-code\nNRestarts=${restarts}`
  );

  test.each<[string, string, string, RegExp]>([
    ['runs', properties('loaded', 'active', 0), 'ok', /is active/],
    ['stopped', properties('loaded', 'failed', 0), 'fail', /is failed \(x, exit-code\)/],
    ['starts again and again', properties('loaded', 'active', 40), 'warn', /was restarted 40 times/],
    ['is not there', properties('not-found', 'inactive', 0), 'warn', /knows no unit crowdsec-firewall-bouncer/],
  ])('%s', async (_, answer, status, detail) => {
    expect(await withSystemd(answer)).toMatchObject({ status, detail: expect.stringMatching(detail), subject: 'crowdsec-firewall-bouncer' });
  });

  test('is not looked at where there is no systemd', async () => {
    process.env.PATH = folder;
    expect((await firewall()).results['service-status']).toMatchObject({ status: 'skip', detail: 'systemd does not answer here' });
  });
});
