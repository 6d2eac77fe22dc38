import { createHash } from 'node:crypto';
import { Duration, quoted } from '../model';
import { isKnown } from '../synth';

/** When a period of credentials begins. */
export interface CredentialsPeriodOptions {
  /**
   * Any text that tells integrations apart, such as the construct's path: it moves the day of the rotation, so that not all of an
   * organisation rotate on one. The same text means the same day everywhere.
   * @default - none: they rotate together
   */
  readonly spreadBy?: string;

  /**
   * The day of the synthesis, in UTC: `2026-04-01`. Give it where two runs must agree on it, such as the plan and the deployment of
   * one pipeline.
   * @default - the clock's
   */
  readonly today?: string;
}

export interface CredentialsIntervalOptions extends CredentialsPeriodOptions {
  /**
   * First day of one period, in UTC: `2026-01-01`. A change may rotate at once.
   * @default 2026-01-01
   */
  readonly anchor?: string;
}

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const ANCHOR = '2026-01-01';
/** Every month has so many days. */
const SHORTEST_MONTH = 28;

/**
 * Values of `credentialsVersion` that change with the calendar: the first deployment of a new period rotates. Each is the day on which
 * the period began, in UTC, whatever the machine's time zone. Where nobody deploys nothing rotates; what was missed is made up by one rotation.
 */
export class CredentialsVersion {
  /**
   * New credentials after a number of days.
   * @param period length of a period, a whole number of days
   */
  static every(period: Duration, options: CredentialsIntervalOptions = {}): string {
    const days = wholeDays(period);
    const first = dayOf('every', 'anchor', options.anchor ?? ANCHOR) + offset(options.spreadBy, days);
    return dateOf(first + Math.floor((today('every', options) - first) / days) * days);
  }

  /** New credentials once a month, on its first day unless `spreadBy` moves it, to the 28th at the latest. */
  static monthly(options: CredentialsPeriodOptions = {}): string {
    // The month in which the day lies that is as much earlier as the period begins after the first.
    const moved = offset(options.spreadBy, SHORTEST_MONTH);
    const month = dateOf(today('monthly', options) - moved).slice(0, 'YYYY-MM'.length);
    return `${month}-${String(1 + moved).padStart(2, '0')}`;
  }

  private constructor() {}
}

function wholeDays(period: Duration): number {
  const days = typeof period?.toDays === 'function' ? period.toDays() : NaN;
  if (Number.isInteger(days)) return days;
  const given = Number.isNaN(days) ? `${period} is no Duration` : `${period.toHumanString()} is no whole number of days`;
  throw new Error(`CredentialsVersion.every: "period": ${given}; give one, as Duration.days(90)`);
}

function today(method: string, { today: given }: CredentialsPeriodOptions): number {
  return given === undefined ? Math.floor(Date.now() / DAY_MS) : dayOf(method, 'today', given);
}

/** A day by its number since 1970, in UTC. */
function dayOf(method: string, option: string, date: string): number {
  const day = isKnown(date) && DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) / DAY_MS : NaN;
  // JavaScript takes the 30th of February for the 2nd of March.
  if (!Number.isNaN(day) && dateOf(day) === date) return day;
  const given = isKnown(date) ? quoted(String(date)) : 'what only Terraform knows';
  throw new Error(`CredentialsVersion.${method}: "${option}": ${given} is no day; write YYYY-MM-DD, such as 2026-04-01`);
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** Days by which a text moves a rotation, spread evenly over the period. */
function offset(spreadBy: string | undefined, days: number): number {
  if (spreadBy === undefined) return 0;
  if (!isKnown(spreadBy)) throw new Error('CredentialsVersion: "spreadBy": it is a value that only Terraform knows. Give a text of the program, such as the construct\'s path');
  return createHash('sha256').update(spreadBy).digest().readUInt32BE() % days;
}
