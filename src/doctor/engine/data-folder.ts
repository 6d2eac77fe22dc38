import { existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { isTable, merged, readYaml, textUnder, Tree } from '../../bouncers';
import { Seen } from '../examination';
import { isFinding, readTextFile, TextFile } from '../text-file';

/** A file of YAML, with the `.local` beside it where there is one. */
export interface YamlFile {
  readonly path: string;
  readonly tree: Tree;
  readonly files: readonly TextFile[];
}

/** The engine's configuration. */
export interface EngineConfig extends YamlFile {
  readonly folder: string;
}

/** Reads a file of YAML; a mistake in it is a finding. */
export async function readYamlFile(path: string): Promise<YamlFile | Seen<never> | undefined> {
  const main = await readTextFile(path);
  if (main === undefined || isFinding(main)) return main;
  const local = await readTextFile(`${path}.local`);
  if (isFinding(local)) return local;
  const files = local ? [main, local] : [main];
  const read = files.map((file) => ({ file, ...readYaml(file.text) }));
  const wrong = read.find(({ problems }) => problems.length > 0);
  if (wrong) {
    return { status: 'fail', detail: `${wrong.file.path}: ${wrong.problems.join('; ')}`, remedy: 'Mend the line that is named, then restart CrowdSec.' };
  }
  return { path, files, tree: read.map(({ tree }) => tree).reduce((tree, patch) => merged(tree, patch, Infinity)) };
}

/** Where CrowdSec's configuration lies in a folder: Charon has it one deeper. */
export function configPath(dataDir: string): string {
  const deeper = join(dataDir, 'config', 'config.yaml');
  return existsSync(deeper) ? deeper : join(dataDir, 'config.yaml');
}

/**
 * Where a file is that the configuration names, or has a default for. A container's own path is not there outside of it: then the file
 * of that name beside the configuration is meant.
 */
export function pathOf({ tree, folder }: EngineConfig, preset: string, ...key: string[]): string {
  const named = textUnder(tree, ...key);
  if (named === undefined) return join(folder, preset);
  const path = isAbsolute(named) ? named : join(folder, named);
  const beside = join(folder, basename(named));
  return existsSync(path) || !existsSync(beside) ? path : beside;
}

/** Keys of a table that are none of CrowdSec's: it refuses to start with them. */
export function strangersIn(tree: Tree, known: readonly string[]): string[] {
  return isTable(tree) ? Object.keys(tree).filter((key) => !known.includes(key)) : [];
}
