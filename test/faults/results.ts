import { Cell, CELLS } from './cells';
import { FAULTS, Mode } from './faults';
import { Group, OPERATIONS } from './operations';
import type { Outcome } from './stage';
import { recordBy, recordedBy, today } from '../support/full-length';

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
  return recordedBy('faults');
}

/** What was recorded for a cell. */
export function recorded({ group, operation, fault, mode }: Cell): Outcome | undefined {
  const entry = readResults()?.groups[group]?.[operation.name]?.[fault.name];
  return typeof entry === 'object' ? entry[mode] : undefined;
}

/** Writes the outcomes of a group, and keeps those of the others. */
export async function record(group: Group, engine: string, outcomes: ReadonlyMap<Cell, Outcome>): Promise<void> {
  await recordBy<Results>('faults', (before) => {
    const others = before?.groups ?? {};
    const groups = Object.fromEntries((Object.keys(OPERATIONS) as Group[])
      .map((each) => [each, each === group ? written(group, outcomes) : others[each] ?? {}]));
    return { date: today(), engine, faults: FAULTS.map(({ name }) => name), groups };
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
