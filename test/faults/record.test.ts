import { CELLS, sampleOf, titleOf } from './cells';
import { FAULTS } from './faults';
import { OPERATIONS } from './operations';
import { readResults } from './results';

test('the record is of the operations and faults that there are now, each combination with its outcomes or with why it is left out', () => {
  const { faults, groups } = readResults()!;
  expect(faults).toEqual(FAULTS.map(({ name }) => name));
  expect(Object.keys(groups)).toEqual(Object.keys(OPERATIONS));
  for (const [group, operations] of Object.entries(OPERATIONS)) {
    expect(Object.keys(groups[group])).toEqual(operations.map(({ name }) => name));
    for (const operation of operations) {
      for (const fault of FAULTS) {
        const entry = groups[group][operation.name][fault.name];
        expect(typeof entry === 'string' ? entry : Object.keys(entry)).toEqual(fault.unfit?.(operation) ?? fault.modes);
      }
    }
  }
});

test('the sample meets every operation, and every fault in each of its modes', () => {
  const sample = sampleOf(CELLS);
  const marks = (cells: typeof CELLS) => new Set(cells.flatMap(({ operation, fault, mode }) => [operation.name, `${fault.name}, ${mode}`]));
  expect(marks(sample)).toEqual(marks(CELLS));
  expect(new Set(sample.map(titleOf)).size).toBe(sample.length);
});
