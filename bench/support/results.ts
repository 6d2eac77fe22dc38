import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Environment } from './machine';
import { Row } from './measure';

const JSON_FILE = join(__dirname, '..', 'results.json');
const PAGE = join(__dirname, '..', 'RESULTS.md');

/** A row as it is kept. */
interface KeptRow extends Row {
  /** Day of the run. */
  readonly date: string;
  readonly runs: number;
}

interface Results extends Environment {
  readonly rows: readonly KeptRow[];
}

/** Keeps what a run measured, in place of what earlier runs had for the same rows, and writes the page. */
export function keep(rows: readonly Row[], runs: number, now: Environment): void {
  const before = existsSync(JSON_FILE) ? JSON.parse(readFileSync(JSON_FILE, 'utf8')) as Results : undefined;
  // Figures of another machine or other versions cannot stand beside these.
  const comparable = before?.machine === now.machine && before.versions === now.versions ? before.rows : [];
  const date = new Date().toISOString().slice(0, 10);
  const fresh = new Map(rows.map((row) => [row.id, { ...row, date, runs }]));
  const replaced = comparable.map((row) => fresh.get(row.id) ?? row);
  const added = [...fresh.values()].filter(({ id }) => !comparable.some((row) => row.id === id));
  const results: Results = { ...now, rows: [...replaced, ...added] };
  writeFileSync(JSON_FILE, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(PAGE, pageOf(results));
}

/** The table as Markdown. */
export function tableOf(rows: readonly (Row & Partial<KeptRow>)[]): string {
  const lines = rows.map((row) => `| ${[
    row.measure, row.goal === undefined ? '' : `at most ${withUnit(row.goal, row)}`, row.figure === undefined ? '' : withUnit(rounded(row), row),
    verdictOn(row), row.from, row.date ?? '',
  ].join(' | ')} |`);
  return ['| measure | goal | figure | reached | from | date |', '|---|---|---|---|---|---|', ...lines].join('\n');
}

function verdictOn({ goal, figure }: Row): string {
  if (goal === undefined) return '';
  if (figure === undefined) return 'not measured';
  return figure <= goal ? 'yes' : `no, ${Math.ceil((figure / goal - 1) * 100)} % above`;
}

function withUnit(value: number | string, { unit }: Row): string {
  return unit ? `${value} ${unit}` : String(value);
}

function rounded({ figure, unit }: Row): string {
  const value = figure!;
  if (Number.isInteger(value)) return String(value);
  return unit && value >= 10 ? value.toFixed(0) : value.toFixed(2);
}

function pageOf({ versions, machine, rows }: Results): string {
  const runs = Math.min(...rows.map((row) => row.runs));
  return `# Benchmarks

Written by \`npm run bench\`; [CONTRIBUTING.md](../CONTRIBUTING.md#benchmarks) says how. Each figure is a ratio, a count or a size; ratios are
of medians of at least ${runs} runs, ours and the peer in turn, on one machine. In brackets: the least and the most.

- versions: ${versions}
- machine: ${machine}

${tableOf(rows)}
${remarks()}`;
}

/** What people wrote below the table, from its first heading on: it stays. */
function remarks(): string {
  const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  const start = before.indexOf('\n## ');
  return start < 0 ? '' : before.slice(start);
}
