import { html, Html, type Tone } from '../../page';
import { STATUSES, type Status } from '../types';

/** Each status as a sign, a word, and the tone of both: the sign and the word are enough without colour. */
const SHOWN: { readonly [status in Status]: { readonly sign: string; readonly plural: string; readonly tone: Tone } } = {
  fail: { sign: '✕', plural: 'failed', tone: 'fail' },
  warn: { sign: '!', plural: 'warned', tone: 'warn' },
  unknown: { sign: '?', plural: 'not seen', tone: 'other' },
  skip: { sign: '–', plural: 'skipped', tone: 'other' },
  ok: { sign: '✓', plural: 'passed', tone: 'ok' },
};

export function statusWord(status: Status): Html {
  const { sign, tone } = SHOWN[status];
  return html`<span class="word ${tone}">${sign} ${status}</span>`;
}

/** What a number of checks of that status did. */
export function pluralOf(status: Status): string {
  return SHOWN[status].plural;
}

export function toneOf(status: Status): Tone {
  return SHOWN[status].tone;
}

/** Worst first; what is alike stays in its order. */
export function worstFirst<T extends { readonly status: Status }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status));
}
