/** Files that are written whole or not at all. Node's own modules only: jsii compiles it. */
import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** By chance, not by process: two containers that share a folder may both be process 1. */
const DRAFT = /^\.cdktf-crowdsec-[0-9a-f]{16}\.draft$/;

/** Writing a draft takes a moment: one that is older was left by a process that died. */
const OLD_DRAFT_MS = 10 * 60_000;

/** Not every file system can be asked to write to the disk now. */
const CANNOT_SYNC = ['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

/** Where something is written before it gets its name: beside that, so that a move is one step. */
export function draftIn(folder: string): string {
  return join(folder, `.cdktf-crowdsec-${randomBytes(8).toString('hex')}.draft`);
}

export function isDraft(name: string): boolean {
  return DRAFT.test(name);
}

/** A file's content, undefined where there is none. */
export function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Writes a file in one step: whoever reads it at the same time, or after a failure or a power cut in between, sees the former content
 * or the new one.
 */
export function replaceFile(file: string, content: Buffer | string, mode: number, draftFolder: string = dirname(file)): void {
  const draft = draftIn(draftFolder);
  try {
    writeThrough(draft, content, mode);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Removes drafts that nobody finishes any more. What cannot be removed stays: it is in nobody's way. */
export function removeOldDrafts(folder: string): void {
  try {
    const oldest = Date.now() - OLD_DRAFT_MS;
    for (const file of readdirSync(folder).filter(isDraft).map((name) => join(folder, name))) {
      if (statSync(file).mtimeMs < oldest) rmSync(file, { recursive: true, force: true });
    }
  } catch {
    // Another process removed it first, or this one may not.
  }
}

/** Some file systems would rename at once and write later: a power cut then leaves an empty file under the final name. */
function writeThrough(file: string, content: Buffer | string, mode: number): void {
  const opened = openSync(file, 'wx', mode);
  try {
    writeFileSync(opened, content);
    fchmodSync(opened, mode);
    flush(opened);
  } finally {
    closeSync(opened);
  }
}

function flush(opened: number): void {
  try {
    fsyncSync(opened);
  } catch (error) {
    if (!CANNOT_SYNC.includes(codeOf(error))) throw error;
  }
}

/** What the system says of a failure: `EACCES`. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
