import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './support';
import { inTemporaryFolder } from '../plugin/support';
import { grownOrganization } from '../support/organization';
import { Service } from '../support/service';

const folder = inTemporaryFolder();
const out = () => join(folder.path, 'crowdsec');

let service: Service;
beforeAll(async () => { service = await Service.start(); });
beforeEach(async () => {
  await service.reset();
  service.restore(grownOrganization(12, 24));
});
afterAll(() => service.end());

const adopt = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => (
  cli(['adopt', ...args], { CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey, ...env })
);

/** Everything below a folder, as it is on the disk. */
const filesIn = (path: string) => readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();

describe('cdktf-crowdsec adopt', () => {
  test('writes an app, says what comes next, and what an import cannot bring', async () => {
    const { code, stdout, stderr } = await adopt(['--out', out()]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('12 integrations with 24 subscriptions, in 18 files');
    expect(stdout).toContain('The plan imports 36 objects and changes none');
    expect(stdout).toContain("add\ncredentialsVersion: '1' to one integration at a time");
    expect(readFileSync(join(out(), 'main.ts'), 'utf8')).toContain('expectedOrganizationId: ');
    expect(readFileSync(join(out(), 'README.md'), 'utf8')).toContain('12 integrations with 24 subscriptions');
    expect(filesIn(folder.path).map((name) => readFileIfFile(join(folder.path, name))).join('\n')).not.toContain(service.apiKey);
  });

  test.each([
    ['neither --out nor --into', [], 'give either --out, for a new folder, or --into'],
    ['both', ['--out', 'a', '--into', 'b'], 'give either --out'],
    ['a format that is none', ['--out', 'a', '--format', 'stormshield'], 'Give one of plain_text, f5'],
    ['an empty tag', ['--out', 'a', '--tag', ''], 'Give at least one character'],
    ['--state with --out', ['--out', 'a', '--state', 'b'], '--state does not go with --out'],
    ['--force with --into', ['--into', 'a', '--force'], '--force does not go with --into'],
  ])('%s is a mistake of usage', async (_, args, text) => {
    const { code, stdout, stderr } = await adopt(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
  });

  test.each<[string, string[], NodeJS.ProcessEnv, string]>([
    ['no key', [], { CROWDSEC_SERVICE_API_KEY: '' }, 'the environment variable CROWDSEC_SERVICE_API_KEY (or CROWDSEC_SAPI_KEY) is not set'],
    ['two keys', [], { CROWDSEC_SAPI_KEY: 'other-key' }, 'are both set, to different keys'],
    ['a key with a line break', [], { CROWDSEC_SERVICE_API_KEY: 'secret-key\n' }, 'CROWDSEC_SERVICE_API_KEY: holds a space, a line break'],
    ['a wrong key', [], { CROWDSEC_SERVICE_API_KEY: 'wrong-secret-key' }, 'could not be read: GET '],
    ['a URL in plain text', [], { CROWDSEC_SERVICE_API_URL: 'http://example.org/v1' }, 'CROWDSEC_SERVICE_API_URL: '],
    ['another organisation\'s key', ['--expected-organization', 'mine'], {}, 'and "mine" is expected. Nothing was read or written'],
  ])('%s: one error, exit code 1, nothing written', async (_, args, env, text) => {
    const { code, stdout, stderr } = await adopt(['--out', out(), ...args], env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/secret-key|other-key|\n {4}at /);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('a service that fails on a later page: nothing is written', async () => {
    service.restore(grownOrganization(130, 0));
    await service.fault({ path: '/integrations', delayMs: 1 });
    await service.fault({ path: '/integrations', status: 200, body: '{' });
    const { code, stderr } = await adopt(['--out', out()]);
    expect((await service.journal()).map(({ query }) => query.page).slice(0, 3)).toEqual([undefined, '1', '2']);
    expect(code).toBe(1);
    expect(stderr).toContain('the organisation could not be read: GET ');
    expect(stderr).toContain('Nothing was written.');
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('a folder that holds something is left alone without --force; with it, what is not written stays', async () => {
    mkdirSync(out());
    writeFileSync(join(out(), 'main.ts'), '// mine');
    writeFileSync(join(out(), 'notes.txt'), 'mine too');
    const refused = await adopt(['--out', out()]);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain(`${out()} is not empty: it holds main.ts, notes.txt. Nothing was written.`);
    expect(readFileSync(join(out(), 'main.ts'), 'utf8')).toBe('// mine');
    expect(await service.journal()).toEqual([]);

    expect((await adopt(['--out', out(), '--force'])).code).toBe(0);
    expect(readFileSync(join(out(), 'main.ts'), 'utf8')).toContain('addIntegrations(stack);');
    expect(readFileSync(join(out(), 'notes.txt'), 'utf8')).toBe('mine too');
  });

  test('a folder that cannot be made ends with its name', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    const { code, stderr } = await adopt(['--out', join(folder.path, 'file', 'crowdsec')]);
    expect(code).toBe(1);
    expect(stderr).toContain(`cannot read ${join(folder.path, 'file', 'crowdsec')}: it is no folder`);
  });

  test.each([1, 18])('killed while it names file %s of 18: nothing half-written stands, and the next run works', async (file) => {
    const preload = join(folder.path, 'kill.cjs');
    writeFileSync(preload, `const fs = require('node:fs'); const real = fs.renameSync; let left = ${file};
      fs.renameSync = (...args) => { if (--left === 0) process.kill(process.pid, 'SIGKILL'); real(...args); };`);
    expect((await adopt(['--out', out()], { NODE_OPTIONS: `--require ${preload}` })).code).toBe(-1);
    expect(existsSync(out())).toBe(false);
    expect((await adopt(['--out', out()])).code).toBe(0);
    expect(existsSync(join(out(), 'main.ts'))).toBe(true);
  });

  test('what this version cannot declare is left out with a warning, and listed in the README', async () => {
    await service.fault({ path: '/integrations', change: { items: { output_format: 'stormshield\u001b[2J' } } });
    const nothing = await adopt(['--out', out()]);
    expect([nothing.code, nothing.stdout]).toEqual([1, '']);
    expect(nothing.stderr).toContain('there is nothing to adopt: of 12 integrations this version can declare none');
    expect(nothing.stderr).toContain('"stormshield\\u001b[2J" is no output format');
    expect(existsSync(out())).toBe(false);

    await service.fault({ path: '/integrations', change: { items: { cves: [{ id: 'CVE-2024-1\u202e' }] } } });
    const { code, stdout, stderr } = await adopt(['--out', out(), '--format', 'cisco']);
    expect(code).toBe(0);
    expect(stdout).toContain('1 integrations with 1 subscriptions');
    expect(stderr).toContain('warning: 1 left out, because this version cannot declare them:\n  cve "CVE-2024-1\\u202e" of integration');
    expect(readFileSync(join(out(), 'README.md'), 'utf8')).toMatch(/^ {4}cve "CVE-2024-1\\u202e" of integration .* is no CVE id/m);
  });

  test('a filter that nothing fits is an error', async () => {
    const { code, stderr } = await adopt(['--out', out(), '--name', 'nobody']);
    expect(code).toBe(1);
    expect(stderr).toContain('there is nothing to adopt: no integration of organisation');
    expect(existsSync(out())).toBe(false);
  });

  test.each<[string, { readonly [name: string]: string }, string]>([
    ['nothing to add to', {}, 'holds neither a cdktf.json nor a .tf file'],
    ['an app in another language', { 'cdktf.json': '{"language":"python"}' }, 'is written in "python", and adopt writes TypeScript'],
    ['an app that was never synthesised', { 'cdktf.json': '{"language":"typescript"}' }, 'was not synthesised'],
    ['a configuration that was never applied', { 'main.tf': '' }, 'nothing says what'],
    ['a state that is none', { 'main.tf': '', 'terraform.tfstate': '{"password":"secret' }, 'is no Terraform state of version 4'],
  ])('--into %s is an error that says so', async (_, files, text) => {
    mkdirSync(out());
    for (const [name, content] of Object.entries(files)) writeFileSync(join(out(), name), content);
    const { code, stdout, stderr } = await adopt(['--into', out()]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/secret|\n {4}at /);
    expect(readdirSync(out()).sort()).toEqual(Object.keys(files).sort());
  });
});

function readFileIfFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
