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

  test('none is fine', () => {
    expect(cliConfigProblem('/opt/plugins', { TF_CLI_CONFIG_FILE: join(folder.path, 'missing') })).toEqual([]);
  });
});
