import { quoted } from '../model';
import { Decimal, Validator, Value } from '../tfplugin';

/** A check of the model, as the schema takes it. */
export function text(check: (value: string) => string | undefined): Validator {
  return (value) => (typeof value === 'string' ? check(value) : undefined);
}

/** Text that must not be empty. `what` is named in the message. */
export function notEmpty(what: string): Validator {
  return text((value) => (value.trim().length > 0 ? undefined : `the ${what} is empty; leave it out or give at least one character`));
}

/** One of a few words; every element of a list or set of them likewise. */
export function oneOf(what: string, allowed: readonly string[]): Validator {
  return (value) => {
    const wrong = wordsOf(value).find((word) => !allowed.includes(word));
    return wrong === undefined ? undefined : `${quoted(wrong)} is no ${what}; use one of ${allowed.join(', ')}`;
  };
}

/** A whole number of at least `least`. */
export function wholeNumber(what: string, least: number): Validator {
  return (value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return undefined;
    return isNumber(value) ? `the ${what} is ${value}; it must be a whole number of at least ${least}, and at most ${Number.MAX_SAFE_INTEGER}` : undefined;
  };
}

/** A number from `least` to `most`, both included. */
export function numberWithin(what: string, least: number, most: number): Validator {
  return (value) => {
    const number = isNumber(value) ? Number(value) : undefined;
    if (number === undefined || (number >= least && number <= most)) return undefined;
    return `the ${what} is ${value}; it must be between ${least} and ${most}`;
  };
}

/** The words as a description lists them. */
export function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

function isNumber(value: Value): value is number | Decimal {
  return typeof value === 'number' || value instanceof Decimal;
}

function wordsOf(value: Value): string[] {
  return (Array.isArray(value) ? value : [value]).filter((word): word is string => typeof word === 'string');
}
