import { codeOf } from '../files';

/** What keeps the plugin from being placed, or Terraform from finding it: what happened, where, and what to do. */
export class PluginError extends Error {
  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'PluginError';
  }
}

/** What to do where the disk is at fault; of any other failure the caller knows better. */
const REMEDIES: { readonly [code: string]: string } = {
  ENOSPC: 'the disk is full: free some space or inodes there, and run this again; what was there before is as it was',
  EDQUOT: 'the disk quota of this user is used up: free some space, and run this again; what was there before is as it was',
  EFBIG: 'the file is larger than this process may write: raise the limit ("ulimit -f" shows it), and run this again',
  EROFS: 'the file system is read-only: choose a folder on another one ("output" in cdktf.json, "--dir" of cdktf-crowdsec install)',
  EIO: 'the disk does not work: see the system\'s log, or choose a folder on another disk',
};

/** What to do about a failed write. */
export function remedyFor(error: unknown, otherwise: string): string {
  return REMEDIES[codeOf(error)] ?? otherwise;
}
