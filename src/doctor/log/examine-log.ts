import { LOG_WORDS, LogWord } from './log-words';
import { readTail } from './read-tail';
import type { CheckId, Group } from '../checks';
import { Examination } from '../examination';
import { Finding } from '../types';

const HEARTBEAT = /\[HEARTBEAT_POLLER\]|heartbeat sent successfully/i;

/** Charon marks its lines so. */
const CHARON = /\[(CROWDSEC_ENROLLMENT|HEARTBEAT_POLLER|CROWDSEC_STARTUP)\]/;

const TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/;

/** A heartbeat older than this is missed, in milliseconds. */
const HEARTBEAT_AGE = 3_600_000;

export interface LogSource {
  readonly file: string;
  /** Which lines are looked at, in a log that others write as well. */
  readonly only?: RegExp;
  readonly now?: Date;
}

/** Looks for words that are known in the last lines of a log. Each kind of words is a result of its own. */
export async function examineLog(examination: Examination, group: Group, { file, only = /./, now = new Date() }: LogSource): Promise<void> {
  const note = (id: CheckId, finding: Finding) => examination.note({ id, group, subject: file }, finding);
  let lines: string[];
  try {
    lines = (await readTail(file)).filter((line) => only.test(line));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    note('service-log', { status: 'unknown', detail: `the log cannot be read (${code ?? message})`, remedy: 'Give the path of a log that you may read.' });
    return;
  }
  const counts = countWords(lines);
  const bad = [...counts].filter(([{ kind }]) => kind === undefined || kind === 'rights');
  for (const [word, count] of bad) note(word.kind === 'rights' ? 'bouncer-permission' : 'service-log', trouble(word, count, lines.length));
  if (bad.length === 0) note('service-log', { status: 'ok', detail: `its last ${lines.length} lines hold no words of trouble` });
  if (lines.some((line) => CHARON.test(line))) note('heartbeat', heartbeat(lines, now.getTime()));
}

function countWords(lines: readonly string[]): ReadonlyMap<LogWord, number> {
  const counts = new Map<LogWord, number>();
  for (const line of lines) {
    const word = LOG_WORDS.find(({ pattern }) => pattern.test(line));
    if (word) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** A hint only: the lines may be from before somebody mended it. */
function trouble({ words, meaning, remedy }: LogWord, count: number, of: number): Finding {
  return { status: 'warn', detail: `${count} of its last ${of} lines (${words}): ${meaning}`, remedy };
}

/** Of the last heartbeat that Charon wrote down. */
function heartbeat(lines: readonly string[], now: number): Finding {
  const remedy = 'Have Charon send one by its endpoint for heartbeats, and see the check capi.';
  const last = lines.filter((line) => HEARTBEAT.test(line)).pop();
  if (last === undefined) return { status: 'warn', detail: `its last ${lines.length} lines hold no heartbeat`, remedy };
  const at = Date.parse(TIME.exec(last)?.[0].replace(' ', 'T') ?? '');
  if (Number.isNaN(at)) return { status: 'unknown', detail: 'the last heartbeat has no time that can be read' };
  const minutes = Math.round((now - at) / 60_000);
  if (now - at > HEARTBEAT_AGE) return { status: 'warn', detail: `the last heartbeat was ${minutes} minutes ago`, remedy };
  return { status: 'ok', detail: `the last heartbeat was ${Math.max(0, minutes)} minutes ago` };
}
