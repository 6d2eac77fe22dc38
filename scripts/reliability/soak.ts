interface Growth {
  readonly samples: number;
  readonly thirds: readonly [number, number, number];
  readonly most: number;
}

interface Phase {
  readonly phase: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly requests: number;
  readonly broken: number;
  readonly rssMb: readonly Growth[];
  readonly handles: readonly Growth[];
}

interface Run {
  readonly date: string;
  readonly machine: string;
}

interface Results {
  readonly 'faults'?: Run & {
    readonly integrations: number;
    readonly subscriptions: number;
    readonly seed: number;
    readonly stateWrites: number;
    readonly phases: readonly Phase[];
  };
  readonly 'unlimited-10'?: Run & Unlimited;
  readonly 'unlimited-50'?: Run & Unlimited;
  readonly 'limited'?: Run & {
    readonly limit: number;
    readonly commands: readonly { readonly command: string; readonly requests: number; readonly refused: number; readonly seconds: number }[];
  };
  readonly 'two-stacks'?: Run & { readonly rounds: number; readonly plans: number; readonly listsThatMoved: number };
  readonly 'one-stack'?: Run & { readonly rounds: number; readonly outcomes: { readonly [code: string]: number } };
}

interface Unlimited {
  readonly parallelism: number;
  readonly requests: number;
  readonly refused: number;
  readonly seconds: number;
}

/** What the long runs saw, part by part; a part that has not run at full length yet is left out. */
export function renderSoak(results: Results): string {
  const { faults, limited, 'two-stacks': two, 'one-stack': one } = results;
  const unlimited = [results['unlimited-10'], results['unlimited-50']].filter((each) => each !== undefined);
  return [
    faults && [
      `${faults.subscriptions.toLocaleString('en')} subscriptions on ${faults.integrations} integrations, seed ${faults.seed} (${when(faults)}). Nothing was lost, nothing was `
      + `left. The state was written ${faults.stateWrites} times.`,
      table(
        ['phase', 'runs until all was well', 'seconds', 'requests', 'of them broken', 'memory of the plugin by thirds of its life, most', 'open handles, the same'],
        faults.phases.map(({ phase, rounds, seconds, requests, broken, rssMb, handles }) =>
          [phase, rounds, seconds, requests, broken, lives(rssMb, ' MB'), lives(handles)]),
      ),
    ].join('\n\n'),
    (unlimited.length > 0 || limited) && [
      `A service that takes ten requests a second (${when((limited ?? unlimited[0])!)}):`,
      table(['command', 'requests', 'of them refused', 'seconds'], [
        ...unlimited.map(({ parallelism, requests, refused, seconds }) => [`\`apply -parallelism=${parallelism}\``, requests, refused, seconds]),
        ...(limited?.commands ?? []).map(({ command, requests, refused, seconds }) =>
          [`\`${command}\` with \`requests_per_second = ${limited!.limit}\``, requests, refused, seconds]),
      ]),
    ].join('\n\n'),
    two && `Two stacks (${when(two)}): ${two.plans} plans while the other wrote, all of them empty; ${two.listsThatMoved} lists moved between two of their pages.`,
    one && `One stack without locks (${when(one)}): ${Object.entries(one.outcomes).map(([code, count]) => `${count} ${OUTCOMES[code]}`).join(', ')}.`,
  ].filter((part) => part).join('\n\n');
}

const OUTCOMES: { readonly [code: string]: string } = { 0: 'plans were empty', 1: 'ended with an error that said why', 2: 'showed changes' };

function when({ date, machine }: Run): string {
  return `${date}, ${machine}`;
}

/** The process that lived longest. */
function lives(growths: readonly Growth[], unit = ''): string {
  const [longest] = [...growths].sort((a, b) => b.samples - a.samples);
  return longest ? `${longest.thirds.join(', ')}${unit}; ${longest.most}${unit}` : 'too short';
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
