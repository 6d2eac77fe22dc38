/** What suites share that run a sample by default, and with FULL=1 at full length, which is recorded for docs/reliability.md. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { run, TERRAFORM } from './terraform';

export const FULL = process.env.FULL === '1';

/** How long another process of the suite may take to write its part. */
const LONGEST_WRITE_MS = 10_000;

/** What a suite recorded last, undefined if nothing. */
export function recordedBy<T>(suite: string): T | undefined {
  const file = fileOf(suite);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as T : undefined;
}

/** Writes what a suite saw beside what it recorded before; its files may end at the same time, in different processes. */
export async function recordBy<T>(suite: string, addTo: (before: T | undefined) => T): Promise<void> {
  const file = fileOf(suite);
  const lock = `${file}.lock`;
  const end = Date.now() + LONGEST_WRITE_MS;
  while (!made(lock)) {
    if (Date.now() > end) throw new Error(`${lock} stays: remove it if no other run of the suite is at work`);
    await setTimeout(20);
  }
  try {
    writeFileSync(file, `${JSON.stringify(addTo(recordedBy<T>(suite)), undefined, 2)}\n`);
  } finally {
    rmdirSync(lock);
  }
}

/** The day as results tell it, `2026-11-21`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The version of the program under test. */
export async function engineVersion(): Promise<string> {
  const { stdout } = await run(TERRAFORM, ['version', '-json']);
  return (JSON.parse(stdout) as { terraform_version: string }).terraform_version;
}

function fileOf(suite: string): string {
  return join(resolve(__dirname, '..'), suite, 'results.json');
}

function made(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
