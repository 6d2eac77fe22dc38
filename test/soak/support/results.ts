import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const FILE = join(__dirname, '..', 'results.json');

/** Whether the suite runs at full length. */
export const FULL = process.env.FULL === '1';

/** Keeps what a part of the suite saw at full length; scripts/reliability/soak.ts makes a table of it. */
export function record(part: string, result: object): void {
  if (!FULL) return;
  const before = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
  const now = { date: new Date().toISOString().slice(0, 10), machine: `${cpus().length} cores, Node ${process.versions.node}`, ...result };
  writeFileSync(FILE, `${JSON.stringify({ ...before, [part]: now }, undefined, 2)}\n`);
}
