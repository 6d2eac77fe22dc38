import { inTurn } from '../support/in-turn';
import { Bench, Measure, Row } from '../support/measure';
import { peakMemoryOfPlugin } from '../support/peak-memory';
import { CROWDSEC } from '../support/sides';

/** Of 10,000 subscriptions so many are made by the measured apply: Terraform writes the whole state after each. */
const MADE_OF_MANY = 200;

/** The largest of the plugin's processes at its peak, in a plan and in an apply. */
export const memory: Measure = {
  name: 'memory',
  run: async (bench) => [...await memoryAt(bench, 1_000, 120), ...await memoryAt(bench, 10_000, 180)],
};

async function memoryAt({ sites, runs, say }: Bench, size: number, goal: number): Promise<Row[]> {
  const site = await sites.filled(CROWDSEC, size);
  const watched = (work: () => Promise<unknown>) => peakMemoryOfPlugin(site.workspace.dir, work);
  const made = size > 1_000 ? MADE_OF_MANY : size;
  const peaks = await inTurn(runs, 'MB', {
    plan: () => watched(() => site.plan()),
    apply: async () => {
      await site.seed(size - made);
      return watched(() => site.apply());
    },
  }, say);
  const count = size.toLocaleString('en');
  return [
    { id: `memory-plan-${size}`, measure: `peak memory of the plugin, plan with ${count} resources`, goal, figure: peaks.plan.median, unit: 'MB', from: peaks.plan.text },
    {
      id: `memory-apply-${size}`,
      measure: `peak memory of the plugin, apply with ${count} resources, of which it makes ${made.toLocaleString('en')}`,
      goal,
      figure: peaks.apply.median,
      unit: 'MB',
      from: peaks.apply.text,
    },
  ];
}
