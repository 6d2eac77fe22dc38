import { hex, templateText, WIDTH, withUnseen } from '../text';

const SHORT: { readonly [code: number]: string } = { 9: '\\t', 10: '\\n', 13: '\\r' };

/** A text as a quoted literal of Terraform's language. */
export function textLiteral(text: string): string {
  const escaped = templateText(text.replace(/[\\"]/g, '\\$&'));
  return `"${withUnseen(escaped, (code) => SHORT[code] ?? (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`))}"`;
}

/** What stands behind a literal, taken back; undefined if there is none. */
export function readTextLiteral(literal: string): string | undefined {
  const inside = /^"((?:[^"\\]|\\.)*)"$/.exec(literal)?.[1];
  return inside
    ?.replace(/\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/g, (_, short, long, mark) => (mark === undefined
      ? String.fromCodePoint(parseInt(short ?? long, 16))
      : { t: '\t', n: '\n', r: '\r' }[mark as string] ?? mark))
    .replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
}

/** A line of an assignment; the names of a block's assignments are aligned. */
export function assignments(block: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(...block.map(([name]) => name.length));
  return block.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`);
}

/** An element of a set or map: a literal, a map's value, and what a comment says of it. */
export interface Element {
  readonly key: string;
  readonly value?: string;
  readonly comment?: string;
}

/** `for_each` over a set of texts: in one line where it fits and nothing is to be said. */
export function forEachSet(elements: readonly Element[]): string[] {
  const line = `  for_each = toset([${elements.map(({ key }) => key).join(', ')}])`;
  if (line.length <= WIDTH && elements.every(({ comment }) => comment === undefined)) return [line];
  const rows = elements.map(({ key, comment }) => `    ${key},${comment === undefined ? '' : ` # ${comment}`}`);
  return ['  for_each = toset([', ...rows, '  ])'];
}

/** `for_each` over a map; its keys are ids, of one length. */
export function forEachMap(elements: readonly Element[]): string[] {
  const width = Math.max(...elements.map(({ value }) => value!.length));
  const rows = elements.map(({ key, value, comment }) => `    ${key} = ${comment === undefined ? value : `${value!.padEnd(width)} # ${comment}`}`);
  return ['  for_each = {', ...rows, '  }'];
}
