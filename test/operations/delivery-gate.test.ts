/** The delivery gate under real Terraform and the real toolkit; with the real hashicorp/null where a mirror holds it, else with a stand-in. */
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { DeliveryGate, DeliveryGateProps, Duration, Integration, OutputFormat } from '../../src';
import { findProvider, nullProviderMirror } from '../providers/support/mirrors';
import { CdktfApp } from '../support/cdktf-app';
import { SecretScan } from '../support/secret-scan';
import { Service } from '../support/service';
import { StackFolder } from '../support/stack-folder';
import { cleanEnvironment, CommandResult, processesLeftIn, run, startJob, temporaryFolder, TERRAFORM, unwrap } from '../support/terraform';

const STAND_IN = nullProviderMirror();
const NULL_PROVIDER = findProvider('hashicorp/null', '~> 3.0') ?? { mirror: STAND_IN, version: '3.2.4' };

let service: Service;
let folder: StackFolder;
/** Where Terraform looks for hashicorp/null, and asks no registry. */
let home: string;

beforeAll(async () => {
  home = temporaryFolder('home');
  mkdirSync(join(home, '.terraform.d'));
  symlinkSync(NULL_PROVIDER.mirror, join(home, '.terraform.d', 'plugins'));
  service = await Service.start({ apiKey: 'k3y+w/th=every&mark%25' });
});
beforeEach(async () => {
  await service.reset();
  folder = new StackFolder(service, { HOME: home });
});
afterEach(async () => {
  await folder.end();
  expect((await service.journal('GET')).filter(({ path }) => /content|stream/.test(path))).toEqual([]);
});
afterAll(async () => {
  await service.end();
  for (const one of [home, STAND_IN]) rmSync(one, { recursive: true, force: true });
});

interface Options extends Partial<DeliveryGateProps> {
  readonly vendors?: string[];
  readonly name?: string;
  readonly credentialsVersion?: string;
}

/** A firewall's and a component's integration with a gate. */
function declare(stack: TerraformStack, { vendors = ['Microsoft'], name, credentialsVersion, ...gate }: Options): void {
  const edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.SOPHOS, name, credentialsVersion, subscriptions: { vendors } });
  const proxy = new Integration(stack, 'proxy', { outputFormat: OutputFormat.REMEDIATION_COMPONENT, subscriptions: { vendors: ['Citrix'] } });
  new DeliveryGate(stack, 'served', { integrations: [edge, proxy], ...gate });
  stack.addOverride('terraform.required_providers.null.version', NULL_PROVIDER.version);
}

/** Synthesises and applies; answers what Terraform says, and how often the gate asked for content. */
async function apply(options: Options = {}): Promise<{ readonly code: number; readonly said: string; readonly heads: number }> {
  await service.forget();
  folder.synthesise((stack) => declare(stack, options));
  const { code, output } = await folder.try(['apply', '-auto-approve']);
  return { code, said: unwrap(output), heads: (await service.journal('HEAD')).length };
}

test('it runs when subscriptions or credentials change, and only then; what it waits for stands in the log', async () => {
  const first = await apply();
  expect(first).toMatchObject({ code: 0, heads: 2 });
  expect(first.said).toMatch(/\(local-exec\): Delivery gate: waiting until 2 integrations serve, for up to 10 min/);
  expect(first.said).toMatch(/Delivery gate: 2 of 2 serve; edge\/edge has [\d,]+ addresses; edge\/proxy has [\d,]+ addresses/);
  expect(await folder.works('plan')).toContain('No changes.');

  expect(await apply({ timeout: Duration.minutes(1) })).toMatchObject({ code: 0, heads: 0 });
  expect(await apply({ name: 'renamed' })).toMatchObject({ code: 0, heads: 0 });
  expect(await apply({ name: 'renamed', vendors: ['Microsoft', 'Fortinet'] })).toMatchObject({ code: 0, heads: 2 });
  expect(await apply({ name: 'renamed', vendors: ['Fortinet'] })).toMatchObject({ code: 0, heads: 2 });
  expect(await apply({ name: 'renamed', vendors: ['Fortinet'], credentialsVersion: '2' })).toMatchObject({ code: 0, heads: 2 });

  // One that somebody ended in the console comes back, and with it the question.
  await service.api('DELETE', '/vendors/Fortinet/integrations/renamed');
  expect(await apply({ name: 'renamed', vendors: ['Fortinet'], credentialsVersion: '2' })).toMatchObject({ code: 0, heads: 2 });
  expect(await folder.works('plan')).toContain('No changes.');
});

