import { LONGEST_PATH_TEXT } from './limits';

/** Characters of a value that a message quotes at most. */
const LONGEST_QUOTE = 80;

/**
 * What does not show, or changes how what follows shows: control characters, marks of direction, characters without width, separators of
 * lines, halves of surrogate pairs. In a terminal or a log they would make a message say something else.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A half of a surrogate pair without its other half: no character, and in no encoding. */
const LONE_SURROGATE = /\p{Cs}/u;

/** A text with everything that does not show as `\u` and its number, in braces where it has more than four digits. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const digits = character.codePointAt(0)!.toString(16);
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
  });
}

/** A value as a message quotes it: printable, its beginning where it is long. */
export function quoted(value: string): string {
  const characters = Array.from(value.slice(0, 2 * LONGEST_QUOTE + 2));
  if (characters.length <= LONGEST_QUOTE) return `"${printable(value)}"`;
  return `"${printable(characters.slice(0, LONGEST_QUOTE).join(''))}…" (${value.length} characters)`;
}

/** Says why a text cannot be sent to the service as it is, or nothing. */
export function checkText(value: string): string | undefined {
  return LONE_SURROGATE.test(value) ? `${quoted(value)} holds half of a surrogate pair, which is no character; take it out` : undefined;
}

/** The same for a name or key that becomes a part of a URL's path. */
export function checkPathText(what: string, value: string): string | undefined {
  if (value === '.' || value === '..') return `the ${what} is ${quoted(value)}, which no URL can hold as a part of its path; choose another`;
  const problem = checkText(value);
  if (problem) return problem;
  const { length } = encodeURIComponent(value);
  return length <= LONGEST_PATH_TEXT
    ? undefined
    : `the ${what} ${quoted(value)} takes ${length} characters in a URL; ${LONGEST_PATH_TEXT} are the most`;
}
