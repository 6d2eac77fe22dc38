import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { readSnapshot } from './snapshot';
import { readIfThere, removeOldDrafts, replaceFile } from '../../files';
import type { Snapshot } from '../types';

/** For its owner alone: digests of credentials are in it. */
const MODE = 0o600;

/** The file that an organisation is kept in from one emulator to the next. */
export class StateFile {
  /** The file as this emulator left it: one that differs was written by somebody else. */
  private left: string | undefined;

  constructor(private readonly file: string) {}

  /** Reads the snapshot that is kept; undefined if there is no such file. What cannot be read stays as it is. */
  load(): Snapshot | undefined {
    try {
      removeOldDrafts(dirname(this.file));
      this.left = this.look();
      const kept = readIfThere(this.file);
      return kept && readSnapshot(JSON.parse(kept.toString('utf8')));
    } catch (cause) {
      throw this.failure('cannot be read', (cause as Error).message, 'Repair it, or remove it to start with an empty organisation');
    }
  }

  /** Writes it in one step, through to the disk. Whoever reads it, and the next start after a kill, finds one whole snapshot. */
  save(snapshot: Snapshot): void {
    const found = this.look();
    if (found !== undefined && found !== this.left) {
      throw this.failure('is not written', 'another program has written it since', 'Give each emulator a file of its own, and start this one again');
    }
    try {
      replaceFile(this.file, `${JSON.stringify(snapshot, undefined, 2)}\n`, MODE);
    } catch (cause) {
      throw this.failure('cannot be written', (cause as Error).message, 'Choose a file in a folder that exists, may be written to and has room');
    }
    this.left = this.look();
  }

  /** What tells two writings of a file apart; undefined where there is none. */
  private look(): string | undefined {
    const found = statSync(this.file, { bigint: true, throwIfNoEntry: false });
    return found && `${found.ino}:${found.mtimeNs}:${found.size}`;
  }

  private failure(what: string, why: string, advice: string): Error {
    return new Error(`state file "${this.file}" ${what}: ${why}. ${advice}`);
  }
}
