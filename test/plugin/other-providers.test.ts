import { join } from 'node:path';
import { inTemporaryFolder } from './support';
import { CdktfApp } from '../support/cdktf-app';
import { installNullProvider } from '../support/install-null-provider';
import { Service } from '../support/service';

/** A stack with the null provider in a version that the environment names. */
const APP = `
const { App, TerraformStack } = require('cdktf');
const { provider, resource } = require('@cdktf/provider-null');
const { CrowdsecProvider, Integration, OutputFormat } = require('cdktf-crowdsec');
const app = new App();
const stack = new TerraformStack(app, 'gated');
new CrowdsecProvider(stack, 'crowdsec');
new provider.NullProvider(stack, 'null');
stack.addOverride('terraform.required_providers.null.version', process.env.NULL_VERSION);
const edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.F5, subscriptions: { vendors: ['Microsoft'] } });
new resource.Resource(stack, 'gate', { triggers: { edge: edge.integrationId } });
app.synth();
`;

describe('a stack with another provider beside ours', () => {
  const home = inTemporaryFolder();
  let service: Service;
  let app: CdktfApp;

  beforeAll(async () => { service = await Service.start(); });
  beforeEach(() => { app = new CdktfApp(service); });
  afterEach(() => app.end());
  afterAll(() => service.end());

  test('deploys with the real cdktf, which would lock ours over the network, and again with another version', async () => {
    installNullProvider(home.path, ['3.2.4', '3.3.0']);
    app.write('main.js', APP);
    for (const [demanded, locked] of [['3.2.4', '3.2.4'], ['~> 3.3', '3.3.0']]) {
      const { code, output } = await app.try(['deploy', '--auto-approve'], { HOME: home.path, NULL_VERSION: demanded });
      expect([demanded, code, code === 0 ? '' : output]).toEqual([demanded, 0, '']);
      const lock = app.read(join('cdktf.out', 'stacks', 'gated', '.terraform.lock.hcl'));
      expect(/hashicorp\/null" \{\n {2}version +=.*/.exec(lock)![0]).toContain(`"${locked}"`);
    }
    expect(await service.integrations()).toHaveLength(1);
  });
});
