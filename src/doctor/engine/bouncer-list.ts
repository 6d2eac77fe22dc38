import { execFile } from 'node:child_process';
import { OFFLINE_AFTER_HOURS, quoted } from '../../model';
import { Seen } from '../examination';

/** Milliseconds that cscli may take: it opens the engine's database. */
const PATIENCE = 10_000;

/** Names that a report shows. */
const MOST_SHOWN = 5;

/** A registered bouncer, as `cscli bouncers list -o json` shows it. */
export interface RegisteredBouncer {
  readonly name: string;
  readonly revoked?: boolean;
  readonly type?: string;
  /** Empty until its key was used; then older engines have the time of its registration as `last_pull`. */
  readonly ip_address?: string;
  readonly last_pull?: string | null;
}

export interface BouncerQuestion {
  readonly cscli: string;
  /** The engine's configuration; left out, cscli's own. */
  readonly config?: string;
  readonly name?: string;
  /** What the component calls itself. */
  readonly agent?: string;
  readonly now: Date;
}

/** What the engine knows of its bouncers: registered, not revoked, when they pulled. */
export async function checkBouncers(question: BouncerQuestion): Promise<Seen> {
  const { cscli, config } = question;
  const args = [...(config === undefined ? [] : ['-c', config]), 'bouncers', 'list', '-o', 'json'];
  const answer = await new Promise<string | Error>((resolve) => {
    execFile(cscli, args, { timeout: PATIENCE }, (error, stdout) => resolve(error ?? stdout));
  });
  const list = typeof answer === 'string' ? parseList(answer) : undefined;
  if (list) return lookAtBouncers(list, question);
  return {
    status: 'unknown',
    detail: `${cscli} does not list the bouncers${typeof answer === 'string' ? '' : ` (${codeOf(answer)})`}`,
    remedy: 'Run the doctor on the engine\'s host, as a user who may read its database.',
  };
}

/** The error's text holds everything that cscli says. */
function codeOf(error: NodeJS.ErrnoException): string {
  return error.code === undefined ? 'it was ended' : `it ended with ${error.code}`;
}

function parseList(text: string): readonly RegisteredBouncer[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return list === null ? [] : Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

function lookAtBouncers(list: readonly RegisteredBouncer[], { name, agent, now }: BouncerQuestion): Seen {
  const add = 'Run "cscli bouncers add NEW-NAME", put the key that it prints into the component\'s file, restart the component.';
  const ofKind = list.filter(({ type }) => agent !== undefined && type === agent);
  const found = name !== undefined ? list.filter((bouncer) => bouncer.name === name) : ofKind.length > 0 ? ofKind : list;
  if (found.length === 0) {
    return { status: 'fail', detail: name === undefined ? 'the engine knows no bouncer' : `the engine knows no bouncer ${quoted(name)}`, remedy: add };
  }
  const revoked = found.filter((bouncer) => bouncer.revoked === true);
  if (revoked.length > 0) return { status: 'fail', detail: `revoked: ${names(revoked)}`, remedy: add };
  const silent = found.filter(({ last_pull, ip_address }) => ip_address === '' || !isRecent(last_pull, now));
  if (silent.length > 0) {
    return {
      status: 'warn',
      detail: `did not pull for ${OFFLINE_AFTER_HOURS} hours, or never: ${names(silent)}`,
      remedy: 'Start the component, and look at its log; delete bouncers that are gone for good with "cscli bouncers delete NAME".',
    };
  }
  return { status: 'ok', detail: `registered, and pulled in the last ${OFFLINE_AFTER_HOURS} hours: ${names(found)}` };
}

function names(bouncers: readonly RegisteredBouncer[]): string {
  const shown = bouncers.slice(0, MOST_SHOWN).map(({ name, last_pull }) => `${quoted(String(name))} (last ${last_pull ?? 'never'})`);
  return `${shown.join(', ')}${bouncers.length > MOST_SHOWN ? ` and ${bouncers.length - MOST_SHOWN} more` : ''}`;
}

function isRecent(at: string | null | undefined, now: Date): boolean {
  const pulled = Date.parse(at ?? '');
  return !Number.isNaN(pulled) && now.getTime() - pulled <= OFFLINE_AFTER_HOURS * 3_600_000;
}
