import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, Aspects, TerraformStack, Testing } from 'cdktf';
import { CrowdsecProvider, Integration, OutputFormat } from '../../src';
import { PLUGIN_VERSION, thisPlatform } from '../../src/plugin';
import { synthesised, testApp } from '../support/template';

const FILE = `terraform-provider-crowdsec_v${PLUGIN_VERSION}.cjs`;
const BUILT = join(__dirname, '..', '..', 'lib', 'provider', 'plugin.cjs');

let app: App;
let stack: TerraformStack;

beforeEach(() => {
  app = testApp();
  stack = new TerraformStack(app, 'production');
});

function plugins(of: TerraformStack): string {
  return join(app.outdir, 'stacks', of.node.id, 'terraform.d', 'plugins', 'terraform.local', 'crowdsec', 'crowdsec', PLUGIN_VERSION);
}

describe('the plugin, when the app is synthesised', () => {
  test('lies in the stack\'s folder, executable, for this platform', () => {
    new CrowdsecProvider(stack, 'crowdsec');
    app.synth();
    const file = join(plugins(stack), thisPlatform(), FILE);
    expect(readFileSync(file).equals(readFileSync(BUILT))).toBe(true);
    accessSync(file, constants.X_OK);
    expect(synthesised(app, stack).terraform.required_providers.crowdsec.version).toBe(PLUGIN_VERSION);
  });

  test('lies there for each platform that one of the stack\'s providers names', () => {
    new CrowdsecProvider(stack, 'crowdsec', { platforms: ['linux_amd64', 'darwin_arm64'] });
    new CrowdsecProvider(stack, 'tenant', { alias: 'tenant', platforms: ['linux_arm64'] });
    app.synth();
    expect(readdirSync(plugins(stack)).sort()).toEqual(['darwin_arm64', 'linux_amd64', 'linux_arm64']);
  });

  test('lies in the folder of each stack that has a provider, and in no other', () => {
    const other = new TerraformStack(app, 'other');
    const bare = new TerraformStack(app, 'bare');
    new CrowdsecProvider(stack, 'crowdsec');
    new CrowdsecProvider(other, 'crowdsec');
    app.synth();
    expect([stack, other, bare].map((one) => existsSync(plugins(one)))).toEqual([true, true, false]);
  });

  test('is named in the lock file, so that nobody asks the network for it', () => {
    new CrowdsecProvider(stack, 'crowdsec');
    app.synth();
    const lock = readFileSync(join(app.outdir, 'stacks', 'production', '.terraform.lock.hcl'), 'utf8');
    expect(lock).toMatch(/provider "terraform.local\/crowdsec\/crowdsec" \{/);
  });

  test('stays as it is when the app is synthesised again', () => {
    new CrowdsecProvider(stack, 'crowdsec');
    app.synth();
    const file = join(plugins(stack), thisPlatform(), FILE);
    const before = statSync(file).ino;
    app.synth();
    expect(statSync(file).ino).toBe(before);
  });

  test('what keeps it from being placed is an error of the provider\'s construct', () => {
    new CrowdsecProvider(stack, 'crowdsec');
    const rival = join(plugins(stack), thisPlatform(), 'terraform-provider-crowdsec_v0.0.1');
    mkdirSync(dirname(rival), { recursive: true });
    writeFileSync(rival, '');
    expect(() => app.synth()).toThrow(/^production\/crowdsec: the provider's plugin cannot be used: .*holds a second plugin/);
  });

  test('a platform on which it cannot run', () => {
    new CrowdsecProvider(stack, 'crowdsec', { platforms: ['windows_amd64'] });
    expect(() => app.synth()).toThrow(/production\/crowdsec: the provider's plugin cannot be used: .* not run on windows_amd64/);
  });

  test('is locked beside the providers that the stack requires in the end, overrides and Aspects included', () => {
    new CrowdsecProvider(stack, 'crowdsec');
    stack.addOverride('terraform.required_providers.routeros', { source: 'terraform-routeros/routeros', version: '1.99.1' });
    Aspects.of(stack).add({ visit: (node) => { if (node === stack) new NullProvider(stack, 'null'); } });
    app.synth();
    const lock = readFileSync(join(app.outdir, 'stacks', 'production', '.terraform.lock.hcl'), 'utf8');
    expect(lock).toContain('"registry.terraform.io/terraform-routeros/routeros"');
    expect(lock).toContain('"registry.terraform.io/hashicorp/null"');
  });

  test('is locked though another run of the app has begun to write the same stack', () => {
    const own = stack.synthesizer;
    stack.synthesizer = {
      synthesize(session) {
        own.synthesize(session);
        const file = join(app.outdir, 'stacks', 'production', 'cdk.tf.json');
        writeFileSync(file, readFileSync(file, 'utf8').slice(0, 100));
      },
    };
    new CrowdsecProvider(stack, 'crowdsec');
    new NullProvider(stack, 'null');
    app.synth();
    const lock = readFileSync(join(app.outdir, 'stacks', 'production', '.terraform.lock.hcl'), 'utf8');
    expect(lock).toContain('"terraform.local/crowdsec/crowdsec"');
    expect(lock).toContain('"registry.terraform.io/hashicorp/null"');
  });

  test('comes too late for a provider that an Aspect adds', () => {
    Aspects.of(stack).add({ visit: (node) => { if (node === stack) new CrowdsecProvider(stack, 'crowdsec'); } });
    expect(() => app.synth()).toThrow('production/crowdsec: a CrowdsecProvider that is added while the app is synthesised');
  });

  test('that Terraform would not find here, because of its CLI configuration, is a warning with what to add', () => {
    const file = join(app.outdir, 'cli.tfrc');
    writeFileSync(file, 'provider_installation {\n  direct {}\n}\n');
    const before = process.env.TF_CLI_CONFIG_FILE;
    process.env.TF_CLI_CONFIG_FILE = file;
    try {
      new CrowdsecProvider(stack, 'crowdsec');
      app.synth();
    } finally {
      if (before === undefined) delete process.env.TF_CLI_CONFIG_FILE;
      else process.env.TF_CLI_CONFIG_FILE = before;
    }
    const { annotations } = JSON.parse(readFileSync(join(app.outdir, 'manifest.json'), 'utf8')).stacks.production;
    expect(annotations).toMatchObject([{ constructPath: 'production/crowdsec', level: '@cdktf/warn' }]);
    expect(annotations[0].message).toContain(`${file} has a provider_installation block`);
    // As Terraform reads it in the stack's folder, and in that of every other stack.
    const [, path] = /path += "(.*)"/.exec(annotations[0].message)!;
    expect(readdirSync(join(app.outdir, 'stacks', 'production', path))).toEqual(['terraform.local']);
  });

  test('is written by no synthesis in memory', () => {
    new CrowdsecProvider(stack, 'crowdsec');
    new Integration(stack, 'edge', { outputFormat: OutputFormat.F5 });
    Testing.synth(stack);
    expect(readdirSync(join(app.outdir, 'stacks'))).toEqual([]);
  });
});
