import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const RULE = '-'.repeat(80);

/** The licences of the packages that are inside the bundles, which their terms ask to go along. */
export function thirdPartyNotices(root: string, metafiles: readonly Metafile[]): string {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).map(packageFolder).filter((folder) => folder !== undefined));
  const notices = [...folders].map((folder) => notice(join(root, folder)));
  return `The files under lib contain these packages.\n\n${[...new Set(notices)].sort().join(`\n${RULE}\n\n`)}`;
}

/** The folder of the package that a file of a bundle is from; nothing where it is ours. */
export function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { [field: string]: string };
  const texts = readdirSync(folder).filter((file) => LICENCE_FILE.test(file)).sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts, ''].join('\n\n');
}
