import { lstat } from 'node:fs/promises';
import { Seen } from '../examination';
import { checkPermissions, isFinding, readTextFile, TextFile } from '../text-file';

/** A configuration file, and the `.local` beside it. */
export interface ConfigFile {
  readonly main: TextFile;
  readonly local?: TextFile;
  readonly symlink: boolean;
}

export async function readConfigFile(file: string): Promise<Seen<ConfigFile>> {
  const main = await readTextFile(file);
  if (main === undefined) {
    return {
      status: 'fail',
      detail: `there is no file ${file}`,
      remedy: 'Look for it where the component\'s package puts it, such as /etc/crowdsec/bouncers, or install the component.',
    };
  }
  // The command was told to look at it: that it cannot must not read as fine.
  if (isFinding(main)) return { ...main, status: 'fail' };
  const local = file.endsWith('.local') ? undefined : await readTextFile(`${file}.local`);
  if (isFinding(local)) return local;
  if (`${main.text}${local?.text ?? ''}`.trim() === '') {
    return { status: 'fail', detail: `${file} is empty`, remedy: 'Write the configuration into it, or reinstall the package.' };
  }
  const symlink = (await lstat(file)).isSymbolicLink();
  return { status: 'ok', detail: local ? `read, with ${local.path}, which wins over it` : 'read', value: { main, local, symlink } };
}

/** Whether others than the component could read the key. */
export function checkAccess({ main, local, symlink }: ConfigFile, groupReads: boolean): Seen {
  const seen = checkPermissions(local ? [main, local] : [main], groupReads);
  return symlink ? { ...seen, detail: `a symbolic link to a file with ${seen.detail}` } : seen;
}
