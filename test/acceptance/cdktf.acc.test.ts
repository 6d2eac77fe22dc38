import { accessSync, constants, cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { CdktfApp } from '../support/cdktf-app';
import { basic } from '../support/credentials';
import { Service } from '../support/service';
import { cleanEnvironment, processesLeftIn, run, temporaryFolder, TERRAFORM, unwrap } from '../support/terraform';

let service: Service;
let app: CdktfApp;

beforeAll(async () => { service = await Service.start(); });
beforeEach(async () => {
  await service.reset();
  app = new CdktfApp(service);
});
afterEach(() => app.end());
afterAll(() => service.end());

const HEAD = `
const { App, TerraformStack, TerraformOutput, TerraformVariable } = require('cdktf');
const { CrowdsecProvider, Integration, OutputFormat } = require('cdktf-crowdsec');
`;

const edge = (integration: string) => `${HEAD}
class Edge extends TerraformStack {
  constructor(scope, id) {
    super(scope, id);
    new CrowdsecProvider(this, 'crowdsec');
    const edge = new Integration(this, 'edge', ${integration});
    edge.addOutputs();
  }
}
const app = new App();
new Edge(app, 'edge');
app.synth();
`;

const SUBSCRIPTIONS = "subscriptions: { vendors: ['Microsoft'], cves: ['CVE-2024-25600'], fingerprints: ['microsoft-exchange'] }";

test('deploy, diff, output, change, destroy', async () => {
  app.write('main.js', edge(`{ name: 'edge', outputFormat: OutputFormat.PALOALTO, ${SUBSCRIPTIONS} }`));
  const deployed = await app.deploy();
  const remote = await service.integration('edge');
  expect(remote).toMatchObject({
    output_format: 'paloalto', vendors: [{ id: 'Microsoft' }], cves: [{ id: 'CVE-2024-25600' }], fingerprints: [{ id: 'microsoft-exchange' }],
  });
  expect((await app.cdktf('diff')).output).toContain('No changes');

  const { edge: outputs } = await app.outputs();
  expect(outputs).toEqual({ edge_endpoint: remote.endpoint, edge_username: expect.any(String), edge_password: expect.any(String) });
  expect(deployed.output).not.toContain(outputs.edge_password);
  expect((await fetch(outputs.edge_endpoint, { headers: basic(outputs.edge_username, outputs.edge_password) })).status).toBe(200);

  app.write('main.js', edge("{ name: 'edge', outputFormat: OutputFormat.PALOALTO, subscriptions: { cves: ['CVE-2024-25600'] } }"));
  await app.deploy();
  expect(await service.integration('edge')).toMatchObject({ id: remote.id, vendors: [], cves: [{ id: 'CVE-2024-25600' }], fingerprints: [] });

  await app.destroy();
  expect(await service.integrations()).toEqual([]);
});

test('several stacks, and an endpoint that crosses from one into the other', async () => {
  app.write('main.js', `${HEAD}
    const app = new App();
    const lists = new TerraformStack(app, 'lists');
    new CrowdsecProvider(lists, 'crowdsec');
    const edge = new Integration(lists, 'edge', { name: 'edge', outputFormat: OutputFormat.PLAIN_TEXT, ${SUBSCRIPTIONS} });
    const firewall = new TerraformStack(app, 'firewall');
    new CrowdsecProvider(firewall, 'crowdsec');
    new TerraformOutput(firewall, 'url', { value: edge.endpoint, staticId: true });
    new TerraformOutput(firewall, 'login', { value: edge.endpointWithCredentials, sensitive: true, staticId: true });
    app.synth();`);
  await app.deploy('*');
  const { endpoint } = await service.integration('edge');
  const { firewall } = await app.outputs('*');
  expect(firewall.url).toBe(endpoint);
  expect(firewall.login).toContain('@');
  await app.destroy('*');
  expect(await service.integrations()).toEqual([]);
});

test('the synthesised folder is complete: copied elsewhere, init and apply work there, in an ES-module project too', async () => {
  app.write('main.js', edge(`{ name: 'edge', outputFormat: OutputFormat.PLAIN_TEXT, ${SUBSCRIPTIONS} }`));
  await app.cdktf('synth');
  const elsewhere = temporaryFolder('elsewhere');
  try {
    writeFileSync(join(elsewhere, 'package.json'), '{"type":"module"}');
    cpSync(app.stackFolder('edge'), elsewhere, { recursive: true });
    const env = cleanEnvironment({ CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey });
    for (const args of [['init'], ['apply', '-auto-approve'], ['plan', '-detailed-exitcode'], ['destroy', '-auto-approve']]) {
      const { code, output } = await run(TERRAFORM, args, { cwd: elsewhere, env });
      expect([args[0], code, code === 0 ? '' : output]).toEqual([args[0], 0, '']);
    }
    expect(await processesLeftIn(elsewhere)).toEqual([]);
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
});

test('the synthesised folder holds no secret, and its plugin is written only when its content changes', async () => {
  app.write('main.js', edge(`{ name: 'edge', outputFormat: OutputFormat.PLAIN_TEXT, ${SUBSCRIPTIONS} }`));
  await app.cdktf('synth');
  const manifest = join(app.stackFolder('edge'), 'cdk.tf.json');
  expect(readFileSync(manifest, 'utf8')).not.toContain(service.apiKey);
  const plugins = join(app.stackFolder('edge'), 'terraform.d', 'plugins', 'terraform.local', 'crowdsec', 'crowdsec', version);
  const [platform, ...others] = readdirSync(plugins);
  expect([platform, others]).toEqual([expect.stringMatching(/^[a-z]+_[a-z0-9]+$/), []]);
  const plugin = join(plugins, platform, `terraform-provider-crowdsec_v${version}.cjs`);
  accessSync(plugin, constants.X_OK);
  const before = statSync(plugin).mtimeMs;
  await app.cdktf('synth');
  expect(statSync(plugin).mtimeMs).toBe(before);
});

test('a literal API key in the application is refused at synthesis, without printing it', async () => {
  app.write('main.js', edge(`{ outputFormat: OutputFormat.PLAIN_TEXT, ${SUBSCRIPTIONS} }`).replace("'crowdsec')", "'crowdsec', { apiKey: 'literal-key' })"));
  const result = await app.try(['synth']);
  expect(result.code).not.toBe(0);
  expect(unwrap(result.output)).toContain('CROWDSEC_SERVICE_API_KEY');
  expect(result.output).not.toContain('literal-key');
});
