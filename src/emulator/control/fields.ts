/** Something given to the emulator, by a control call or in the process, that cannot be understood. Answered with 400. */
export class ControlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ControlError';
  }
}

/** A JSON object, whose fields the caller then looks at. */
export interface Given {
  readonly [name: string]: unknown;
}

/** What one field may be. */
export interface Rule {
  readonly accepts: (value: unknown) => boolean;
  /** In words, to go on from "give". */
  readonly expected: string;
  readonly required?: boolean;
  /** Its value is never quoted. */
  readonly secret?: boolean;
}

export type Rules<T> = { readonly [name in keyof T]-?: Rule };

const LONGEST_QUOTE = 100;

/** Longest that a timer of Node can wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** RFC 3339, as far as it matters here: a date, a time, a zone. */
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isObject = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isDate = (value: unknown): boolean => isText(value) && RFC3339.test(value) && !Number.isNaN(Date.parse(value));
export const isAmount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

export const FLAG: Rule = { accepts: (value) => typeof value === 'boolean', expected: 'true or false' };
export const DATE: Rule = { accepts: isDate, expected: 'an RFC 3339 date such as "2026-01-31T12:00:00Z"' };
export const MILLISECONDS: Rule = {
  accepts: (value) => isAmount(value) && value <= LONGEST_TIMER_MS, expected: `a number of milliseconds, 0 to ${LONGEST_TIMER_MS}`,
};

export function oneOf(choices: readonly string[]): Rule {
  return { accepts: (value) => choices.includes(value as string), expected: `one of ${choices.join(', ')}` };
}

export function orNull({ accepts, expected }: Rule): Rule {
  return { accepts: (value) => value === null || accepts(value), expected: `${expected}, or null` };
}

export function objectOf(value: unknown, what: string): Given {
  if (!isObject(value)) throw new ControlError(`${what} must be a JSON object; given was ${value === undefined ? 'nothing' : quote(value)}`);
  return value;
}

/** Looks at the fields that there are rules for; a field that is undefined is not there. */
export function checkFields(given: Given, rules: { readonly [name: string]: Rule }, what: string): void {
  for (const [name, { accepts, expected, required, secret }] of Object.entries(rules)) {
    const value = given[name];
    if (value === undefined ? !required : accepts(value)) continue;
    const found = value === undefined ? 'is missing' : secret ? 'has another form' : `is ${quote(value)}`;
    throw new ControlError(`"${name}" of ${what} ${found}; give ${expected}`);
  }
}

/** The same, for an object that has these fields and no other. */
export function readFields(value: unknown, rules: { readonly [name: string]: Rule }, what: string): Given {
  const given = objectOf(value, what);
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(rules, name));
  if (unknown !== undefined) throw new ControlError(`"${unknown}" is no field of ${what}; there are ${Object.keys(rules).join(', ')}`);
  checkFields(given, rules, what);
  return given;
}

function quote(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
