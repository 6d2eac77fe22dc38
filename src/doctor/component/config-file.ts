import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { Seen } from '../examination';

/** A file that people write by hand is shorter. */
const LARGEST = 1_000_000;

/** A configuration file as it was found. */
export interface ConfigFile {
  readonly text: string;
  /** Of the `.local` beside it; empty where there is none. */
  readonly local: string;
  /** Octal permissions of every file that was read, by its path. */
  readonly modes: ReadonlyMap<string, number>;
  readonly symlink: boolean;
}

interface OneFile {
  readonly text: string;
  readonly mode: number;
}

/** Reads the file and the `.local` beside it. */
export async function readConfigFile(file: string): Promise<Seen<ConfigFile>> {
  const main = await readOne(file);
  if (main === undefined) return missing(file);
  if ('status' in main) return main;
  if (main.text.trim() === '') return { status: 'fail', detail: `${file} is empty`, remedy: 'Write the configuration into it, or reinstall the package.' };
  const overlay = `${file}.local`;
  const local = file.endsWith('.local') ? undefined : await readOne(overlay);
  if (local !== undefined && 'status' in local) return local;
  return {
    status: 'ok',
    detail: local ? `read, with ${overlay}, which wins over it` : 'read',
    value: {
      text: main.text,
      local: local?.text ?? '',
      modes: new Map([[file, main.mode], ...(local ? [[overlay, local.mode] as const] : [])]),
      symlink: (await lstat(file)).isSymbolicLink(),
    },
  };
}

function missing(file: string): Seen<never> {
  return {
    status: 'fail',
    detail: `there is no file ${file}`,
    remedy: 'Look for it where the component\'s package puts it, such as /etc/crowdsec/bouncers, or install the component.',
  };
}

/** One file; why it cannot be read; or nothing if there is none. Opened without waiting: another kind of file could keep us. */
async function readOne(path: string): Promise<OneFile | Seen<never> | undefined> {
  try {
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return { status: 'fail', detail: `${path} is no regular file`, remedy: 'Give the path of the configuration file itself.' };
      if (stat.size > LARGEST) return { status: 'fail', detail: `${path} has ${stat.size} bytes, which no configuration has`, remedy: 'Give the path of the configuration file.' };
      return { text: await handle.readFile('utf8'), mode: stat.mode & 0o777 };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return unreadable(path, error as NodeJS.ErrnoException);
  }
}

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): Seen<never> | undefined {
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  return {
    status: 'unknown',
    detail: `${path} cannot be read (${code ?? message})`,
    remedy: code === 'EACCES' ? 'Run the doctor as a user who may read it: it holds a key, so few may.' : 'Look at the file system.',
  };
}

/** Whether others than the component could read the key. */
export function checkPermissions({ modes, symlink }: ConfigFile, groupReads: boolean): Seen {
  if (process.platform === 'win32') return { status: 'skip', detail: 'Windows has no permission bits' };
  const [strangers, right] = groupReads ? [0o027, '0640'] : [0o077, '0600'];
  const open = [...modes].filter(([, mode]) => (mode & strangers) !== 0);
  const shown = [...modes.values()].map((mode) => `0${mode.toString(8).padStart(3, '0')}`).join(' and ');
  const link = symlink ? ', of the file that a symbolic link leads to' : '';
  if (open.length === 0) return { status: 'ok', detail: `mode ${shown}${link}` };
  return {
    status: 'warn',
    detail: `mode ${shown}${link}: others on this host can read or change the key and the URL`,
    remedy: `chmod ${right} ${open.map(([path]) => path).join(' ')}`,
  };
}
