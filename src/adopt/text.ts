/** Columns of a line. Only a text that is longer by itself goes beyond. */
export const WIDTH = 120;

/** What does not show, or looks like something else: a reviewer is to see what a text holds. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}]/gu;

/** Writes characters that do not show, all blanks but the usual one among them, with `write`. */
export function withUnseen(text: string, write: (code: number) => string): string {
  return text.replace(UNSEEN, (character) => (character === ' ' ? character : write(character.codePointAt(0)!)));
}

/** Digits of a character's number, at least `least` of them. */
export function hex(code: number, least: number): string {
  return code.toString(16).padStart(least, '0');
}

/** What Terraform would take for a template, escaped as its languages have it. */
export function templateText(text: string): string {
  return text.replace(/\$\{/g, '$$${').replace(/%\{/g, '%%{');
}

/** A text as a comment of one line shows it; cut where the line ends. */
export function commentText(text: string, column: number): string {
  const shown = Array.from(withUnseen(text, (code) => `\\u{${hex(code, 1)}}`));
  const room = Math.max(WIDTH - column, 20);
  return shown.length <= room ? shown.join('') : `${shown.slice(0, room - 1).join('')}…`;
}
