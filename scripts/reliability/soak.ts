import { table } from './table';
import type { Results, Run } from '../../test/soak/support/results';
import type { Growth } from '../../test/soak/support/watch';

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
