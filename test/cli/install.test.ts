import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './support';
import { PLUGIN_VERSION, thisPlatform } from '../../src/plugin';
import { inTemporaryFolder } from '../plugin/support';
import { cleanEnvironment, run, TERRAFORM } from '../support/terraform';

describe('cdktf-crowdsec install', () => {
  const home = inTemporaryFolder();
  const fileIn = (plugins: string): string => join(plugins, 'terraform.local/crowdsec/crowdsec', PLUGIN_VERSION, thisPlatform(),
    `terraform-provider-crowdsec_v${PLUGIN_VERSION}.cjs`);
  const ownPlugins = (): string => join(home.path, '.terraform.d', 'plugins');

  test('makes plain Terraform find the provider, by the block that it prints', async () => {
    const { code, stdout, stderr } = await cli(['install'], { HOME: home.path });
    expect([code, stderr]).toEqual([0, '']);
    const [first, , ...block] = stdout.split('\n');
    expect(first).toBe(`written: ${fileIn(ownPlugins())}`);
    writeFileSync(join(home.path, 'main.tf'), block.join('\n'));
    for (const args of [['init', '-no-color'], ['providers', 'schema', '-json']]) {
      const result = await run(TERRAFORM, args, { cwd: home.path, env: cleanEnvironment({ HOME: home.path }) });
      expect(`${result.code} ${result.stderr}`).toBe('0 ');
    }
    expect((await cli(['install'], { HOME: home.path })).stdout).toContain(`already there: ${fileIn(ownPlugins())}`);
  });

  test('says what other content under the same version means for lock files', async () => {
    await cli(['install'], { HOME: home.path });
    appendFileSync(fileIn(ownPlugins()), '// of another build\n');
    const { code, stdout, stderr } = await cli(['install'], { HOME: home.path });
    expect(code).toBe(0);
    expect(stdout).toContain(`replaced: ${fileIn(ownPlugins())}`);
    expect(stderr).toContain('delete the block of');
  });

  test('writes under another folder, and says how Terraform is told of it', async () => {
    const dir = join(home.path, 'mirror');
    const { code, stdout, stderr } = await cli(['install', '--dir', dir], { HOME: home.path });
    expect(code).toBe(0);
    expect(stdout).toContain(`written: ${fileIn(dir)}`);
    expect(stderr).toContain(`terraform init -plugin-dir=${dir}`);
  });

  test('names a CLI configuration that turns the folder off', async () => {
    const file = join(home.path, 'cli.tfrc');
    writeFileSync(file, 'provider_installation {\n  direct {}\n}\n');
    const { code, stderr } = await cli(['install'], { HOME: home.path, TF_CLI_CONFIG_FILE: file });
    expect(code).toBe(0);
    expect(stderr).toContain(`${file} has a provider_installation block`);
    expect(stderr).toContain(`path    = "${ownPlugins()}"`);
  });

  test('fails with the folder that it cannot write to', async () => {
    const file = join(home.path, 'a-file');
    writeFileSync(file, '');
    const { code, stdout, stderr } = await cli(['install', '--dir', file], { HOME: home.path });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`cannot write the crowdsec plugin to ${file}`);
    expect(stderr).not.toContain('    at ');
  });
});
