import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { packageFolder } from './notices';

/** SPDX identifiers of licences whose terms let a package be passed on inside this one. Another one fails the build: read it before it is added. */
export const ALLOWED_LICENCES: readonly string[] = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'Unlicense'];

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Where its files are, relative to the root. */
  readonly folder: string;
}

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly bundledDependencies?: readonly string[];
}

/**
 * What is inside the package that others wrote, as CycloneDX 1.6 in JSON: each bundled file of lib with its hash and the packages whose
 * code is in it, each of these with version, licence, package URL and the hash that the lock file has of it; and the packages that lie
 * beside lib. The same inputs give the same bytes. An error for a licence that is not allowed.
 * @param bundles what esbuild says of the parts of a bundle, by the file below lib that holds it; the files are there already
 */
export function billOfMaterials(root: string, bundles: { readonly [file: string]: readonly Metafile[] }): string {
  const own = packageAt(root, '.');
  const beside = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageJson).bundledDependencies ?? [];
  const files = Object.entries(bundles).map(([file, metafiles]) => ({ path: `lib/${file}`, packages: packagesIn(root, metafiles) }));
  const besides = beside.map((name) => packageAt(root, `node_modules/${name}`));
  const packages = new Map([...files.flatMap((file) => file.packages), ...besides].map((one) => [purlOf(one), one]));
  const sorted = [...packages].sort(([a], [b]) => (a < b ? -1 : 1));
  const locked = hashesOf(root);

  const content = {
    metadata: { lifecycles: [{ phase: 'build' }], component: component(own) },
    components: [
      ...files.map(({ path }) => ({ 'type': 'file', 'bom-ref': path, 'name': path, 'hashes': [{ alg: 'SHA-256', content: digest('sha256', readFileSync(join(root, path))) }] })),
      ...sorted.map(([, one]) => ({ ...component(one), hashes: [{ alg: 'SHA-512', content: locked(one.folder) }] })),
    ],
    dependencies: [
      { ref: purlOf(own), dependsOn: [...files.map(({ path }) => path), ...besides.map(purlOf)] },
      ...files.map((file) => ({ ref: file.path, dependsOn: [...new Set(file.packages.map(purlOf))].sort() })),
      ...sorted.map(([ref]) => ({ ref })),
    ],
  };
  const bill = { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: serialOf(content), version: 1, ...content };
  return `${JSON.stringify(bill, undefined, 2)}\n`;
}

/** The packages of which a bundle holds code; esbuild also names files of which nothing was left. */
function packagesIn(root: string, metafiles: readonly Metafile[]): Package[] {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const held = outputs.flatMap(({ inputs }) => Object.entries(inputs)).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return [...new Set(held.map(([path]) => packageFolder(path)).filter((folder) => folder !== undefined))].map((folder) => packageAt(root, folder));
}

function packageAt(root: string, folder: string): Package {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as PackageJson;
  const names = typeof license === 'string' ? license.split(/[()\s]+|\b(?:AND|OR)\b/).filter(Boolean) : [];
  const unknown = names.filter((one) => !ALLOWED_LICENCES.includes(one));
  if (names.length === 0 || unknown.length > 0) {
    throw new Error(`${name} ${version}, which a bundle holds, has the licence ${JSON.stringify(license)}, which is not among those allowed `
      + '(scripts/build/bill-of-materials.ts): read its terms, then allow it there or do without the package');
  }
  return { name, version, license: license as string, folder };
}

function component(one: Package): object {
  const [scope, plain] = one.name.startsWith('@') ? one.name.split('/') : [undefined, one.name];
  const purl = purlOf(one);
  const licence = /\s/.test(one.license) ? { expression: one.license } : { license: { id: one.license } };
  return { 'type': 'library', 'bom-ref': purl, ...(scope ? { group: scope } : {}), 'name': plain, 'version': one.version, 'licenses': [licence], purl };
}

function purlOf({ name, version }: Package): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** The SHA-512 of a package's archive, in hexadecimal, by its folder. */
function hashesOf(root: string): (folder: string) => string {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: { [folder: string]: { integrity?: string } } };
  return (folder) => {
    const sum = /^sha512-(\S+)/.exec(packages[folder]?.integrity ?? '')?.[1];
    if (sum === undefined) throw new Error(`package-lock.json has no SHA-512 of ${folder}: run npm install`);
    return Buffer.from(sum, 'base64').toString('hex');
  };
}

/** A UUID made of what the bill says, so that it changes with it and with nothing else. */
function serialOf(content: object): string {
  const hex = digest('sha256', JSON.stringify(content));
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function digest(algorithm: string, data: string | Buffer): string {
  return createHash(algorithm).update(data).digest('hex');
}
