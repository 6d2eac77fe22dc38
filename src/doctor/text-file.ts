import { readFile, stat } from 'node:fs/promises';
import { Seen } from './examination';

/** A file that people write by hand is shorter. */
const LARGEST = 1_000_000;

/** A file as it was found. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  /** Permissions, three octal digits. */
  readonly mode: string;
  readonly owner: number;
}

/** One file; why it cannot be read; or nothing if there is none. A pipe is not opened: it would keep us. */
export async function readTextFile(path: string): Promise<TextFile | Seen<never> | undefined> {
  try {
    const found = await stat(path);
    const remedy = 'Give the path of the configuration file itself.';
    if (!found.isFile()) return { status: 'fail', detail: `${path} is no regular file`, remedy };
    if (found.size > LARGEST) return { status: 'fail', detail: `${path} has ${found.size} bytes, which no configuration has`, remedy };
    return { path, text: await readFile(path, 'utf8'), mode: found.mode.toString(8).slice(-3), owner: found.uid };
  } catch (error) {
    return unreadable(path, error as NodeJS.ErrnoException);
  }
}

/** Whether a reading is why there is none. */
export function isFinding(read: TextFile | Seen<never> | undefined): read is Seen<never> {
  return read !== undefined && 'status' in read;
}

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): Seen<never> | undefined {
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  return {
    status: 'unknown',
    detail: `${path} cannot be read (${code ?? message})`,
    remedy: code === 'EACCES' ? 'Run the doctor as a user who may read it: it holds a secret, so few may.' : 'Look at the file system.',
  };
}

/** Whether others could read what only some may. */
export function checkPermissions(files: readonly TextFile[], groupReads = false): Seen {
  if (process.platform === 'win32') return { status: 'skip', detail: 'Windows has no permission bits' };
  const [closed, right] = groupReads ? [/^.[04]0$/, '0640'] : [/^.00$/, '0600'];
  const shown = files.map(({ mode, owner }) => `mode 0${mode} of user ${owner}`).join(' and ');
  const exposed = files.filter(({ mode }) => !closed.test(mode));
  if (exposed.length === 0) return { status: 'ok', detail: shown };
  return {
    status: 'warn',
    detail: `${shown}: others on this host can read or change what is in it`,
    remedy: `chmod ${right} ${exposed.map(({ path }) => path).join(' ')}`,
  };
}
