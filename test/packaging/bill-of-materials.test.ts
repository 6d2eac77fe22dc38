import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { ALLOWED_LICENCES, billOfMaterials } from '../../scripts/build/bill-of-materials';

const ROOT = join(__dirname, '..', '..');

interface Component {
  readonly 'type': 'file' | 'library';
  readonly 'bom-ref': string;
  readonly 'group'?: string;
  readonly 'name': string;
  readonly 'version'?: string;
  readonly 'purl'?: string;
  readonly 'licenses'?: readonly { readonly license?: { readonly id: string }; readonly expression?: string }[];
  readonly 'hashes': readonly { readonly alg: string; readonly content: string }[];
}

interface Bill {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp?: string; readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

describe('the bill of materials in the package', () => {
  const bill = JSON.parse(readFileSync(join(ROOT, 'lib', 'sbom.cdx.json'), 'utf8')) as Bill;
  const files = bill.components.filter(({ type }) => type === 'file');
  const libraries = bill.components.filter(({ type }) => type === 'library');
  const under = (ref: string) => bill.dependencies.find((entry) => entry.ref === ref)?.dependsOn ?? [];

  test('has every bundled file, with the hash that it has', () => {
    expect(files.map(({ name }) => name).sort()).toEqual([
      'lib/api/index.js', 'lib/cli/main.js', 'lib/emulator/index.js', 'lib/gate/main.js', 'lib/provider/main.js', 'lib/provider/plugin.cjs', 'lib/sophos/main.js',
    ]);
    for (const { name, hashes } of files) {
      expect(hashes).toEqual([{ alg: 'SHA-256', content: createHash('sha256').update(readFileSync(join(ROOT, name))).digest('hex') }]);
    }
  });

  test('names the very packages whose code a bundle holds, as bundling again shows, and no other', async () => {
    const { metafile } = await build({
      entryPoints: [join(ROOT, 'src/api/index.ts')], absWorkingDir: ROOT, bundle: true, platform: 'node', format: 'cjs', target: 'node20.9', write: false, metafile: true,
    });
    const inside = Object.entries(Object.values(metafile.outputs)[0].inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .flatMap(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
    expect(under('lib/api/index.js').map((ref) => decodeURIComponent(ref).replace(/^pkg:npm\/(.+)@.*$/, '$1'))).toEqual([...new Set(inside)].sort());
  });

  test('tells of each package its version, an allowed licence, its URL and the hash in the lock file', () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: { [folder: string]: { version: string; integrity?: string } } };
    expect(libraries.length).toBeGreaterThan(10);
    for (const { group, name, version, purl, licenses, hashes, 'bom-ref': ref } of libraries) {
      const full = group ? `${group}/${name}` : name;
      expect(purl).toBe(`pkg:npm/${full.replace('@', '%40')}@${version}`);
      expect(ref).toBe(purl);
      const ids = licenses!.flatMap(({ license, expression }) => license ? [license.id] : expression!.split(/[() ]+|AND|OR/).filter(Boolean));
      expect(ids.filter((id) => !ALLOWED_LICENCES.includes(id))).toEqual([]);
      const installed = Object.entries(lock.packages).filter(([folder, entry]) => folder.endsWith(`node_modules/${full}`) && entry.version === version);
      expect(installed.map(([, { integrity }]) => integrity)).toContain(`sha512-${Buffer.from(hashes[0].content, 'hex').toString('base64')}`);
    }
  });

  test('holds together: each reference leads to one thing, and everything is part of the package', () => {
    const refs = bill.components.map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const own = bill.metadata.component['bom-ref'];
    const reached = new Set([own, ...under(own), ...under(own).flatMap(under)]);
    expect([...reached].sort()).toEqual([own, ...refs].sort());
    expect(bill.dependencies.map(({ ref }) => ref).sort()).toEqual([...reached].sort());
    const { bundledDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { bundledDependencies: string[] };
    expect(under(own).filter((ref) => ref.startsWith('pkg:')).map((ref) => ref.replace(/^pkg:npm\/(.*)@.*/, '$1'))).toEqual(bundledDependencies);
  });

  test('has no time and no chance in it: its serial number is a UUID made of the content', () => {
    expect(bill.metadata.timestamp).toBeUndefined();
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('made of packages that are not ours', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'bill-'));
    write('package.json', { name: 'own', version: '1.0.0', license: 'MIT' });
    write('package-lock.json', { packages: { 'node_modules/@a/b': { integrity: 'sha512-AAEC' }, 'node_modules/c': { integrity: 'sha1-AAEC' } } });
    mkdirSync(join(root, 'lib'));
    writeFileSync(join(root, 'lib', 'x.js'), '');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(file: string, json: object): void {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), JSON.stringify(json));
  }

  /** What esbuild says of a bundle with so many bytes of each package. */
  function bundleOf(bytes: { readonly [folder: string]: number }): { [file: string]: Metafile[] } {
    const inputs = Object.fromEntries(Object.entries(bytes).map(([folder, bytesInOutput]) => [`${folder}/index.js`, { bytesInOutput }]));
    return { 'x.js': [{ inputs: {}, outputs: { 'x.js': { bytes: 1, inputs, imports: [], exports: [] } } }] };
  }

  test.each([['GPL-3.0-only'], ['(MIT OR GPL-2.0)'], ['SEE LICENSE IN LICENSE'], [undefined], [{ type: 'MIT' }]])('a licence %s fails the build, and says of what', (license) => {
    write('node_modules/@a/b/package.json', { name: '@a/b', version: '2.0.0', license });
    expect(() => billOfMaterials(root, bundleOf({ 'node_modules/@a/b': 5 }))).toThrow('@a/b 2.0.0, which a bundle holds, has the licence');
  });

  test('what left nothing in the bundle is not in the bill, whatever its licence', () => {
    write('node_modules/@a/b/package.json', { name: '@a/b', version: '2.0.0', license: '(Apache-2.0 AND MIT)' });
    write('node_modules/c/package.json', { name: 'c', version: '3.0.0', license: 'GPL-3.0-only' });
    const bill = billOfMaterials(root, bundleOf({ 'node_modules/@a/b': 5, 'node_modules/c': 0 }));
    expect((JSON.parse(bill) as Bill).components[1]).toMatchObject({
      group: '@a', name: 'b', version: '2.0.0', purl: 'pkg:npm/%40a/b@2.0.0', licenses: [{ expression: '(Apache-2.0 AND MIT)' }], hashes: [{ alg: 'SHA-512', content: '000102' }],
    });
    expect(bill).not.toContain('pkg:npm/c@');
    expect(billOfMaterials(root, bundleOf({ 'node_modules/@a/b': 5, 'node_modules/c': 0 }))).toBe(bill);
  });

  test('a package that the lock file does not vouch for fails the build', () => {
    write('node_modules/c/package.json', { name: 'c', version: '3.0.0', license: 'MIT' });
    expect(() => billOfMaterials(root, bundleOf({ 'node_modules/c': 5 }))).toThrow('package-lock.json has no SHA-512 of node_modules/c');
  });
});
