import { createHash } from 'node:crypto';
import { FAULTS, FaultKind, Mode } from './faults';
import type { Operation } from './operation';
import { Group, OPERATIONS } from './operations';

/** One run of the matrix: an operation, a fault, and for how long the fault lasts. */
export interface Cell {
  readonly group: Group;
  readonly operation: Operation;
  readonly fault: FaultKind;
  readonly mode: Mode;
}

/** Every combination that makes sense: whether one does, its fault says. */
export const CELLS: readonly Cell[] = (Object.keys(OPERATIONS) as Group[]).flatMap((group) => OPERATIONS[group].flatMap((operation) =>
  FAULTS.filter((fault) => fault.unfit?.(operation) === undefined).flatMap((fault) =>
    fault.modes.map((mode) => ({ group, operation, fault, mode })))));

/** How many of them run by default. */
const SAMPLE_SIZE = 72;

export function titleOf({ operation, fault, mode }: Cell): string {
  return `${operation.name}: ${fault.name}, ${mode}`;
}

/** A fixed choice, the same everywhere, in which every operation and every fault in each of its modes comes up. */
export function sampleOf(cells: readonly Cell[]): readonly Cell[] {
  const shuffled = [...cells].sort((a, b) => (digest(a) < digest(b) ? -1 : 1));
  const covered = new Set<string>();
  const needed = shuffled.filter(({ operation, fault, mode }) => {
    const marks = [operation.name, `${fault.name} ${mode}`];
    const adds = marks.some((mark) => !covered.has(mark));
    marks.forEach((mark) => covered.add(mark));
    return adds;
  });
  const rest = shuffled.filter((cell) => !needed.includes(cell));
  return [...needed, ...rest.slice(0, Math.max(0, SAMPLE_SIZE - needed.length))];
}

function digest(cell: Cell): string {
  return createHash('sha256').update(titleOf(cell)).digest('hex');
}
