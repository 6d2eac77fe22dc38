import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readSnapshot } from './snapshot';
import type { Snapshot } from '../types';

/** Reads the snapshot in a file; undefined if there is no such file. */
export function loadState(file: string): Snapshot | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return readSnapshot(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw failure(`state file "${file}" cannot be read`, cause, 'Repair it, or remove it to start with an empty organisation');
  }
}

/** Written beside and then moved: whoever reads, or an emulator that was killed, finds one whole snapshot. */
export function saveState(file: string, snapshot: Snapshot): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, `${JSON.stringify(snapshot, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  } catch (cause) {
    throw failure(`state file "${file}" cannot be written`, cause, 'Choose a file in a folder that exists and may be written to');
  }
}

function failure(what: string, cause: unknown, advice: string): Error {
  return new Error(`${what}: ${(cause as Error).message}. ${advice}`, { cause });
}
