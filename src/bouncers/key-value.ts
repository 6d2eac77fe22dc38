/** A file of `KEY=VALUE` lines as the Lua code reads it: comments in the first column only, no quotes; a line without `=` ends it. */
export interface KeyValueFile {
  readonly values: ReadonlyMap<string, string>;
  /** Number of the line that ends it too early. */
  readonly endsAt?: number;
}

/** What Lua's `%s` trims: not the wider spaces of Unicode, which may belong to a value. */
const SPACES = ' \t\r\v\f';

/** In steps, because a regular expression would take the square of a long row of spaces. */
function trim(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && SPACES.includes(text[start])) start += 1;
  while (end > start && SPACES.includes(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

export function readKeyValue(text: string): KeyValueFile {
  const values = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('#') || trim(line) === '') continue;
    const at = line.indexOf('=');
    if (at < 0) return { values, endsAt: index + 1 };
    values.set(trim(line.slice(0, at)), trim(line.slice(at + 1)));
  }
  return { values };
}
