const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const GROUPED = new Intl.NumberFormat('en-US');

/** A number with its thousands apart. */
export function grouped(value: number): string {
  return GROUPED.format(value);
}

/** How long ago something was, in one unit: it changes once a minute at most. */
export function ago(then: Date, now: Date): string {
  const past = now.getTime() - then.getTime();
  if (past < -MINUTE_MS) return 'in the future';
  if (past < MINUTE_MS) return 'just now';
  if (past < HOUR_MS) return `${Math.floor(past / MINUTE_MS)} min ago`;
  if (past < 2 * DAY_MS) return `${Math.floor(past / HOUR_MS)} h ago`;
  return `${Math.floor(past / DAY_MS)} days ago`;
}

/** A count and its noun: `1 vendor`, `2 vendors`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A date for the eye, without what nobody reads. Always UTC. */
export function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
