import { hex, WIDTH, withUnseen } from '../text';

const SHORT: { readonly [code: number]: string } = { 9: '\\t', 10: '\\n', 13: '\\r' };

/** A text as a literal of TypeScript, in single quotes. */
export function textLiteral(text: string): string {
  const escaped = text.replace(/[\\']/g, '\\$&');
  return `'${withUnseen(escaped, (code) => SHORT[code] ?? `\\u{${hex(code, 1)}}`)}'`;
}

/** An element of a list, and what a comment says of it. */
export interface Element {
  readonly text: string;
  readonly comment?: string;
}

/** `before[…],` in one line where it fits and nothing is to be said, else an element a line. */
export function listLines(indent: string, before: string, elements: readonly Element[]): string[] {
  const line = `${indent}${before}[${elements.map(({ text }) => text).join(', ')}],`;
  if (line.length <= WIDTH && elements.every(({ comment }) => comment === undefined)) return [line];
  const rows = elements.map(({ text, comment }) => `${indent}  ${text},${comment === undefined ? '' : ` // ${comment}`}`);
  return [`${indent}${before}[`, ...rows, `${indent}],`];
}
