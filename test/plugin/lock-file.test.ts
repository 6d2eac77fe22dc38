import { appendFileSync, existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
/* eslint-disable import/no-extraneous-dependencies -- cdktf-cli brings its core, which is what reads the file */
import { ProviderConstraint } from '@cdktf/cli-core/src/lib/dependencies/dependency-manager';
import { TerraformProviderLock } from '@cdktf/cli-core/src/lib/terraform-provider-lock';
/* eslint-enable import/no-extraneous-dependencies */
import { inTemporaryFolder } from './support';
import { installPlugin, placePlugin, PLUGIN_SOURCE, PLUGIN_VERSION, thisPlatform } from '../../src/plugin';
import { writeLockFile } from '../../src/plugin/lock-file';
import { cleanEnvironment, run, TERRAFORM } from '../support/terraform';

const NULL = { source: 'null', version: '3.2.4' };
const NULL_ENTRY = `provider "registry.terraform.io/hashicorp/null" {
  version     = "3.2.4"
  constraints = "3.2.4"
  hashes = [
    "h1:hkf5w5B6q8e2A42ND2CjAvgvSN3puAosDmOJb3zCVQM=",
  ]
}
`;
const LONG_AGO = new Date('2001-01-01T00:00:00Z');

describe('the lock file of a stack', () => {
  const folder = inTemporaryFolder();
  const plugins = (): string => join(folder.path, 'terraform.d', 'plugins');
  const lockFile = (): string => join(folder.path, '.terraform.lock.hcl');
  const locked = (): string => readFileSync(lockFile(), 'utf8');

  async function init(): Promise<string> {
    writeFileSync(join(folder.path, 'main.tf'),
      `terraform {\n  required_providers {\n    crowdsec = { source = "${PLUGIN_SOURCE}", version = "${PLUGIN_VERSION}" }\n  }\n}\n`);
    const { code, output } = await run(TERRAFORM, ['init', '-no-color'], { cwd: folder.path, env: cleanEnvironment() });
    return code === 0 ? 'initialised' : output;
  }

  test('holds what Terraform itself would record', async () => {
    installPlugin(plugins());
    expect(await init()).toBe('initialised');
    const byTerraform = locked();
    rmSync(lockFile());
    placePlugin(folder.path);
    expect(byTerraform).toContain(locked());
  });

  test('is not touched when it fits, as Terraform wrote it', async () => {
    placePlugin(folder.path);
    expect(await init()).toBe('initialised');
    utimesSync(lockFile(), LONG_AGO, LONG_AGO);
    placePlugin(folder.path);
    expect(statSync(lockFile()).mtime).toEqual(LONG_AGO);
  });

  test('follows the plugin\'s content, which Terraform refuses otherwise', async () => {
    const [{ file }] = installPlugin(plugins());
    appendFileSync(file, '// an earlier build\n');
    expect(await init()).toBe('initialised');
    installPlugin(plugins());
    expect(await init()).toMatch(/doesn't match any of the\s+checksums previously recorded/);
    placePlugin(folder.path);
    expect(await init()).toBe('initialised');
  });

  test('names the other providers in a comment, in full, where cdktf finds them and Terraform sees none', async () => {
    placePlugin(folder.path, undefined, [{ source: PLUGIN_SOURCE, version: PLUGIN_VERSION }, NULL, { source: 'paloaltonetworks/panos' }]);
    const stack = new TerraformProviderLock(folder.path);
    for (const [source, version] of [['null', '3.2.4'], ['paloaltonetworks/panos', undefined], [PLUGIN_SOURCE, PLUGIN_VERSION]]) {
      expect([source, await stack.hasMatchingProvider(new ProviderConstraint(source!, version))]).toEqual([source, true]);
    }
    expect(await init()).toBe('initialised');
    const before = locked();
    placePlugin(folder.path, undefined, [NULL, { source: 'paloaltonetworks/panos' }]);
    expect(locked()).toBe(before);
  });

  test.each(['3.2.4', '~> 3.1', '>= 3, < 4', '!= 3.2.3', undefined])('keeps the entry of a provider that fits %s, and cdktf finds that it does', async (version) => {
    const { file } = installPlugin(plugins(), [thisPlatform()])[0];
    writeFileSync(lockFile(), NULL_ENTRY);
    writeLockFile(folder.path, dirname(file), [{ source: 'null', version }]);
    expect(locked()).toContain(NULL_ENTRY);
    expect(await new TerraformProviderLock(folder.path).hasMatchingProvider(new ProviderConstraint('null', version))).toBe(true);
  });

  test.each(['3.2.5', '~> 3.3', '~> 3.1.0', '< 3.2.4', '> 3.2.4'])('drops the entry of a provider that does not fit %s, as Terraform would demand', (version) => {
    const { file } = installPlugin(plugins(), [thisPlatform()])[0];
    writeFileSync(lockFile(), NULL_ENTRY);
    writeLockFile(folder.path, dirname(file), [{ source: 'null', version }]);
    expect(locked()).not.toContain('3.2.4');
  });

  test('knows OpenTofu\'s entries as the same providers', () => {
    const { file } = installPlugin(plugins(), [thisPlatform()])[0];
    writeFileSync(lockFile(), NULL_ENTRY.replace('terraform.io', 'opentofu.org'));
    writeLockFile(folder.path, dirname(file), [NULL]);
    expect(locked()).toContain('registry.opentofu.org/hashicorp/null');
    writeLockFile(folder.path, dirname(file), [{ ...NULL, version: '3.2.5' }]);
    expect(locked()).not.toContain('opentofu');
  });
});

test('a platform that it cannot serve, or none at all, is refused before anything is written', () => {
  expect(() => placePlugin('unused', ['linux_amd64', 'windows_amd64'])).toThrow('does not run on windows_amd64');
  expect(() => placePlugin('unused', [])).toThrow('no platform is named');
  expect(existsSync('unused')).toBe(false);
});
