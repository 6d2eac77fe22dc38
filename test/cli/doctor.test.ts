import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, cliWithInput, RunningCommand } from './support';
import type { Report } from '../../src/doctor';
import { TestAuthority } from '../api/certificates';
import { serve } from '../api/server';
import { startProxy } from '../doctor/proxy';
import { Organization } from '../doctor/support';
import { inTemporaryFolder } from '../plugin/support';

const organization = Organization.duringTests();
const folder = inTemporaryFolder();
const running: RunningCommand[] = [];

afterEach(async () => {
  for (const command of running.splice(0)) await command.end('SIGKILL');
});

const environment = () => ({ ...organization.env, CROWDSEC_SERVICE_API_URL: organization.emulator.url });
const keyless = () => ({ CROWDSEC_SERVICE_API_URL: organization.emulator.url });
const doctor = (...args: string[]) => cli(['doctor', ...args], environment());

function watching(...args: string[]): RunningCommand {
  const command = new RunningCommand(['doctor', '--watch', ...args], environment());
  running.push(command);
  return command;
}

function file(name: string, content: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
}

test('--json prints the report, and nothing else', async () => {
  await organization.made('edge');
  const { code, stdout, stderr } = await doctor('--json');
  expect([code, stderr]).toEqual([0, '']);
  const report = JSON.parse(stdout) as Report;
  expect(Object.keys(report)).toEqual(['version', 'generated_at', 'lapi', 'capi', 'integrations', 'checks', 'summary']);
  expect(report).toMatchObject({ version: 1, lapi: { status: 'not_configured', latency_ms: null }, summary: { fail: 0, warn: 0, unknown: 0 } });
  expect(report.checks.find(({ id }) => id === 'integration-pulls')).toEqual({
    id: 'integration-pulls', group: 'integration', subject: 'edge', status: 'ok', detail: expect.stringContaining('last pull'), remedy: null, latency_ms: null,
  });
});

test('people read the worst first, each with its remedy, and what is fine in short', async () => {
  await organization.made('young', { pulledHoursAgo: null, createdHoursAgo: 1 });
  await organization.made('office', { pulledHoursAgo: 30 });
  const { code, stdout } = await doctor();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^FAIL {2}integration-pulls {2}integration, office\n {6}offline: last pull .*\n {6}→ Check on the device/);
  expect(stdout.indexOf('WARN  integration-pulls  integration, young')).toBeGreaterThan(0);
  expect(stdout).toMatch(/Fine\n {2}network, 127\.0\.0\.1:\d+: proxy-env/);
  expect(stdout).toMatch(/\n1 failed, 1 warning, \d+ not looked at, \d+ fine\n$/);
  expect(stdout).not.toContain('\u001b');
});

test('--strict tells warnings from health by the exit code', async () => {
  await organization.made('young', { pulledHoursAgo: null, createdHoursAgo: 1 });
  expect((await doctor('--strict')).code).toBe(3);
  expect((await doctor()).code).toBe(0);
});

test('with endpoint and credentials alone, the secret from standard input, a file or the environment, and in no output', async () => {
  const { endpoint, credentials: { username, password } } = await organization.made('edge');
  const args = ['doctor', '--json', '--endpoint', endpoint, '--username', username, '--probe'];
  const piped = await cliWithInput([...args, '--secret-file', '-'], `${password}\n`, keyless());
  const fromFile = await cli([...args, '--secret-file', file('password', password)], keyless());
  const set = await cli(args, { ...keyless(), CROWDSEC_INTEGRATION_PASSWORD: password });
  for (const { code, stdout, output } of [piped, fromFile, set]) {
    expect((JSON.parse(stdout) as Report).checks.find(({ id }) => id === 'content-head-basic')).toMatchObject({ status: 'ok' });
    expect(code).toBe(0);
    expect(output).not.toContain(password);
  }
  const wrong = await cli(args, { ...keyless(), CROWDSEC_INTEGRATION_PASSWORD: 'wr0ng-passw0rd' });
  expect([wrong.code, wrong.output.includes('wr0ng')]).toEqual([1, false]);
});

