import { createColors } from 'picocolors';
import { GROUPS, type Report, type ReportedCheck, type Status, STATUSES } from '../../doctor';

type Paints = Readonly<Record<Status, (text: string) => string>>;

const TOLD: readonly Status[] = ['fail', 'warn', 'unknown'];
const WORDS: Readonly<Record<Status, string>> = { fail: 'FAIL', warn: 'WARN', unknown: 'UNKNOWN', skip: 'skip', ok: 'ok' };
/** Things that a line of what was skipped names; of more their number. */
const MOST_SUBJECTS = 4;

const NUMBERED: Readonly<Record<Status, readonly [one: string, several: string]>> = {
  fail: ['failed', 'failed'], warn: ['warning', 'warnings'], unknown: ['unknown', 'unknown'], skip: ['not looked at', 'not looked at'], ok: ['fine', 'fine'],
};

/** The report for people: what is wrong with its remedy, worst first; then what is fine, and what was not looked at, in short. */
export function textReport({ checks, summary }: Report, colour: boolean): string {
  const paint = createColors(colour);
  const inStatus: Paints = { fail: paint.red, warn: paint.yellow, unknown: paint.magenta, skip: paint.dim, ok: paint.green };
  const told = TOLD.flatMap((status) => grouped(checks, status)).flatMap((check) => problem(check, paint, inStatus));
  const fine = folded(grouped(checks, 'ok'), whatOf, ({ id, latency_ms: ms }) => (ms === null ? id : `${id} (${ms} ms)`));
  const skipped = folded(grouped(checks, 'skip'), ({ detail }) => detail, ({ id }) => id, ({ subject }) => subject);
  return [
    ...told,
    ...section(inStatus.ok('Fine'), fine),
    ...section(inStatus.skip('Not looked at'), skipped),
    summaryLine(summary, inStatus),
    '',
  ].join('\n');
}

function problem(check: ReportedCheck, { bold, cyan }: ReturnType<typeof createColors>, inStatus: Paints): string[] {
  const { id, status, detail, remedy } = check;
  return [
    `${inStatus[status](WORDS[status])}  ${bold(id)}  ${whatOf(check)}`,
    `      ${detail}`,
    ...remedy === null ? [] : [`      ${cyan('→')} ${remedy}`],
    '',
  ];
}

function whatOf({ group, subject }: ReportedCheck): string {
  return subject === null ? group : `${group}, ${subject}`;
}

/** Such as `2 failed, 1 warning, 12 fine`. */
export function summaryLine(summary: Report['summary'], inStatus?: Paints): string {
  return STATUSES.filter((status) => summary[status] > 0).map((status) => {
    const text = `${summary[status]} ${NUMBERED[status][summary[status] === 1 ? 0 : 1]}`;
    return inStatus ? inStatus[status](text) : text;
  }).join(', ');
}

function grouped(checks: readonly ReportedCheck[], status: Status): ReportedCheck[] {
  return GROUPS.flatMap((group) => checks.filter((check) => check.group === group && check.status === status));
}

type Part = (check: ReportedCheck) => string | null;

/** One line for all that have something in common, with whatever of them differs. */
function folded(checks: readonly ReportedCheck[], common: Part, own: Part, of: Part = () => null): string[] {
  const lines = new Map<string, ReportedCheck[]>();
  for (const check of checks) lines.set(common(check)!, [...lines.get(common(check)!) ?? [], check]);
  return [...lines].map(([what, members]) => {
    const subjects = distinct(members, of);
    const few = subjects.length > MOST_SUBJECTS ? `${subjects.length} of them` : subjects.join(', ');
    return `  ${what}: ${distinct(members, own).join(', ')}${few && ` (${few})`}`;
  });
}

function distinct(checks: readonly ReportedCheck[], part: Part): string[] {
  return [...new Set(checks.flatMap((check) => part(check) ?? []))];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [title, ...lines, ''] : [];
}
