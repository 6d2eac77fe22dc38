import { Cell, CELLS, sampleOf } from './cells';
import { Elsewhere } from './elsewhere';
import { OnePlugin, startOnePlugin } from './one-plugin';
import { Group, OPERATIONS } from './operations';
import { record, recorded } from './results';
import { Outcome, Stage } from './stage';
import { engineVersion, FULL } from '../support/full-length';
import { Service } from '../support/service';
import { TERRAFORM } from '../support/terraform';

/**
 * Describes the cells of a group, operation by operation. At full length the outcomes are recorded instead of being compared with the
 * record, and the plugin is a process that Terraform attaches to, where the sample has Terraform start it.
 */
export function matrix(group: Group): void {
  const cells = (FULL ? CELLS : sampleOf(CELLS)).filter((cell) => cell.group === group);
  const outcomes = new Map<Cell, Outcome>();
  let service: Service;
  let elsewhere: Elsewhere;
  let plugin: OnePlugin | undefined;

  beforeAll(async () => {
    service = await Service.start();
    elsewhere = await Elsewhere.start();
    if (FULL) plugin = await startOnePlugin(service);
  });
  afterAll(async () => {
    await plugin?.end();
    await service.end();
    await elsewhere.end();
    const all = CELLS.filter((cell) => cell.group === group);
    if (FULL && all.every((cell) => outcomes.has(cell))) await record(group, `${TERRAFORM} ${await engineVersion()}`, outcomes);
  });

  const operations = OPERATIONS[group].filter((operation) => cells.some((cell) => cell.operation === operation));
  describe.each(operations.map((operation) => [operation.name, operation] as const))('%s', (_name, operation) => {
    const own = cells.filter((cell) => cell.operation === operation);
    let stage: Stage | undefined;

    beforeAll(async () => {
      stage = await Stage.prepare(operation, service, elsewhere, plugin?.env ?? {});
    });
    afterAll(() => stage?.end());

    // What a fault costs in requests is told by comparison with this.
    if (FULL) {
      test('without a fault', async () => {
        expect(await stage!.run()).toBe('unharmed');
      });
    }

    test.each(own.map((cell) => [cell.fault.name, cell.mode, cell] as const))('%s, %s', async (_fault, _mode, cell) => {
      const outcome = await stage!.run(cell.fault, cell.mode);
      outcomes.set(cell, outcome);
      if (!FULL) expect(outcome).toBe(recorded(cell));
    });
  });
}
