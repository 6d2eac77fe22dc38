import { printable } from '../model';

/** Text that is HTML already: only {@link html} makes it. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What a template takes: nothing of it is taken for HTML but what is. What is false or missing leaves nothing. */
export type Part = Html | string | number | false | null | undefined | readonly Part[];

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

/** A piece of a page. Whatever is put in is text, escaped for elements and for attributes in quotes, and made visible where it would not show. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((before, n) => (n === 0 ? before : written(parts[n - 1]) + before)).join(''));
}

function written(part: Part): string {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(written).join('');
  return part === false || part === null || part === undefined ? '' : escaped(String(part));
}

/** Lines stay lines. */
function escaped(text: string): string {
  return text.split('\n').map(printable).join('\n').replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