test('secrets are in the state alone: no log, no trigger, no plan has one', async () => {
  const log = join(folder.path, 'trace.log');
  folder.synthesise((stack) => declare(stack, {}));
  const { output } = await folder.try(['apply', '-auto-approve'], { TF_LOG: 'TRACE', TF_LOG_PATH: log });
  const state = JSON.parse(await folder.works('show', '-json')).values.root_module.resources;
  const secrets = state.flatMap(({ values }: any) => [values.password, values.api_key]).filter(Boolean);
  expect(secrets).toHaveLength(2);
  const scan = new SecretScan({ key: service.apiKey, password: secrets[0], component: secrets[1] });
  const triggers = JSON.stringify(state.find(({ type }: any) => type === 'null_resource'));
  const plan = await folder.works('plan', '-replace=null_resource.served_83EFCC12');
  expect(plan).toContain('will be replaced, as requested');
  expect([
    ...scan.text(output, 'the output'), ...scan.text(triggers, 'the triggers'), ...scan.text(plan, 'the plan'),
    ...scan.folder(folder.path, (path) => /tfstate/.test(path)),
  ]).toEqual([]);
});

test('without addresses the deploy fails with the diagnosis; the next one goes on from there', async () => {
  await service.settings({ contentLagSeconds: 3600 });
  const failed = await apply({ timeout: Duration.seconds(2) });
  expect(failed).toMatchObject({ code: 1, heads: 0 });
  expect(failed.said).toMatch(/0 of 2 serve; edge\/edge: its subscriptions are there, but it has no addresses yet \(integration-count\)/);
  expect(failed.said).toContain('Error running command \'wait\': exit status 1');
  expect(failed.said).toMatch(/Delivery gate: not serving after \d+ s: 2 of 2 - edge\/edge \(integration [0-9a-f]{24}\): integration-count/);

  await service.control('PUT', '/clock', { advanceSeconds: 3601 });
  const next = await apply({ timeout: Duration.seconds(2) });
  expect(next).toMatchObject({ code: 0, heads: 2 });
  expect(next.said).toMatch(/is tainted, so (it )?must be replaced/);
});

test('credentials that were regenerated elsewhere fail it, in words, although Terraform hides what that command says', async () => {
  await apply();
  const { id } = await service.integration('edge-edge');
  await service.api('PATCH', `/integrations/${id}`, { regenerate_credentials: true });
  const { code, said } = await apply({ vendors: ['Microsoft', 'Fortinet'] });
  expect(code).toBe(1);
  expect(said).toContain('(output suppressed due to sensitive value in config)');
  expect(said).toContain('Error running command \'probe\': exit status 1. Output: Delivery gate: not serving to their own credentials: 1 of 2 - edge/edge');
  expect(said).toContain('content-head-basic: HEAD of its content answers 401 to the integration\'s own credentials');
  expect(await apply({ vendors: ['Microsoft', 'Fortinet'], credentialsVersion: '2' })).toMatchObject({ code: 0, heads: 2 });
});

test('a copy of the synthesised folder is enough, with Node and Terraform alone on the path', async () => {
  folder.synthesise((stack) => declare(stack, {}));
  const elsewhere = temporaryFolder('elsewhere');
  const bin = join(elsewhere, 'bin');
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
  symlinkSync((await run('/bin/sh', ['-c', `command -v ${TERRAFORM}`])).stdout.trim(), join(bin, basename(TERRAFORM)));
  cpSync(folder.path, join(elsewhere, 'stack'), { recursive: true });
  const terraform = (...args: string[]): Promise<CommandResult> => run(join(bin, basename(TERRAFORM)), [...args, '-no-color'], {
    cwd: join(elsewhere, 'stack'),
    env: { PATH: bin, HOME: home, CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey },
  });
  await terraform('init');
  expect((await terraform('apply', '-auto-approve')).output).toContain('2 of 2 serve');
  expect(await service.journal('HEAD')).toHaveLength(2);
  rmSync(elsewhere, { recursive: true, force: true });
});

