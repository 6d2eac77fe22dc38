import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inTemporaryFolder } from './support';
import { checkPlatform, installPlugin, PLUGIN_VERSION, PluginError, thisPlatform } from '../../src/plugin';

const LONG_AGO = new Date('2001-01-01T00:00:00Z');

describe('installPlugin', () => {
  const folder = inTemporaryFolder();

  test('writes an executable file where Terraform looks for it', () => {
    const [{ file, outcome }] = installPlugin(folder.path);
    expect(outcome).toBe('written');
    expect(file).toBe(join(folder.path, 'terraform.local/crowdsec/crowdsec', PLUGIN_VERSION, thisPlatform(),
      `terraform-provider-crowdsec_v${PLUGIN_VERSION}.cjs`));
    expect(statSync(file).mode.toString(8)).toMatch(/755$/);
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);
  });

  test('leaves the same content alone, and gives back a lost run bit', () => {
    const [{ file }] = installPlugin(folder.path);
    utimesSync(file, LONG_AGO, LONG_AGO);
    expect(installPlugin(folder.path)).toEqual([{ file, outcome: 'kept' }]);
    expect(statSync(file).mtime).toEqual(LONG_AGO);
  });

  test('replaces other content of the same version, and says so', () => {
    const [{ file }] = installPlugin(folder.path);
    const content = readFileSync(file);
    writeFileSync(file, 'of another build');
    expect(installPlugin(folder.path)).toEqual([{ file, outcome: 'replaced' }]);
    expect(readFileSync(file).equals(content)).toBe(true);
    expect(readdirSync(dirname(dirname(file)))).toEqual([thisPlatform()]);
  });

  test('serves several platforms with one content', () => {
    const placed = installPlugin(folder.path, ['linux_arm64', 'darwin_arm64']);
    const [linux, darwin] = placed.map(({ file }) => readFileSync(file));
    expect(placed.map(({ file }) => basename(dirname(file)))).toEqual(['linux_arm64', 'darwin_arm64']);
    expect(linux.equals(darwin)).toBe(true);
  });

  test('refuses a second plugin beside it, which Terraform might start instead', () => {
    const [{ file }] = installPlugin(folder.path);
    writeFileSync(join(dirname(file), 'terraform-provider-crowdsec'), 'not ours');
    expect(() => installPlugin(folder.path)).toThrow(
      new PluginError(`${dirname(file)} holds a second plugin: terraform-provider-crowdsec`,
        'Terraform starts the first by name, which may not be this one; remove what is not yours, and run this again'),
    );
  });

  test('names the folder that it cannot write to', () => {
    const file = join(folder.path, 'a-file');
    writeFileSync(file, '');
    expect(() => installPlugin(file)).toThrow(`cannot write the crowdsec plugin to ${join(file, 'terraform.local')}`);
  });
});

describe('platforms', () => {
  test.each([
    ['linux', 'x64', 'linux_amd64'], ['linux', 'arm64', 'linux_arm64'], ['darwin', 'arm64', 'darwin_arm64'], ['win32', 'x64', 'windows_amd64'],
  ])('%s on %s is Terraform\'s %s', (os, arch, platform) => {
    expect(thisPlatform(os, arch)).toBe(platform);
  });

  test('a name that Terraform would not know is refused, quoted', () => {
    expect(() => checkPlatform('linux/amd64')).toThrow('"linux/amd64" is no platform; write it as Terraform does');
  });

  test('Windows is refused with the way out', () => {
    expect(() => checkPlatform('windows_amd64')).toThrow('inside the Windows Subsystem for Linux');
  });
});
