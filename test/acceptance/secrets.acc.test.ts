/**
 * What a run leaves holds none of its secrets, in whatever form. Left out, because Terraform has them there by design: the state and its backup,
 * a saved plan, `show -json` and `output -json`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptance } from '../support/acceptance';
import { CAN_WATCH_PROCESSES, ProcessWatch, SeenProcess } from '../support/process-watch';
import { SecretScan } from '../support/secret-scan';
import { temporaryFolder, unwrap, Workspace } from '../support/terraform';

/** All that a header can hold and some syntax would escape. */
const API_KEY = 'k3y+w/th=every&mark%25<"\\\'$>;{}~in~it';
/** What the service may take for credentials, and no other part of ours makes up. */
const AWKWARD = { username: 'us er"é', password: 'p+a/s=s&w%6F<r>d"\\\'ü #' };

const stateFolder = temporaryFolder('emulator-state');
const env = acceptance({ apiKey: API_KEY, state: join(stateFolder, 'state.json') });
afterAll(() => rmSync(stateFolder, { recursive: true }));

const stack = (name: string, version: string) => `
  provider "crowdsec" { max_retries = 0 }
  resource "crowdsec_integration" "firewall" {
    name                = "${name}"
    output_format       = "plain_text"
    credentials_version = "${version}"
  }
  resource "crowdsec_integration" "bouncer" {
    name                = "${name}-bouncer"
    output_format       = "remediation_component"
    credentials_version = "${version}"
  }
  resource "crowdsec_vendor_subscription" "ms" {
    integration_id = crowdsec_integration.firewall.id
    vendor         = "Microsoft"
  }
  data "crowdsec_integration" "found" { id = crowdsec_integration.firewall.id }
  data "crowdsec_integrations" "all" { depends_on = [crowdsec_integration.bouncer] }
  data "crowdsec_organization" "own" {}
  output "password" {
    value     = crowdsec_integration.firewall.password
    sensitive = true
  }
  output "login" {
    value     = crowdsec_integration.firewall.endpoint_with_credentials
    sensitive = true
  }
  output "found" { value = data.crowdsec_integration.found.endpoint }`;

const SECRET_ATTRIBUTES = ['password', 'api_key', 'endpoint_with_credentials'];
const BY_DESIGN = /(^|\/)(terraform\.tfstate(\.backup)?|saved\.tfplan)$/;

/** A workspace whose every command leaves a trace, and what all of it showed. */
class TracedRun {
  readonly workspace: Workspace;
  readonly shown: string[] = [];
  private readonly temporary: string;
  private readonly variables: { readonly [name: string]: string };
  private readonly secrets: { [name: string]: string } = { 'API key': API_KEY, 'API key, beginning': API_KEY.slice(0, 12), 'API key, end': API_KEY.slice(-12) };

  constructor() {
    this.workspace = env.workspace();
    this.temporary = join(this.workspace.dir, 'tmp');
    mkdirSync(this.temporary);
    this.variables = {
      TF_LOG: 'TRACE', TF_LOG_PROVIDER: 'TRACE', TF_LOG_PATH: join(this.workspace.dir, 'trace.log'), TMPDIR: this.temporary,
    };
  }

  async terraform(args: readonly string[], variables: NodeJS.ProcessEnv = {}) {
    const result = await this.workspace.try([...args, '-no-color'], { ...this.variables, ...variables });
    this.shown.push(result.output);
    return result;
  }

  async works(...args: string[]): Promise<string> {
    const { code, output } = await this.terraform(args);
    if (code !== 0) throw new Error(output);
    return output;
  }

  /** Notes the secrets that the state has now. */
  async note(): Promise<void> {
    for (const [address, attributes] of Object.entries(await this.workspace.state())) {
      for (const name of SECRET_ATTRIBUTES.filter((each) => attributes[each])) {
        this.hide(`${name} of ${address}, ${attributes.credentials_version}`, attributes[name]);
      }
    }
  }

  hide(name: string, secret: string): void {
    this.secrets[name] = secret;
  }

  get noted(): string[] {
    return Object.keys(this.secrets);
  }

  get scan(): SecretScan {
    return new SecretScan(this.secrets);
  }

