import { html, Html } from '../../page';
import type { Reachability, Report } from '../report';
import { STATUSES } from '../types';
import { pluralOf, toneOf } from './status';

/** What became of all of it: numbers of checks, and the two services that scripts ask for by name. */
export function summarySection({ summary, lapi, capi }: Report): Html {
  const counts = STATUSES.filter((status) => summary[status] > 0 || status === 'fail' || status === 'ok').map((status) => (
    html`<div class="${summary[status] > 0 && toneOf(status)}"><dt>${pluralOf(status)}</dt><dd class="number">${summary[status]}</dd></div>`));
  return html`<dl class="tiles" aria-label="Summary">${counts}${service('local API', lapi)}${service('Central API', capi)}</dl>`;
}

/** One sentence, for who reads no further. */
export function verdict({ summary: { fail, warn, unknown } }: Report): string {
  if (fail) return `${checks(fail)} failed${warn ? `, ${warn} warned` : ''}.`;
  if (warn) return `No check failed, ${warn} warned.`;
  return unknown ? `No check failed; ${unknown} could not be seen from here.` : 'Everything that was looked at is well.';
}

function checks(count: number): string {
  return count === 1 ? '1 check' : `${count} checks`;
}

function service(name: string, { status, latency_ms: latency }: Reachability<string>): Html | false {
  if (status === 'not_configured') return false;
  const well = status === 'healthy' || status === 'reachable';
  return html`<div class="${well ? 'ok' : 'fail'}"><dt>${name}${latency !== null && `, ${latency} ms`}</dt><dd>${status}</dd></div>`;
}
