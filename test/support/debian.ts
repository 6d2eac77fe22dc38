import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A program that was extracted from its package: how to start it. */
export interface DebianProgram {
  readonly path: string;
  /** The environment with what finds its libraries. */
  readonly env: NodeJS.ProcessEnv;
  /** The folder that the packages were extracted into: its `/`. */
  readonly root: string;
}

const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdktf-crowdsec', 'debian');
const PROGRAM_FOLDERS = ['usr/sbin', 'usr/bin', 'sbin', 'bin'];
const LIBRARY_FOLDERS = ['usr/lib', 'lib'];

/**
 * A program of Debian's, with the libraries it needs, without installing anything: the packages are downloaded by apt, which checks
 * them, and extracted into a cache outside the repository. Answers with a text that says why where that cannot be. It waits for its
 * end, so that a suite that is being described can say in its title why it does not run.
 * @param packages by name: the program's own and those of its libraries
 * @param program its file name, such as `nft`
 */
export function debianProgram(packages: readonly string[], program: string): DebianProgram | string {
  const root = debianRoot(packages);
  if (typeof root === 'string') return root;
  const path = PROGRAM_FOLDERS.map((folder) => join(root.root, folder, program)).find((file) => existsSync(file));
  if (path === undefined) return `the packages ${packages.join(', ')} have no program ${program}`;
  return { path, env: environmentOf(root.root), root: root.root };
}

/**
 * A package and all that it needs and this machine has not installed, for {@link debianProgram}; a text that says why where apt cannot
 * tell. For programs that need so much that no list of it would hold for long.
 */
export function withDependencies(name: string): string[] | string {
  const { status, error, stdout, stderr } = spawnSync('apt-get', ['install', '--simulate', '--no-install-recommends', name], { encoding: 'utf8' });
  if (error) return `apt-get cannot be started: ${error.message}`;
  if (status !== 0) return `apt-get cannot tell what ${name} needs: ${lastLine(stderr)}`;
  return [name, ...[...stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]).filter((each) => each !== name)];
}

/** The packages side by side in one folder, as their files lie under `/`. */
function debianRoot(packages: readonly string[]): { readonly root: string } | string {
  const key = createHash('sha256').update([...packages].sort().join(' ')).digest('hex').slice(0, 16);
  const root = join(CACHE, `${packages[0]}-${key}`);
  if (existsSync(root)) return { root };
  mkdirSync(CACHE, { recursive: true });
  // Beside its place, so that it can be moved there in one step: suites that run at the same time see all of it or nothing.
  const making = mkdtempSync(join(CACHE, 'making-'));
  try {
    const problem = extract(packages, making);
    if (problem !== undefined) return problem;
    rename(join(making, 'root'), root);
    return { root };
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Says why it cannot, or nothing. */
function extract(packages: readonly string[], folder: string): string | undefined {
  const downloaded = attempt('apt-get', ['download', ...packages], folder);
  if (downloaded !== undefined) return `apt-get cannot download ${packages.join(', ')}: ${downloaded}`;
  mkdirSync(join(folder, 'root'));
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb')).sort()) {
    const extracted = attempt('dpkg', ['-x', file, 'root'], folder);
    if (extracted !== undefined) return `dpkg cannot extract ${file}: ${extracted}`;
  }
  return undefined;
}

/** Says why a program failed, or nothing. */
export function attempt(program: string, args: readonly string[], cwd?: string): string | undefined {
  const { status, error, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (error) return (error as NodeJS.ErrnoException).code === 'ENOENT' ? `there is no program ${program} here` : error.message;
  return status === 0 ? undefined : lastLine(stderr) || `it ended with ${status}`;
}

function lastLine(text: string): string | undefined {
  return text.trim().split('\n').pop();
}

/** Another suite may have been faster: then its folder, with the same packages, stays. */
function rename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

function environmentOf(root: string): NodeJS.ProcessEnv {
  const libraries = LIBRARY_FOLDERS.map((folder) => join(root, folder)).filter((folder) => existsSync(folder)).flatMap((folder) => (
    // Debian keeps them in a folder of the machine's kind, such as x86_64-linux-gnu.
    [folder, ...readdirSync(folder).filter((name) => name.endsWith('-linux-gnu')).map((name) => join(folder, name))]
  ));
  const before = process.env.LD_LIBRARY_PATH ? [process.env.LD_LIBRARY_PATH] : [];
  return { ...process.env, LD_LIBRARY_PATH: [...libraries, ...before].join(delimiter) };
}
