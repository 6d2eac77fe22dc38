import * as fc from 'fast-check';

/** Texts that some layer could take for something else, by what they are. */
export const HOSTILE: readonly (readonly [what: string, text: string])[] = [
  ['dots with something before', 'a..'],
  ['dots and slashes', '../../etc/passwd'],
  ['a slash', 'a/b'],
  ['a backslash', 'a\\b\\\\c\\n'],
  ['an encoded slash', 'a%2fb%2F%25'],
  ['a line break', 'a\r\nX-Api-Key: b'],
  ['NUL', 'a\0b'],
  ['escape sequences', 'a\u001b[2J\u001b]0;b\u0007\u009bm'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['a mark that turns the direction', 'a\u202ebc\u2066d'],
  ['characters without width', 'a\u200bb\u2060c\ufeff'],
  ['separators of lines', 'a\u2028b\u2029c'],
  ['emoji that are several characters', '👩‍👩‍👧‍👦🛡️🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['a composed letter', 'é'],
  ['a decomposed letter', 'o\u0308o\u0323\u0302'],
  ['an interpolation', '${var.x} $${y} $$${z} $'],
  ['a directive', '%{ if true }a%{ endif } %%{b} %'],
  ['a token\'s look', '${TfToken x} ${each.value} #{TfToken} <TfToken'],
  ['quotes', '"a" \'b\' `c` $(d) ; # //'],
  ['markup', '<script>alert(1)</script>&amp;'],
  ['a query', '?a=b&c=d#e'],
  ['spaces around', '  a\t'],
  ['what means something in YAML', 'null: true - ~'],
];

/** What no path can hold. */
export const IMPOSSIBLE: readonly (readonly [what: string, text: string])[] = [
  ['one dot', '.'],
  ['two dots', '..'],
  ['half of a surrogate pair', 'a\ud83d'],
  ['ten thousand characters', 'x'.repeat(10_000)],
];

/** Any text of at least one character, with a liking for the pieces above. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.oneof(fc.constantFrom(...HOSTILE.map(([, text]) => text), '$', '%', '{', '}', '.', '/', '\\', '"'), fc.string({ unit: 'binary', maxLength: 4 })), {
    minLength: 1, maxLength: 5,
  }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
).filter((text) => text.length > 0 && text !== '.' && text !== '..');

/** Nothing in it that a terminal or a log would obey. */
export const PRINTABLE = /^(?:[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|\n)*$/u;