test('--from-state reads what Terraform writes, credentials included', async () => {
  const { endpoint, credentials: { username, password } } = await organization.made('edge');
  const outputs = { edge_endpoint: { value: endpoint }, edge_username: { value: username }, edge_password: { value: password, sensitive: true } };
  const { code, stdout, output } = await cliWithInput(['doctor', '--from-state', '-', '--probe'], JSON.stringify(outputs), environment());
  expect(stdout).toContain('credentials, edge: content-head-basic');
  expect([code, output.includes(password)]).toEqual([0, false]);
});

test('what is known of the device is compared, its URL read from a file', async () => {
  const { endpoint } = await organization.made('edge');
  const url = file('url', endpoint.replace('//', '//user:s3cret%40word@').replace('/content', ''));
  const { code, stdout } = await doctor('--integration', 'name:edge', '--format', 'fortigate', '--device-url', url, '--page-size', '20000', '--pages', '2');
  expect(code).toBe(1);
  expect(stdout).toContain('FAIL  output-format');
  expect(stdout).toContain('lacks /content at its end');
  expect(stdout).not.toMatch(/s3cret/);
});

test('a component\'s file leads to its integration', async () => {
  const { id, credentials: { api_key: key } } = await organization.made('proxy', { format: 'remediation_component', pulledHoursAgo: 30 });
  const config = file('crowdsec-nginx-bouncer.conf', `ENABLED=true\nAPI_URL=${organization.emulator.url}/integrations/${id}/\nAPI_KEY=${key}\nMODE=stream\nUPDATE_FREQUENCY=7200\n`);
  const { code, stdout, output } = await doctor('--bouncer-config', config, '--probe', '--json');
  const { checks } = JSON.parse(stdout) as Report;
  const statuses = Object.fromEntries(checks.map(({ id: check, status }) => [check, status]));
  expect(statuses).toMatchObject({ 'config-readable': 'ok', 'integration-pulls': 'fail', 'endpoint-url': 'ok', 'output-format': 'ok', 'component-key': 'ok' });
  expect([code, output.includes(key)]).toEqual([1, false]);
});

test('--html writes one page, whole', async () => {
  await organization.made('edge <b>', { pulledHoursAgo: 30 });
  const page = join(folder.path, 'report.html');
  expect((await doctor('--html', page)).code).toBe(1);
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[^]*edge &lt;b&gt;[^]*<\/html>\s*$/i);
});

test('a page that cannot be written is told before anything is asked', async () => {
  mkdirSync(join(folder.path, 'report.html'));
  for (const page of [join(folder.path, 'nowhere', 'report.html'), join(folder.path, 'report.html')]) {
    const { code, stdout, stderr } = await doctor('--html', page);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`--html ${page}`);
  }
  expect([organization.asked(), readdirSync(folder.path)]).toEqual([[], ['report.html']]);
});

test('behind a proxy that opens TLS, with a CA of its own that this machine trusts', async () => {
  const authority = await TestAuthority.root('Inspecting CA');
  const service = await serve([{ status: 404 }], await authority.issue({ type: 'dns', value: 'admin.api.crowdsec.net' }));
  const proxy = await startProxy(service.port);
  const env = { HTTPS_PROXY: proxy.url.replace('//', '//user:pr0xy-pass@'), NODE_EXTRA_CA_CERTS: file('ca.pem', authority.pem) };
  const { code, stdout, output } = await cli(['doctor', '--endpoint', 'https://admin.api.crowdsec.net/v1/integrations/0123456789abcdef01234567/content', '--json'], env);
  await Promise.all([proxy.close(), service.close()]);
  const statuses = Object.fromEntries((JSON.parse(stdout) as Report).checks.map(({ id, status }) => [id, status]));
  expect(statuses).toMatchObject({ 'proxy-env': 'ok', 'tcp-443': 'ok', 'tls-handshake': 'ok', 'tls-chain': 'warn', 'endpoint-answers': 'ok', 'clock-skew': 'ok' });
  expect([code, output.includes('pr0xy')]).toEqual([0, false]);
  expect(service.received.map(({ method, path }) => `${method} ${path}`)).toEqual(['HEAD /']);
});

