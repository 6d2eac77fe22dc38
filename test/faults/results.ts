import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Cell, CELLS } from './cells';
import { FAULTS, Mode } from './faults';
import { Group, OPERATIONS } from './operations';
import type { Outcome } from './stage';

const FILE = join(__dirname, 'results.json');
const LOCK = `${FILE}.lock`;

/** What the matrix came to at full length, as docs/reliability.md shows it. */
export interface Results {
  /** Day of the last full run of any group. */
  readonly date: string;
  readonly engine: string;
  readonly faults: readonly string[];
  /** By group, operation and fault: an outcome for each mode, or why the two make no sense together. */
  readonly groups: { readonly [group: string]: Operations };
}

interface Operations {
  readonly [operation: string]: { readonly [fault: string]: { readonly [mode in Mode]?: Outcome } | string };
}

export function readResults(): Results | undefined {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : undefined;
}

/** What was recorded for a cell. */
export function recorded({ group, operation, fault, mode }: Cell): Outcome | undefined {
  const entry = readResults()?.groups[group]?.[operation.name]?.[fault.name];
  return typeof entry === 'object' ? entry[mode] : undefined;
}

/** Writes the outcomes of a group, and keeps those of the others; groups may end at the same time in different processes. */
export async function record(group: Group, engine: string, outcomes: ReadonlyMap<Cell, Outcome>): Promise<void> {
  await locked(() => {
    const others = readResults()?.groups ?? {};
    const groups = Object.fromEntries((Object.keys(OPERATIONS) as Group[])
      .map((each) => [each, each === group ? written(group, outcomes) : others[each] ?? {}]));
    const results: Results = { date: new Date().toISOString().slice(0, 10), engine, faults: FAULTS.map(({ name }) => name), groups };
    writeFileSync(FILE, `${JSON.stringify(results, undefined, 2)}\n`);
  });
}

function written(group: Group, outcomes: ReadonlyMap<Cell, Outcome>): Operations {
  return Object.fromEntries(OPERATIONS[group].map((operation) => [operation.name, Object.fromEntries(FAULTS.map((fault) => [
    fault.name,
    fault.unfit?.(operation) ?? Object.fromEntries(CELLS
      .filter((cell) => cell.operation === operation && cell.fault === fault)
      .map((cell) => [cell.mode, outcomes.get(cell)])),
  ]))]));
}

async function locked(work: () => void): Promise<void> {
  while (!taken()) await setTimeout(20);
  try {
    work();
  } finally {
    rmdirSync(LOCK);
  }
}

function taken(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
