/** What a RouterOS script fetches, read as RouterOS reads it: variables, strings with their escapes, one loop over a list of URLs. */

export interface Fetch {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Further arguments, as they stand in the script. */
  readonly options: { readonly [argument: string]: string };
}

type Value = string | readonly string[];

/** Source: MikroTik's manual, Scripting, constant escape sequences; two hexadecimal digits stand for a byte. */
const ESCAPES: { readonly [sequence: string]: string } = { '"': '"', '\\': '\\', 'n': '\n', 'r': '\r', 't': '\t', '$': '$', '?': '?', '_': ' ' };

/** The fetches that a script makes, in their order. */
export function fetchesOf(script: string): Fetch[] {
  const text = script.replace(/\\\r?\n\s*/g, ' ');
  const variables = new Map<string, Value>();
  for (const { 1: name, index, 0: start } of text.matchAll(/^:local (\w+) (?=["{])/gm)) variables.set(name, valueAt(text, index + start.length));
  const loops = [...text.matchAll(/:foreach (\w+) in=\$(\w+) do=/g)].map(([, name, list]) => [name, variables.get(list)!] as const);

  return [...text.matchAll(/\/tool fetch ([^\]\n]+)/g)].flatMap(([, written]) => {
    const options = Object.fromEntries(written.trim().split(/ +/).filter((word) => word.includes('=')).map((word) => word.split(/=(.*)/s, 2)));
    const { url, user, password, ...others } = options;
    const loop = loops.find(([name]) => url === `$${name}`);
    const urls = loop ? loop[1] : [one(variables, url)];
    return [...urls].map((each) => ({ url: each, user: one(variables, user), password: one(variables, password), options: others }));
  });
}

/** An address that an imported file adds, and to which list. */
export interface ListEntry {
  readonly list: string;
  readonly address: string;
}

/** What importing a file adds; a line that is no such command stops the import, as it does on a router. */
export function entriesOf(file: string): ListEntry[] {
  return file.split('\n').filter((line) => line !== '').map((line) => {
    const [, list, address] = /^\/ip(?:v6)? firewall address-list add list=(\S+) address=(\S+) comment="[^"]*" timeout=\S+;$/.exec(line) ?? [];
    if (address === undefined) throw new Error(`no command of RouterOS: ${line}`);
    return { list, address };
  });
}

function one(variables: ReadonlyMap<string, Value>, written: string): string {
  const value = written.startsWith('$') ? variables.get(written.slice(1)) : valueAt(written, 0);
  if (typeof value !== 'string') throw new Error(`${written} is no text`);
  return value;
}

/** A string, or strings in braces between semicolons. */
function valueAt(text: string, start: number): Value {
  if (text[start] !== '{') return stringAt(text, start).value;
  const values: string[] = [];
  let at = start + 1;
  while (text[at] !== '}') {
    const { value, end } = stringAt(text, at);
    values.push(value);
    at = text[end] === ';' ? end + 1 : end;
  }
  return values;
}

function stringAt(text: string, start: number): { readonly value: string; readonly end: number } {
  if (text[start] !== '"') throw new Error(`a string begins with a quote, not with ${text[start]}`);
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '"') return { value, end: at + 1 };
    if (text[at] === '$') throw new Error('RouterOS would put a variable there');
    if (text[at] !== '\\') {
      value += text[at];
      continue;
    }
    const byte = /^[0-9A-F]{2}/.exec(text.slice(at + 1))?.[0];
    const escaped = byte ? String.fromCharCode(parseInt(byte, 16)) : ESCAPES[text[at + 1]];
    if (escaped === undefined) throw new Error(`RouterOS knows no escape \\${text[at + 1]}`);
    value += escaped;
    at += byte ? 2 : 1;
  }
  throw new Error('a string has no end');
}
