import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { blocks, readGuide } from './support/guide';
import { CdktfApp } from '../support/cdktf-app';
import { basic } from '../support/credentials';
import { Service } from '../support/service';
import { cleanEnvironment, CommandResult, run, startJob } from '../support/terraform';

/** The commands of docs/guides/offline-firewall.md and remediation-component-offline.md, on what the pages are about. */
const CHECKOUT = resolve(__dirname, '..', '..');

/** Ids of checks, by the words that they begin with. */
const CHECKS = /`((?:integration|content|config|service|tls|dns|tcp|pages|page|pull|rate|output|clock)-[a-z0-9-]+)`/g;

let service: Service;
let folder: CdktfApp;
beforeAll(async () => {
  service = await Service.start();
  folder = new CdktfApp(service);
  folder.link('.bin/cdktf-crowdsec', resolve(CHECKOUT, 'bin', 'cdktf-crowdsec'));
});
beforeEach(() => service.reset());
afterAll(async () => {
  await folder.end();
  await service.end();
});

/** An integration with a subscription, that was pulled from two days ago. */
async function offline(name: string, entityType: string, format: string): Promise<any> {
  const made = await service.api('POST', '/integrations', { name, entity_type: entityType, output_format: format });
  await service.api('POST', '/vendors/Microsoft/integrations', { name });
  const { integrations: [one], ...rest } = service.snapshot() as any;
  const ago = new Date(Date.now() - 2 * 86_400_000).toISOString();
  service.restore({ ...rest, integrations: [{ ...one, created_at: ago, last_pull: ago }] });
  return made;
}

function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return cleanEnvironment({ CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey, ...more });
}

function shell(script: string, env = environment()): Promise<CommandResult> {
  return run('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder.dir, env });
}

/** Starts a watch, has the device pull once it was told that nothing had, and answers what it ends with. */
async function watchedWhile(script: string, pull: () => Promise<Response>): Promise<string> {
  const job = startJob('bash', ['-c', `exec 2>&1\n${script}\necho "ended with $?"`], { cwd: folder.dir, env: environment() });
  try {
    await job.until('first integration-pulls');
    expect((await pull()).status).toBe(200);
    await job.until('ended with');
  } catch (error) {
    job.signalGroup('SIGTERM');
    throw error;
  }
  return job.ended;
}

const pulls = async () => (await service.journal()).filter(({ method, path }) => method === 'GET' && /\/(content|stream)$/.test(path));

test('a firewall: what the doctor says, from the desk and from the firewall\'s network, until it has pulled', async () => {
  const { endpoint, credentials } = await offline('edge', 'firewall_integration', 'fortigate');
  const [fromDesk, fromNetwork, watching] = blocks('offline-firewall', 'sh');
  const seen = await shell(fromDesk);
  expect([seen.code, seen.output]).toEqual([1, expect.stringMatching(/FAIL +integration-pulls/)]);

  const own = { ENDPOINT: endpoint, USERNAME: credentials.username, CROWDSEC_SERVICE_API_KEY: undefined };
  const good = await shell(fromNetwork, environment({ ...own, PASSWORD: credentials.password }));
  expect([good.code, good.output]).toEqual([0, expect.stringContaining('content-head-basic')]);
  expect(good.output).not.toContain(credentials.password);
  const wrong = await shell(fromNetwork, environment({ ...own, PASSWORD: 'of-yesterday' }));
  expect([wrong.code, wrong.output]).toEqual([1, expect.stringMatching(/FAIL +content-head-basic/)]);
  expect(await pulls()).toEqual([]);

  const ended = await watchedWhile(watching, () => fetch(endpoint, { headers: basic(credentials.username, credentials.password) }));
  expect(ended).toContain('ended with 0');
});

test('a remediation component: the integration, the file that some pages show, until it has pulled', async () => {
  const { id, credentials } = await offline('web', 'remediation_component_integration', 'remediation_component');
  const [integration, file, watching] = blocks('remediation-component-offline', 'sh');
  const seen = await shell(integration);
  expect([seen.code, seen.output]).toEqual([1, expect.stringMatching(/FAIL +integration-pulls/)]);

  folder.write('crowdsec-nginx-bouncer.conf', [
    'API_URL=https://admin.api.crowdsec.net/v1/decisions/stream', `API_KEY=${credentials.api_key}`, 'MODE=live', 'UPDATE_FREQUENCY=10s', '',
  ].join('\n'));
  const read = await shell(file.replace('/etc/crowdsec/bouncers', '.'));
  expect(read.code).toBe(1);
  for (const check of ['config-url', 'config-mode', 'config-interval', 'config-perms']) expect(read.output).toMatch(new RegExp(`(FAIL|WARN) +${check}`));
  expect(read.output).not.toContain(credentials.api_key);
  expect(await pulls()).toEqual([]);

  const stream = `${service.url}/integrations/${id}/v1/decisions/stream?startup=true`;
  expect(await watchedWhile(watching, () => fetch(stream, { headers: { 'x-api-key': credentials.api_key } }))).toContain('ended with 0');
});

test('the checks that the pages name are the doctor\'s', () => {
  const doctor = join(CHECKOUT, 'src', 'doctor');
  const sources = readdirSync(doctor, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(doctor, name), 'utf8')).join('\n');
  for (const page of ['offline-firewall', 'remediation-component-offline']) {
    const ids = [...readGuide(page).matchAll(CHECKS)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(5);
    expect(ids.filter((id) => !sources.includes(`'${id}'`))).toEqual([]);
  }
});
