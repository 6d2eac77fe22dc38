/** Characters of a diagnostic's text: what is longer was meant for no reader. */
const LONGEST = 16_000;

/**
 * What does not show, or changes how what follows shows: control characters but line breaks and tabs, marks of direction, characters
 * without width, halves of surrogate pairs.
 */
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text as a terminal may get it: what does not show is spelled out as `\u` and its number. */
export function printable(text: string): string {
  const clean = text.replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}… (${clean.length} characters)` : clean;
}