test('--watch tells what it waits for, and ends when all is well', async () => {
  await organization.made('edge', { pulledHoursAgo: 30 });
  const command = watching('--json');
  await command.says(/1 failed.*first integration-pulls of edge: offline.*next look in 2 s\n/);
  organization.change((all) => all.map((one) => ({ ...one, last_pull: new Date().toISOString() })));
  expect(await command.end()).toBe(0);
  expect((JSON.parse(command.stdout) as Report).summary.fail).toBe(0);
});

test('--watch gives up when its time is over, with the last report', async () => {
  await organization.made('edge', { pulledHoursAgo: 30 });
  const command = watching('--timeout', '1');
  expect(await command.end()).toBe(1);
  expect(command.stdout).toContain('FAIL  integration-pulls');
});

test('--watch that is interrupted ends with the last report', async () => {
  await organization.made('edge', { pulledHoursAgo: 30 });
  const command = watching();
  await command.says(/next look/);
  expect(await command.end('SIGINT')).toBe(1);
  expect(command.stdout).toContain('FAIL  integration-pulls');
});

test('--watch that is interrupted before it has seen anything says so', async () => {
  organization.emulator.addFault({ path: '/v1/info', connection: 'hold' });
  const command = watching();
  while (!organization.asked().includes('GET /v1/info')) await new Promise((resolve) => setImmediate(resolve));
  expect(await command.end('SIGINT')).toBe(1);
  expect(command.stderr).toContain('interrupted before everything was looked at once');
});

test.each<[string, string[], string]>([
  ['a name without an endpoint', ['--username', 'u'], '--username says nothing without --endpoint'],
  ['an endpoint with a password', ['--endpoint', 'https://u:s3cret@host.example/v1/integrations/1/content'], 'holds credentials'],
  ['an unknown format', ['--integration', 'x', '--format', 'f55'], 'Give one of plain_text'],
  ['an empty name', ['--integration', ''], 'Give at least one character'],
])('%s is a mistake of usage', async (_what, args, words) => {
  const { code, stdout, stderr } = await doctor(...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(words);
  expect(stderr).not.toContain('s3cret');
  expect(organization.asked()).toEqual([]);
});

test.each<[string, () => string[], NodeJS.ProcessEnv, string]>([
  ['a state that is not there', () => ['--from-state', join(folder.path, 'none')], {}, 'there is no such file'],
  ['a folder as a state', () => ['--from-state', folder.path], {}, 'it is a folder'],
  ['no state', () => ['--from-state', file('x.json', '{}')], {}, 'it holds no integration'],
  ['no password', () => ['--endpoint', 'http://127.0.0.1:1/v1/integrations/1/content', '--username', 'u', '--probe'], {}, 'CROWDSEC_INTEGRATION_PASSWORD is not set'],
  ['a URL of the service in plain http', () => [], { CROWDSEC_SERVICE_API_URL: 'http://api.example/v1' }, 'environment variable CROWDSEC_SERVICE_API_URL'],
])('%s is one clear error', async (_what, args, env, words) => {
  const { code, stdout, stderr } = await cli(['doctor', ...args()], { ...environment(), ...env });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(words);
  expect(stderr).not.toContain('    at ');
});

test('an unknown id, no key, and the wrong tenant are findings', async () => {
  const unknown = await doctor('--integration', '0123456789abcdef01234567');
  const noKey = await cli(['doctor'], keyless());
  const wrongTenant = await doctor('--expected-organization', 'another');
  expect([unknown.code, noKey.code, wrongTenant.code]).toEqual([1, 1, 1]);
  expect(unknown.stdout).toContain('FAIL  integration-found');
  expect(noKey.stdout).toContain('FAIL  api-key-present');
  expect(wrongTenant.stdout).toContain('FAIL  tenant');
});
