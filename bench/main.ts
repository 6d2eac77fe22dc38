/**
 * Measures what speed and size the project promises, beside what a user would pick instead, and writes bench/RESULTS.md.
 * Usage: npm run bench -- [MEASURE…] [--quick]
 */
import { parseArgs } from 'node:util';
import { MEASURES } from './measures';
import { timed } from './support/in-turn';
import { busyness, environment } from './support/machine';
import { Row } from './support/measure';
import { keep, tableOf } from './support/results';
import { Sites } from './support/sites';

/** How often things are repeated. A median of fewer than five is not written down. */
const FULL = { runs: 5, shortRuns: 31 };
const QUICK = { runs: 1, shortRuns: 5 };

const say = (line: string) => console.error(line);

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean', default: false } } });
  const unknown = positionals.filter((name) => !MEASURES.some((measure) => measure.name === name));
  if (unknown.length > 0) throw new Error(`there is no measure "${unknown[0]}"; there are ${MEASURES.map(({ name }) => name).join(', ')}`);
  const chosen = MEASURES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

  const busy = busyness();
  if (busy) say(busy);
  const { runs, shortRuns } = values.quick ? QUICK : FULL;
  const sites = new Sites(say);
  const rows: Row[] = [];
  try {
    for (const { name, run } of chosen) {
      say(`${name} …`);
      const took = await timed(async () => rows.push(...await run({ runs, shortRuns, sites, say })));
      say(`${name}: ${(took / 1000).toFixed(0)} s`);
    }
  } finally {
    await sites.end();
  }
  console.log(tableOf(rows));
  if (values.quick) say('--quick: nothing was written');
  else keep(rows, runs, environment());
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