  /** Everything that is left, here and at the emulator. */
  async findings() {
    const { scan, workspace } = this;
    const { service } = env;
    expect(readFileSync(this.variables.TF_LOG_PATH, 'utf8')).toContain('provider.terraform-provider-crowdsec');
    return [
      ...scan.text(this.shown.join('\n'), 'what was shown'),
      ...scan.folder(workspace.dir, (path) => BY_DESIGN.test(path)),
      ...scan.folder(stateFolder),
      ...scan.text(JSON.stringify(await service.control('GET', '/requests')), 'the emulator\'s journal'),
      ...scan.text(JSON.stringify(await service.control('GET', '/snapshot')), 'the emulator\'s snapshot'),
    ];
  }

  /** What is left in the folder for temporary files. */
  get leftovers(): string[] {
    return readdirSync(this.temporary);
  }
}

/** Arguments hold nothing secret; the environment nothing but what the user put there. */
function expectCleanProcesses(seen: readonly SeenProcess[], scan: SecretScan, own: readonly string[]): void {
  const plugins = seen.filter((process) => process.arguments.some((argument) => argument.includes('terraform-provider-crowdsec')));
  expect(plugins.length).toBeGreaterThan(0);
  expect(seen.flatMap((process) => scan.text(process.arguments.join('\n'), `arguments of ${process.arguments[0]}`))).toEqual([]);
  expect(seen.flatMap((process) => scan.text(process.environment.filter((entry) => !own.includes(entry)).join('\n'), `environment of ${process.arguments[0]}`))).toEqual([]);
}

test('create, read, rename, rotate, fail and destroy with everything traced: no secret is left, in no form', async () => {
  const { service } = env;
  const run = new TracedRun();
  const { workspace } = run;
  workspace.write('main.tf', stack('firewall', '1'));
  await run.works('init');
  await run.works('plan', '-out=saved.tfplan');
  await run.works('show', 'saved.tfplan');
  const watch = CAN_WATCH_PROCESSES ? new ProcessWatch() : undefined;
  await run.works('apply', 'saved.tfplan');
  const seen = watch?.end();
  await run.note();
  await run.works('output');
  await run.works('show');

  workspace.write('main.tf', stack('renamed', '1'));
  await run.works('apply', '-auto-approve');

  // A rotation whose credentials are as awkward as a service could make them; it also echoes the key.
  const firewall = await service.integration('renamed');
  await service.fault({ method: 'PATCH', path: firewall.id, body: { ...firewall, credentials: AWKWARD, echo: API_KEY } });
  workspace.write('main.tf', stack('renamed', '2'));
  await run.works('plan', '-out=saved.tfplan');
  await run.works('show', 'saved.tfplan');
  await run.works('apply', 'saved.tfplan');
  await run.note();
  run.hide('awkward password', AWKWARD.password);
  run.hide('awkward pair', `${AWKWARD.username}:${AWKWARD.password}`);
  expect((await workspace.state())['crowdsec_integration.firewall'].password).toBe(AWKWARD.password);

  // Failures whose answers say what they should not; those of the state among it.
  workspace.write('main.tf', stack('renamed', '3'));
  const echoes = `${API_KEY} ${AWKWARD.password} ${encodeURIComponent(AWKWARD.password)} ${Buffer.from(`${AWKWARD.username}:${AWKWARD.password}`).toString('base64')}`;
  for (const fault of [
    { status: 500, body: { message: `key ${echoes}` } },
    { status: 401, body: `<title>${echoes}</title>` },
    { status: 422, body: { detail: [{ loc: ['body', API_KEY], msg: echoes, input: API_KEY }] } },
    { status: 200, body: `{"credentials": "${encodeURIComponent(echoes)}` },
  ]) {
    await service.fault({ method: 'PATCH', path: firewall.id, ...fault });
    const failed = await run.terraform(['apply', '-auto-approve', '-parallelism=1']);
    expect([fault.status, failed.code]).toEqual([fault.status, 1]);
    await service.control('DELETE', '/faults');
  }
  const wrong = await run.terraform(['apply', '-auto-approve'], { CROWDSEC_SERVICE_API_KEY: `${API_KEY}-wrong` });
  expect(unwrap(wrong.output)).toContain('answered 401');

  await run.works('apply', '-auto-approve');
  await run.note();
  await run.works('destroy', '-auto-approve');
  expect(run.noted.length).toBe(14);
  expect(await run.findings()).toEqual([]);
  expect(run.leftovers).toEqual([]);
  if (seen) expectCleanProcesses(seen, run.scan, [`CROWDSEC_SERVICE_API_KEY=${API_KEY}`]);
});