test('an interrupt that reaches Terraform alone ends it too', async () => {
  await service.settings({ contentLagSeconds: 3600 });
  folder.synthesise((stack) => declare(stack, {}));
  await folder.works('init');
  const job = startJob(TERRAFORM, ['apply', '-auto-approve', '-no-color'], {
    cwd: folder.path, env: cleanEnvironment({ HOME: home, CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey }),
  });
  await job.until('no addresses yet');
  job.interrupt();
  expect(await job.ended).toContain('Interrupt received.');
  expect(await processesLeftIn(folder.path)).toEqual([]);
});

test('fifty integrations: one list, and one HEAD each', async () => {
  folder.synthesise((stack) => {
    const integrations = Array.from({ length: 50 }, (_, i) => (
      new Integration(stack, `edge${i}`, { outputFormat: OutputFormat.SOPHOS, subscriptions: { vendors: ['Microsoft', 'Citrix'] } })
    ));
    new DeliveryGate(stack, 'served', { integrations });
    stack.addOverride('terraform.required_providers.null.version', NULL_PROVIDER.version);
  });
  const { code, output } = await folder.try(['apply', '-auto-approve']);
  expect([code, output]).toEqual([0, expect.stringContaining('50 of 50 serve')]);
  const methods = (await service.journal()).map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{24}/, 'ID')}`);
  expect(methods.slice(methods.lastIndexOf('POST /v1/vendors/Citrix/integrations') + 1).filter((line) => !line.startsWith('POST')))
    .toEqual(['GET /v1/integrations', ...Array(50).fill('HEAD /v1/integrations/ID/content')]);
});

describe('with the toolkit', () => {
  let app: CdktfApp;

  beforeEach(() => {
    app = new CdktfApp(service);
  });
  afterEach(() => app.end());

  const program = (vendors: string) => `
const { App, TerraformIterator, TerraformStack } = require('cdktf');
const { CrowdsecProvider, DeliveryGate, Integration, OutputFormat, VendorSubscription } = require('cdktf-crowdsec');
const app = new App();
const lists = new TerraformStack(app, 'lists');
new CrowdsecProvider(lists, 'crowdsec');
const edge = new Integration(lists, 'edge', { outputFormat: OutputFormat.SOPHOS, subscriptions: { cves: ['CVE-2024-25600'] } });
const forEach = TerraformIterator.fromList(${vendors});
new VendorSubscription(lists, 'each', { integration: edge, vendor: forEach.value, forEach });
const checks = new TerraformStack(app, 'checks');
new CrowdsecProvider(checks, 'crowdsec');
new DeliveryGate(checks, 'served', { integrations: [edge] });
checks.addOverride('terraform.required_providers.null.version', '${NULL_PROVIDER.version}');
app.synth();
`;

  async function deploy(vendors: string): Promise<string> {
    app.write('main.js', program(vendors));
    const { code, output } = await app.try(['deploy', '--auto-approve', 'lists', 'checks'], { HOME: home });
    if (code !== 0) throw new Error(output);
    return output;
  }

  test('a gate in a stack of its own, for an integration of another', async () => {
    expect(await deploy('["Microsoft"]')).toMatch(/Delivery gate: 1 of 1 serve; lists\/edge has [\d,]+ addresses/);
    await service.forget();
    await deploy('["Microsoft"]');
    expect(await service.journal('HEAD')).toEqual([]);
    await deploy('["Microsoft", "Citrix"]');
    expect(await service.journal('HEAD')).toHaveLength(1);
  });

  test('Ctrl-C while it waits ends the deploy and all its processes; the next deploy runs the gate', async () => {
    await service.settings({ contentLagSeconds: 3600 });
    app.write('main.js', program('["Microsoft"]'));
    const job = app.start(['deploy', '--auto-approve', 'lists', 'checks'], { HOME: home });
    await job.until('no addresses yet');
    job.signalGroup('SIGINT');
    await job.ended;
    expect(await processesLeftIn(app.dir)).toEqual([]);
    await service.settings({ contentLagSeconds: 0 });
    expect(await deploy('["Microsoft"]')).toContain('1 of 1 serve');
  });
});
