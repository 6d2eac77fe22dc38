/** Builds a program from a pinned Go module: what the tests' providers and engines have in common. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** A module at a version, and what of it becomes the program. */
export interface GoModule {
  /** `PATH@VERSION`, as Go gets it. */
  readonly module: string;
  /** Go's hash of the module's files: who changes them cannot keep it. */
  readonly sum: string;
  /** The package that is the program. @default `.` */
  readonly package?: string;
  /** Variables of the program that are set at the link, such as its version: `import/path.Name=value`. */
  readonly variables?: readonly string[];
  /** Parts that the published module lacks, without which it builds. @default none */
  readonly without?: MissingParts;
}

/** Modules that lie in folders of the module's own repository, which a published module does not hold. */
export interface MissingParts {
  /** Begin of their paths: lines of go.mod that name them are left out. */
  readonly modules: string;
  /** The source file that registers them. */
  readonly file: string;
  /** Which of its lines are left out. */
  readonly lines: RegExp;
}

/** A folder in the user's cache for what is built or fetched for tests: outside the repository, for all its checkouts. */
export function cacheFolder(name: string): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdktf-crowdsec', name);
}

/** Built as the main module in its own folder: its own go.sum and replacements hold, and nothing asks for other versions. */
export function buildGoModule(pinned: GoModule, file: string): void {
  const downloaded = download(pinned.module, pinned.sum);
  const draft = `${file}.${process.pid}.draft`;
  const changed = mkdtempSync(join(tmpdir(), 'go-module-'));
  const linked = ['-s', '-w', ...(pinned.variables ?? []).map((variable) => `-X ${variable}`)].join(' ');
  mkdirSync(dirname(file), { recursive: true });
  try {
    const folder = pinned.without ? leaveOut(pinned.without, downloaded, changed) : downloaded;
    go(['build', '-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags', linked, '-o', draft, pinned.package ?? '.'], folder);
    chmodSync(draft, 0o755);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
    rmSync(changed, { recursive: true, force: true });
  }
}

/** Go's own copy of the module stays as it is. @returns the folder with the changed copy */
function leaveOut({ modules, file, lines }: MissingParts, downloaded: string, folder: string): string {
  // Not cpSync: Go's files are read-only, and so would be the copies.
  for (const entry of readdirSync(downloaded, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
    const source = join(entry.parentPath, entry.name);
    const copy = join(folder, relative(downloaded, source));
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, readFileSync(source));
  }
  const edit = (name: string, unwanted: (line: string) => boolean): void => {
    const kept = readFileSync(join(folder, name), 'utf8').split('\n').filter((line) => !unwanted(line));
    writeFileSync(join(folder, name), kept.join('\n'));
  };
  edit('go.mod', (line) => line.includes(modules));
  edit(file, (line) => lines.test(line));
  return folder;
}

/** @returns the folder with the module's source */
function download(module: string, sum: string): string {
  // Away from every go.mod, which the command would read.
  const got = JSON.parse(go(['mod', 'download', '-json', module], tmpdir())) as { readonly Dir: string; readonly Sum?: string };
  if (got.Sum !== sum) throw new Error(`the checksum of ${module} is ${got.Sum}, and ${sum} is pinned: do not use it`);
  return got.Dir;
}

function go(args: readonly string[], cwd: string): string {
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
  const { status, error, stdout, stderr } = spawnSync('go', args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error) throw new Error(`Go cannot be started (${(error as NodeJS.ErrnoException).code}); it is needed to build from source: https://go.dev/dl/`);
  // The download says what went wrong in its JSON, the compiler on standard error.
  if (status !== 0) throw new Error(`go ${args.slice(0, 2).join(' ')}: ${reasonIn(stdout) ?? (stderr.trim() || `ended with ${status}`)}`);
  return stdout;
}

function reasonIn(stdout: string): string | undefined {
  return stdout.startsWith('{') ? (JSON.parse(stdout) as { readonly Error?: string }).Error : undefined;
}
