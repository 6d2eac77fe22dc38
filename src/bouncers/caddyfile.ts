/** A word of a Caddyfile, and the line that it begins in. */
export interface CaddyToken {
  readonly text: string;
  readonly line: number;
}

/** Words, quoted as Caddy's own lexer reads them: `"` with `\"` as the only escape, backquotes without any, comments at the start of a word. */
const WORDS = /(\n)|[^\S\n]+|#[^\n]*|"((?:\\[\s\S]|[^"\\])*)"|`([^`]*)`|([^\s]+)/g;

export function readCaddyfile(text: string): CaddyToken[] {
  const tokens: CaddyToken[] = [];
  let line = 1;
  for (const [whole, newline, quoted, verbatim, bare] of text.matchAll(WORDS)) {
    const word = quoted?.replaceAll('\\"', '"') ?? verbatim ?? bare;
    if (word !== undefined) tokens.push({ text: word, line });
    line += newline ? 1 : whole.split('\n').length - 1;
  }
  return tokens;
}

/** The lines of words inside the first block that begins with `name {`; nothing if there is none, or none that ends. */
export function blockNamed(tokens: readonly CaddyToken[], name: string): CaddyToken[][] | undefined {
  const start = tokens.findIndex((token, index) => token.text === name && tokens[index - 1]?.line !== token.line
    && tokens[index + 1]?.text === '{' && tokens[index + 1].line === token.line);
  if (start < 0) return undefined;
  const lines: CaddyToken[][] = [];
  for (const token of tokens.slice(start + 2)) {
    if (token.text === '}') return lines;
    if (lines.at(-1)?.[0].line === token.line) lines.at(-1)!.push(token);
    else lines.push([token]);
  }
  return undefined;
}
