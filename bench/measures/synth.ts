import { join } from 'node:path';
import { cleanEnvironment, run } from '../../test/support/terraform';
import { inTurn } from '../support/in-turn';
import { Measure } from '../support/measure';

const APP = join(__dirname, '..', 'support', 'synth-app.ts');
const COUNT = 10_000;

/** What 10,000 subscription constructs take to be made and synthesised, beside as many of the toolkit's own. */
export const synth: Measure = {
  name: 'synth',
  async run({ runs, say }) {
    const took = await inTurn(runs, 's', { ours: () => synthOf('subscriptions'), DataResource: () => synthOf('data') }, say);
    return [{
      id: 'synth',
      measure: 'synth of 10,000 subscription constructs / as many DataResources of the toolkit',
      goal: 1.3,
      figure: took.ours.median / took.DataResource.median,
      from: `${took.ours.text} / ${took.DataResource.text}`,
    }];
  },
};

async function synthOf(kind: string): Promise<number> {
  const { code, stdout, output } = await run(process.execPath, ['--import', 'tsx', APP, kind, String(COUNT)], { env: cleanEnvironment() });
  if (code !== 0) throw new Error(`the synth of ${kind} ended with ${code}:\n${output}`);
  return Number(stdout);
}
