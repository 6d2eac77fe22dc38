/** Runs a program's deaths at every step of every operation, or a fixed sample of them, and writes down how each came right. */
import { Bed } from './beds';
import { dieAndRecover, undisturbed } from './cell';
import { Death } from './deaths';
import { Operation, OPERATIONS } from './operations';
import { labelOf, Moment, momentsOf, Step } from './steps';
import { engineVersion, FULL, recordBy, today } from '../support/full-length';
import { Service } from '../support/service';

/** A cell as results.json has it. */
export interface Result {
  readonly program: string;
  readonly death: string;
  readonly operation: Operation;
  readonly step: string;
  readonly moment: Moment;
  /** An `Outcome`, or `failed`. */
  readonly outcome: string;
}

/** What results.json holds. */
export interface Results {
  readonly date: string;
  readonly terraform: string;
  readonly node: string;
  readonly cells: readonly Result[];
}

const LONGEST_TEST_MS = FULL ? 3 * 3_600_000 : 300_000;

/** Where a death costs most; the whole of it is run by hand. */
const SAMPLE: { readonly [operation in Operation]: readonly [RegExp, Moment] } = {
  create: [/^POST \/integrations$/, 'after'],
  rotate: [/^PATCH/, 'after'],
  delete: [/^DELETE \/vendors/, 'before'],
};

export function deathsAtEveryStep(program: string, deaths: readonly Death[], make: (service: Service) => Promise<Bed>): void {
  let service: Service;
  let bed: Bed;
  const steps = new Map<Operation, Promise<Step[]>>();
  const results: Result[] = [];

  beforeAll(async () => {
    service = await Service.start();
    bed = await make(service);
  });
  afterAll(async () => {
    await bed.end();
    await service.end();
    if (FULL) await write(results);
  });

  const titles = deaths.flatMap((death) => OPERATIONS.map((operation) => [death.name, operation, death] as const));
  test.each(titles)(`%s at ${FULL ? 'every step' : 'one step'} of %s: the next apply converges, or its import command does`, async (_, operation, death) => {
    if (!steps.has(operation)) steps.set(operation, undisturbed(bed, operation));
    const failures: string[] = [];
    for (const { step, moment } of cellsOf(operation, await steps.get(operation)!)) {
      const label = labelOf(step);
      const outcome = await dieAndRecover(bed, operation, death, step, moment).catch((error: Error) => {
        failures.push(`${label}, ${moment}: ${error.message}`);
        return 'failed';
      });
      results.push({ program, death: death.name, operation, step: label, moment, outcome });
    }
    expect(failures).toEqual([]);
  }, LONGEST_TEST_MS);
}

function cellsOf(operation: Operation, steps: readonly Step[]): { readonly step: Step; readonly moment: Moment }[] {
  if (FULL) return steps.flatMap((step) => momentsOf(step).map((moment) => ({ step, moment })));
  const [pattern, moment] = SAMPLE[operation];
  return [{ step: steps.find((step) => pattern.test(labelOf(step)))!, moment }];
}

/** In the order of the table. */
function inOrder(a: Result, b: Result): number {
  return b.program.localeCompare(a.program) || OPERATIONS.indexOf(a.operation) - OPERATIONS.indexOf(b.operation);
}

function keyOf({ program, death, operation, step, moment }: Result): string {
  return [program, death, operation, step, moment].join('|');
}

/** Beside what other runs wrote: a part of the suite can be run again by itself. */
async function write(cells: readonly Result[]): Promise<void> {
  const terraform = await engineVersion();
  await recordBy<Results>('kill', (before) => {
    const others = (before?.cells ?? []).filter((cell) => !cells.some((now) => keyOf(now) === keyOf(cell)));
    return { date: today(), terraform, node: process.version, cells: [...others, ...cells].sort(inOrder) };
  });
}
