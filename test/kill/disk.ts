/** A small disk of its own, in memory, that can be full or read-only. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../support/debian';
import { temporaryFolder } from '../support/terraform';

export class Disk {
  /** Says why there can be none here, or nothing. It tries, and takes away what it made. */
  static problem(): string | undefined {
    if (process.getuid?.() !== 0) return 'mounting a disk needs root';
    try {
      new Disk(64).end();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  readonly path: string;
  private readonly folder = temporaryFolder('disk');

  /** @param kibibytes its size */
  constructor(kibibytes: number) {
    this.path = join(this.folder, 'mounted');
    mkdirSync(this.path);
    this.mount('-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', this.path);
  }

  resize(kibibytes: number): void {
    this.mount('-o', `remount,size=${kibibytes}k`, this.path);
  }

  makeReadOnly(): void {
    this.mount('-o', 'remount,ro', this.path);
  }

  end(): void {
    attempt('umount', ['-l', this.path]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private mount(...args: string[]): void {
    const problem = attempt('mount', args);
    if (problem === undefined) return;
    rmSync(this.folder, { recursive: true, force: true });
    throw new Error(`no disk can be mounted: ${problem}`);
  }
}