test('a crash of the plugin shows what happened, and none of the secrets that were in its text', async () => {
  const { service } = env;
  const run = new TracedRun();
  run.workspace.write('main.tf', stack('firewall', '1'));
  await run.works('init');
  await run.works('apply', '-auto-approve');
  await run.note();
  // Throws past every handler what holds the secrets in several forms, once the plugin has begun to write.
  const { username, password } = (await run.workspace.state())['crowdsec_integration.firewall'];
  const pair = Buffer.from(`${username}:${password}`).toString('base64');
  const texts = [API_KEY, encodeURIComponent(API_KEY), password, encodeURIComponent(password), `Basic ${pair}`, JSON.stringify({ password, key: API_KEY })];
  const secretText = join(stateFolder, 'crash.txt');
  writeFileSync(secretText, texts.join(' '));
  const crash = join(stateFolder, 'crash.cjs');
  writeFileSync(crash, `if (process.env.TF_PLUGIN_MAGIC_COOKIE) process.on('SIGUSR2', () => {
    throw new Error('wires crossed: ' + require('node:fs').readFileSync(${JSON.stringify(secretText)}, 'utf8'));
  });`);
  await service.fault({ method: 'PATCH', connection: 'hold' });
  run.workspace.write('main.tf', stack('renamed', '1'));
  const apply = run.terraform(['apply', '-auto-approve'], { NODE_OPTIONS: `--require=${crash}` });
  await service.seen(/^PATCH/);
  for (const pid of run.workspace.plugins()) process.kill(pid, 'SIGUSR2');
  const crashed = await apply;
  rmSync(secretText);
  rmSync(crash);
  expect(crashed.code).toBe(1);
  expect(crashed.output + readFileSync(join(run.workspace.dir, 'trace.log'), 'utf8')).toContain('wires crossed: (redacted) (redacted) (redacted)');
  await service.control('POST', '/release');
  expect(await run.findings()).toEqual([]);
});

test('a password that got into a URL, a proxy or a key is in no message and no trace', async () => {
  const run = new TracedRun();
  run.hide('password', 'pass+word-1');
  run.hide('encoded password', 'pass%2Bword-1');
  const data = 'data "crowdsec_organization" "own" {}';
  run.workspace.write('main.tf', data);
  await run.works('init');
  const url = 'http://user:pass%2Bword-1@127.0.0.1';
  for (const [provider, variables, problem] of [
    [`provider "crowdsec" { api_url = "${url}/v1" }`, {}, 'holds credentials'],
    ['', { CROWDSEC_SERVICE_API_URL: `${url}/v1` }, 'holds credentials'],
    ['provider "crowdsec" { max_retries = 0 }', { CROWDSEC_SERVICE_API_URL: 'https://service.invalid/v1', HTTPS_PROXY: `${url}:9` }, 'proxy 127.0.0.1:9'],
    ['', { CROWDSEC_SERVICE_API_URL: 'https://service.invalid/v1', HTTPS_PROXY: 'http://user:pass%2Bword-1@:::' }, 'HTTPS_PROXY'],
    ['', { CROWDSEC_SERVICE_API_KEY: 'pass+word-1 ' }, 'a space'],
  ] as const) {
    run.workspace.write('main.tf', `${provider}\n${data}`);
    const { code, output } = await run.terraform(['plan'], variables);
    expect([code, unwrap(output)]).toEqual([1, expect.stringContaining(problem)]);
  }
  // Terraform quotes the line of the configuration that is at fault.
  const shown = run.shown.join('\n').replace(/^.*\d+: provider "crowdsec" \{ api_url.*$/gm, '');
  expect(run.scan.text(shown, 'what was shown')).toEqual([]);
  expect(run.scan.folder(run.workspace.dir, (path) => path === 'main.tf')).toEqual([]);
});
