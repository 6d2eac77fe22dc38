import type { Integration } from '../api';
import { addresses, countOf } from './judge';
import type { Problem } from './problem';
import type { Expected, Gate } from './settings';

/** Integrations that one line of progress names, and those that a diagnosis tells in full: Terraform keeps 8 KiB of what a command said. */
const MOST_IN_PROGRESS = 3;
const MOST_IN_DIAGNOSIS = 8;

interface Found {
  readonly problems: ReadonlyMap<Expected, Problem>;
  readonly service?: Problem;
}

/** The first line. */
export function started({ integrations: { length }, timeoutMs }: Gate): string {
  return `waiting until ${length === 1 ? 'the integration serves' : `${length} integrations serve`}, for up to ${duration(timeoutMs)}`;
}

/** One line for the log while it waits: what is still missing. */
export function progress({ problems, service }: Found, served: number, all: number): string {
  const counted = `${served} of ${all} serve`;
  if (service) return `${counted}; ${service.seen} (${service.check})`;
  const each = [...problems].slice(0, MOST_IN_PROGRESS).map(([{ path }, { seen, check }]) => `${path}: ${seen} (${check})`);
  return [counted, ...each, ...more(problems.size - MOST_IN_PROGRESS)].join('; ');
}

/** The last line of a gate that opens. */
export function opened(served: ReadonlyMap<Expected, Integration>): string {
  const each = [...served].slice(0, MOST_IN_PROGRESS).map(([{ path }, integration]) => `${path} has ${addresses(countOf(integration))}`);
  return [`${served.size} of ${served.size} serve`, ...each, ...more(served.size - MOST_IN_PROGRESS)].join('; ');
}

/** Why the gate stays shut, integration by integration: which check, what was seen, what to do. */
export function diagnosis({ problems, service }: Found, all: number, elapsedMs: number): string {
  if (service) return `no answer to go by after ${duration(elapsedMs)}\n${paragraph(undefined, service)}`;
  return `not serving after ${duration(elapsedMs)}: ${problems.size} of ${all}\n${paragraphs(problems)}`;
}

/** What the integrations' own credentials did not open. */
export function refusal(problems: ReadonlyMap<Expected, Problem>, all: number): string {
  return `not serving to their own credentials: ${problems.size} of ${all}\n${paragraphs(problems)}`;
}

function paragraphs(problems: ReadonlyMap<Expected, Problem>): string {
  // What waiting does not mend comes first.
  const sorted = [...problems].sort(([, a], [, b]) => Number(b.final) - Number(a.final));
  const told = sorted.slice(0, MOST_IN_DIAGNOSIS).map(([expected, problem]) => paragraph(expected, problem));
  return [...told, ...more(sorted.length - MOST_IN_DIAGNOSIS)].join('\n');
}

function paragraph(expected: Expected | undefined, { check, seen, remedy }: Problem): string {
  const subject = expected ? `${expected.path} (integration ${expected.id}): ` : '';
  return [`- ${subject}${check}: ${seen}.`, ...(remedy ? [`  ${remedy}.`] : [])].join('\n');
}

function more(count: number): string[] {
  return count > 0 ? [`and ${count} more`] : [];
}

/** In whole seconds, from two minutes on in minutes. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min${seconds % 60 ? ` ${seconds % 60} s` : ''}`;
}
