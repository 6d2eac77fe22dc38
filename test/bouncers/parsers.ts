/** Readers of the syntaxes that share nothing with the code under test: each follows the component's own, character by character. */
import { parse } from 'yaml';

/** As the Lua code has it: the first `=` parts key and value, both trimmed of the spaces of ASCII; no quotes, no escapes. */
export function lua(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of text.split('\n')) {
    if (line[0] === '#' || /^[ \t\r\v\f]*$/.test(line)) continue;
    const [, key, value] = /^([^=]*)=(.*)$/s.exec(line)!;
    found[key] = value.replace(/^[ \t\r\v\f]+/, '').replace(/[ \t\r\v\f]+$/, '');
  }
  return found;
}

/** As Caddy's lexer has it, braces of placeholders left out, because none may be there. */
export function caddy(text: string): string[][] {
  if (/\{[^\s]/.test(text)) throw new Error('a placeholder');
  const lines: string[][] = [[]];
  let word: string | undefined;
  let quoted = false;
  let escaped = false;
  const end = () => {
    if (word !== undefined) lines.at(-1)!.push(word);
    word = undefined;
    quoted = false;
  };
  for (const letter of text) {
    if (word?.startsWith('<<')) throw new Error('a heredoc');
    if (quoted) {
      if (escaped) word += letter === '"' ? '"' : `\\${letter}`;
      else if (letter === '"') end();
      else if (letter !== '\\') word += letter;
      escaped = !escaped && letter === '\\';
    } else if (/\s/.test(letter)) {
      end();
      if (letter === '\n') lines.push([]);
    } else if (word === undefined && letter === '"') {
      quoted = true;
      word = '';
    } else {word = (word ?? '') + letter;}
  }
  return lines.filter((line) => line.length);
}

/** Texts of PHP in single quotes, in which only `\\` and `\'` mean something else; and what is left of the file without them. */
export function php(text: string): { readonly texts: string[]; readonly rest: string } {
  const texts: string[] = [];
  let rest = '';
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith('//', at)) {
      at = text.indexOf('\n', at);
      continue;
    }
    if (text[at] !== '\'') {
      rest += text[at];
      continue;
    }
    let found = '';
    for (at += 1; text[at] !== '\''; at += 1) {
      if (at >= text.length) throw new Error('an open quote');
      if (text[at] === '\\' && '\\\''.includes(text[at + 1])) at += 1;
      found += text[at];
    }
    texts.push(found);
    rest += '\'\'';
  }
  return { texts, rest };
}

/** As libraries of Go and Python read it, which know more line breaks than today's YAML, and no control characters. */
export function oldYaml(text: string): unknown {
  if (/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(text)) throw new Error('a line break of YAML 1.1, or no character');
  return parse(text);
}

/** As CrowdSec's programs in Go read it: variables of the environment first. */
export function goYaml(text: string): unknown {
  if (text.includes('$')) throw new Error('a variable of the environment');
  return oldYaml(text);
}

/** As Traefik reads it: a template of Go first. */
export function templateYaml(text: string): unknown {
  if (text.includes('{')) throw new Error('a template');
  return oldYaml(text);
}
