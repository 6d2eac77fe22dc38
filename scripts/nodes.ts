/**
 * Fetches Node, old and new, into the user's cache, for `npm run test:engines`: npm gets it, and checks it, as a package of the machine's platform.
 * What is there stays. Usage: npx tsx scripts/nodes.ts
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './go-module';

/** What this package is to run on: its floor, the newest of each line that gets updates, the newest of all. And one that it refuses. */
export const NODES = {
  oldest: '20.9.0',
  between: ['24.21.0', '22.23.3'],
  newest: '26.10.0',
  refused: '18.20.8',
};

/** The versions that all must work on, oldest first. */
export const SUPPORTED_NODES: readonly string[] = [NODES.oldest, ...NODES.between, NODES.newest].sort();

const VERSIONS = cacheFolder('node');

/** The package with Node for a platform; its maker names those for Apple's processors in another way. */
function packageName(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `${platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${process.arch}`;
}

/** The folder that a version's `node` lies in, once it is fetched. */
export function nodeFolder(version: string): string {
  return join(VERSIONS, version, 'node_modules', packageName(), 'bin');
}

/** Fetches what is missing of all versions. @returns whether all are there now */
export async function fetchNodes(say: (line: string) => void): Promise<boolean> {
  const fetched = await Promise.all([...SUPPORTED_NODES, NODES.refused].map(async (version) => {
    if (existsSync(nodeFolder(version))) return true;
    try {
      await fetchNode(version);
      say(`Node ${version}: fetched`);
      return true;
    } catch (error) {
      say(`Node ${version}: failed: ${(error as Error).message}`);
      return false;
    }
  }));
  return fetched.every((there) => there);
}

/** Made beside its place, and moved there in one step: a fetch that is cut short leaves nothing that looks whole. */
async function fetchNode(version: string): Promise<void> {
  mkdirSync(VERSIONS, { recursive: true });
  const making = mkdtempSync(join(VERSIONS, 'making-'));
  try {
    await promisify(execFile)('npm', ['install', `--prefix=${making}`, '--ignore-scripts', '--no-save', '--no-package-lock', '--no-audit',
      '--no-fund', `${packageName()}@${version}`], { shell: process.platform === 'win32' });
    renameSync(making, join(VERSIONS, version));
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

if (require.main === module) {
  void fetchNodes(console.log).then((there) => { process.exitCode = there ? 0 : 1; });
}
