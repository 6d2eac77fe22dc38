import { appendFileSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

  test('names providers that are not locked yet in a comment, in full, for cdktf alone', async () => {
    placePlugin(folder.path, undefined, [{ source: PLUGIN_SOURCE, version: PLUGIN_VERSION }, NULL, { source: 'paloaltonetworks/panos' }]);
    const [, comment] = /^\/\*([^]*)\*\/$/m.exec(locked())!;
    expect(comment.match(/^provider ".*" \{\n {2}constraints = ">= 0"\n\}$/gm)).toHaveLength(2);
    expect(comment).toContain('"registry.terraform.io/hashicorp/null"');
    expect(comment).toContain('"registry.terraform.io/paloaltonetworks/panos"');
    expect(await init()).toBe('initialised');
  });

  test('keeps the entries of other providers, and drops one of a version that the stack no longer demands', () => {
    const { file } = installPlugin(plugins(), [thisPlatform()])[0];
    writeFileSync(lockFile(), NULL_ENTRY);
    writeLockFile(folder.path, dirname(file), [NULL]);
    expect(locked()).toContain(NULL_ENTRY);
    writeLockFile(folder.path, dirname(file), [{ ...NULL, version: '~> 3.1' }]);
    expect(locked()).toContain(NULL_ENTRY);
    writeLockFile(folder.path, dirname(file), [{ ...NULL, version: '3.2.5' }]);
    expect(locked()).not.toContain('3.2.4');
    expect(locked()).toContain('"registry.terraform.io/hashicorp/null"');
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

test('problems come back as texts for the constructs to report', () => {
  expect(placePlugin('unused', ['windows_amd64'])).toEqual([expect.stringContaining('does not run on windows_amd64')]);
  expect(placePlugin('unused', [])).toEqual([expect.stringContaining('no platform is named')]);
});
