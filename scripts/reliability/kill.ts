/** The table of deaths: a row for each moment of each request, a column for each death. */
import type { Result as Cell, Results } from '../../test/kill/suite';

const MOMENTS: { readonly [moment: string]: string } = { before: 'before, then carried out', lost: 'before, never carried out', after: 'carried out, not answered' };
const OUTCOMES: { readonly [outcome: string]: string } = { apply: '✔', import: 'import', backup: 'backup', failed: '**failed**' };

export function renderKill({ date, terraform, node, cells }: Results): string {
  const programs = distinct(cells.map(({ program }) => program));
  const tables = programs.map((program) => `### \`${program}\`\n\n${tableOf(cells.filter((cell) => cell.program === program))}`);
  const count = (outcome: string) => cells.filter((cell) => cell.outcome === outcome).length;
  return `${cells.length} deaths, ${date}, Terraform ${terraform}, Node ${node}: ${count('apply')} came right by the next apply (✔), ${count('import')} by the import `
    + `command of its error (import), ${count('backup')} after the state's backup was put in place (backup), ${count('failed')} failed.\n\n${tables.join('\n\n')}`;
}

function tableOf(cells: readonly Cell[]): string {
  const deaths = distinct(cells.map(({ death }) => death));
  const rowOf = ({ operation, step, moment }: Cell): string => `${operation} | \`${step}\` | ${moment === 'before' && step.startsWith('GET') ? 'under way' : MOMENTS[moment]}`;
  const rows = distinct(cells.map(rowOf)).map((row) => {
    const outcomes = deaths.map((death) => {
      const cell = cells.find((one) => one.death === death && rowOf(one) === row);
      return cell ? OUTCOMES[cell.outcome] : '';
    });
    return `| ${[row, ...outcomes].join(' | ')} |`;
  });
  return [`| ${['operation', 'request', 'the service had it', ...deaths].join(' | ')} |`, `|${'---|'.repeat(deaths.length + 3)}`, ...rows].join('\n');
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
