export type Unit = 'ms' | 's' | 'MB';

/** One case's figures. */
export interface Figures {
  readonly median: number;
  /** The median and the range, in words. */
  readonly text: string;
}

/**
 * Repeats several cases in turn, A B A B …, so that whatever else the machine does meets all of them.
 * @param cases each answers its own figure: milliseconds, or what the unit says
 */
export async function inTurn<K extends string>(
  runs: number, unit: Unit, cases: { readonly [name in K]: () => Promise<number> }, say: (line: string) => void = () => undefined,
): Promise<{ readonly [name in K]: Figures }> {
  const names = Object.keys(cases) as K[];
  const all = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let run = 1; run <= runs; run++) {
    for (const name of names) all.get(name)!.push(await cases[name]());
    say(`  ${run} of ${runs}: ${names.map((name) => `${name} ${shown(all.get(name)!.at(-1)!, unit)}`).join(', ')}`);
  }
  return Object.fromEntries(names.map((name) => [name, figuresOf(all.get(name)!, unit)])) as { [name in K]: Figures };
}

/** Milliseconds that something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function figuresOf(figures: readonly number[], unit: Unit): Figures {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, text: `${shown(median, unit)} (${shown(sorted[0], unit)} to ${shown(sorted[sorted.length - 1], unit)})` };
}

function shown(figure: number, unit: Unit): string {
  return unit === 's' ? `${(figure / 1000).toFixed(2)} s` : `${figure.toFixed(0)} ${unit}`;
}
