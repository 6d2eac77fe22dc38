import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder } from './support';
import { cliConfigProblem } from '../../src/plugin';

describe('Terraform\'s CLI configuration', () => {
  const folder = inTemporaryFolder();

  function problemWith(text: string): string[] {
    const file = join(folder.path, 'cli.tfrc');
    writeFileSync(file, text);
    return cliConfigProblem('/opt/plugins', { TF_CLI_CONFIG_FILE: file });
  }

  test('a block that turns plugin folders off is named, with what to add', () => {
    const problem = problemWith('provider_installation {\n  direct {}\n}\n').join('\n');
    expect(problem).toContain(join(folder.path, 'cli.tfrc'));
    expect(problem).toContain('path    = "/opt/plugins"');
    expect(problem).toContain('exclude = ["terraform.local/*/*"]');
  });

  test.each([
    ['without such a block', 'plugin_cache_dir = "/tmp/cache"\n'],
    ['that knows the provider already', 'provider_installation {\n  dev_overrides { "terraform.local/crowdsec/crowdsec" = "/opt" }\n}\n'],
  ])('one %s is fine', (_, text) => {
    expect(problemWith(text)).toEqual([]);
  });

  test('written as JSON', () => {
    expect(problemWith('{\n  "provider_installation": { "direct": {} }\n}\n')).not.toEqual([]);
  });

  test('is the one in the home folder, of OpenTofu its own first', () => {
    const env = { HOME: folder.path };
    writeFileSync(join(folder.path, '.terraformrc'), 'provider_installation {\n}\n');
    expect(cliConfigProblem('/opt/plugins', env)[0]).toContain('.terraformrc has a provider_installation block');
    expect(cliConfigProblem('/opt/plugins', { ...env, TERRAFORM_BINARY_NAME: '/usr/bin/tofu' })).not.toEqual([]);
    writeFileSync(join(folder.path, '.tofurc'), '');
    expect(cliConfigProblem('/opt/plugins', { ...env, TERRAFORM_BINARY_NAME: '/usr/bin/tofu' })).toEqual([]);
  });

  test('none is fine', () => {
    expect(cliConfigProblem('/opt/plugins', { TF_CLI_CONFIG_FILE: join(folder.path, 'missing') })).toEqual([]);
  });
});
