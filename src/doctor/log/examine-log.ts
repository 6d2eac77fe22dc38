import { LOG_WORDS, LogWord } from './log-words';
import { readTail, TAIL_LINES } from './read-tail';
import { Examination } from '../examination';
import { Finding, Group } from '../types';

const HEARTBEAT = /\[HEARTBEAT_POLLER\]|heartbeat sent successfully/i;

/** Charon marks its lines so. */
const CHARON = /\[(CROWDSEC_ENROLLMENT|HEARTBEAT_POLLER|CROWDSEC_STARTUP)\]/;

const TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/;

/** A heartbeat older than this is missed, in milliseconds. */
const HEARTBEAT_AGE = 3_600_000;

/** Looks for words that are known in the last lines of a log. Each kind of words is a result of its own. */
export async function examineLog(examination: Examination, group: Group, file: string, now = Date.now()): Promise<void> {
  const note = (id: string, finding: Finding) => examination.note({ id, group, subject: file }, finding);
  let lines: string[];
  try {
    lines = await readTail(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    note('service-log', { status: 'unknown', detail: `the log cannot be read (${code ?? message})`, remedy: 'Give the path of a log that you may read.' });
    return;
  }
  const counts = countWords(lines);
  const bad = [...counts].filter(([{ kind }]) => kind === undefined);
  for (const [word, count] of bad) note('service-log', { status: 'warn', detail: said(word, count), remedy: word.remedy });
  if (bad.length === 0) note('service-log', { status: 'ok', detail: `its last ${lines.length} lines hold no words of trouble` });
  if (group === 'component') note('bouncer-permission', permission(counts));
  if (lines.some((line) => CHARON.test(line))) note('heartbeat', heartbeat(lines, now));
}

function countWords(lines: readonly string[]): ReadonlyMap<LogWord, number> {
  const counts = new Map<LogWord, number>();
  for (const line of lines) {
    const word = LOG_WORDS.find(({ pattern }) => pattern.test(line));
    if (word) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function said({ words, meaning }: LogWord, count: number): string {
  return `${count} of its last ${TAIL_LINES} lines say so (${words}): ${meaning}`;
}

function permission(counts: ReadonlyMap<LogWord, number>): Finding {
  const [found] = [...counts].filter(([{ kind }]) => kind === 'rights');
  if (!found) return { status: 'ok', detail: 'its log says nothing of missing rights' };
  return { status: 'fail', detail: said(...found), remedy: found[0].remedy };
}

/** Of the last heartbeat that Charon wrote down. */
function heartbeat(lines: readonly string[], now: number): Finding {
  const remedy = 'Have Charon send one (POST /api/v1/cerberus/crowdsec/console/heartbeat), and see the check capi.';
  const last = lines.filter((line) => HEARTBEAT.test(line)).pop();
  if (last === undefined) return { status: 'warn', detail: `its last ${lines.length} lines hold no heartbeat`, remedy };
  const at = Date.parse(TIME.exec(last)?.[0].replace(' ', 'T') ?? '');
  if (Number.isNaN(at)) return { status: 'unknown', detail: 'the last heartbeat has no time that can be read' };
  const minutes = Math.round((now - at) / 60_000);
  if (now - at > HEARTBEAT_AGE) return { status: 'warn', detail: `the last heartbeat was ${minutes} minutes ago`, remedy };
  return { status: 'ok', detail: `the last heartbeat was ${Math.max(0, minutes)} minutes ago` };
}
