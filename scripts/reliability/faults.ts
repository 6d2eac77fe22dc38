import type { Results } from '../../test/faults/results';
import type { Outcome } from '../../test/faults/stage';

type Entry = Results['groups'][string][string][string];

const SIGNS: { readonly [outcome in Outcome]: string } = { 'unharmed': '=', 'retried': 'R', 'taken over': 'T', 'refused': 'E' };

const LEGEND = `| sign | the first run |
|---|---|
| \`=\` | went well without asking again: nothing was harmed, or a look showed that it had been done |
| \`R\` | went well after asking again |
| \`T\` | went well, and took over what a lost answer was about, with a warning |
| \`E\` | ended with an error that names operation, object and remedy; the second run did what was left |
| – | was not made: fault and operation make no sense together; a fault without a sign has no row |

Of two signs the first is for a fault that strikes once, the second for one that lasts until the first run has ended; a single sign is for one that lasts.`;

export function renderFaults({ date, engine, faults, groups }: Results): string {
  const entries = Object.values(groups).flatMap((operations) => Object.values(operations).flatMap((byFault) => Object.values(byFault)));
  const runs = entries.flatMap((entry) => (typeof entry === 'string' ? [] : Object.keys(entry))).length;
  const tables = Object.entries(groups).map(([group, operations]) => tableOf(group, faults, operations));
  return [`Run at full length on ${date} with ${engine}: ${runs} runs.`, LEGEND, ...tables, leftOut(groups)].join('\n\n');
}

/** A row for each fault that makes sense with one of the operations. */
function tableOf(group: string, faults: readonly string[], operations: Results['groups'][string]): string {
  const names = Object.keys(operations);
  const fitting = faults.filter((fault) => names.some((name) => typeof operations[name][fault] !== 'string'));
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row([`**${group}**`, ...names]),
    row(['---', ...names.map(() => '---')]),
    ...fitting.map((fault) => row([fault, ...names.map((name) => signsOf(operations[name][fault]))])),
  ].join('\n');
}

function signsOf(entry: Entry): string {
  if (typeof entry === 'string') return '–';
  return [entry.once, entry.lasting].filter((outcome) => outcome !== undefined).map((outcome) => SIGNS[outcome]).join(' ');
}

/** The cells show with which operations; here is why. */
function leftOut(groups: Results['groups']): string {
  const byReason = new Map<string, Set<string>>();
  for (const byFault of Object.values(groups).flatMap((operations) => Object.values(operations))) {
    for (const [fault, entry] of Object.entries(byFault)) {
      if (typeof entry === 'string') byReason.set(entry, (byReason.get(entry) ?? new Set()).add(fault));
    }
  }
  const lines = [...byReason].map(([reason, faults]) => `- ${[...faults].join(', ')}: ${reason}`);
  return ['Why some were not made:', lines.join('\n')].join('\n\n');
}
