import { IConstruct } from 'constructs';
import { Duration } from '../model';
import { named, NamedInterval } from './interval';

/** A day on which a list is pulled. */
export enum PaloAltoWeekday {
  SUNDAY = 'sunday',
  MONDAY = 'monday',
  TUESDAY = 'tuesday',
  WEDNESDAY = 'wednesday',
  THURSDAY = 'thursday',
  FRIDAY = 'friday',
  SATURDAY = 'saturday',
}

/** The words that PAN-OS has for a time between two pulls; a month counts with the longest there is. */
const WORDS: readonly NamedInterval[] = [
  { word: 'five_minute', length: Duration.minutes(5) },
  { word: 'hourly', length: Duration.hours(1) },
  { word: 'daily', length: Duration.days(1) },
  { word: 'weekly', length: Duration.days(7) },
  { word: 'monthly', length: Duration.days(31) },
];

/** When in a day, week or month a list is pulled. */
export interface RecurringProps {
  readonly at?: string;
  readonly dayOfWeek?: PaloAltoWeekday;
  readonly dayOfMonth?: number;
}

/** Argument `recurring`: exactly one member, for the interval or the next longer one. */
export function recurring(construct: IConstruct, interval: Duration, props: RecurringProps): object {
  const { at = '00', dayOfWeek = PaloAltoWeekday.SUNDAY, dayOfMonth = 1 } = props;
  const word = named(construct, interval, 'PAN-OS', WORDS);
  if (word === 'daily') return { daily: { at } };
  if (word === 'weekly') return { weekly: { at, day_of_week: dayOfWeek } };
  if (word === 'monthly') return { monthly: { at, day_of_month: dayOfMonth } };
  return { [word]: {} };
}
