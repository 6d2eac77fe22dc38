import { BouncerConcern } from './problem';
import { Reading } from './reading';

/**
 * Words of PHP, as far as an array of settings has them: comments, strings, and the rest. What is not closed reaches to the end of the
 * file: looked for again from each later quote, it would take the square of the file's length.
 */
const WORDS = new RegExp([
  /\/\/[^\n]*|#(?!\[)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/,
  /'((?:\\[\s\S]|[^'\\])*)(?:'|\\?$)|"((?:\\[\s\S]|[^"\\])*)(?:"|\\?$)/,
  /=>|[[\](){},;]|[^\s'"[\](){},;=]+|=/,
].map(({ source }) => source).join('|'), 'g');

/** A value as it is written: a text, or a bare word such as `true` or `60`. Without a text, PHP computes it. */
export interface PhpValue {
  readonly text?: string;
  readonly quoted: boolean;
}

/** Values that are written without quotes: numbers, and the names of constants. */
const PLAIN = /^(true|false|null|-?[\d.]+|[\w\\]+::\w+)$/i;

const ESCAPES: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r' };

/**
 * Settings of an array in a PHP file: pairs of a quoted name and a value, outside of deeper arrays.
 * The last pair of a name holds, as in PHP.
 */
export function readPhpArray(text: string): ReadonlyMap<string, PhpValue> {
  const words = [...text.matchAll(WORDS)].filter(([whole]) => !/^(\/\/|#|\/\*)/.test(whole));
  const found = new Map<string, PhpValue>();
  let depth = 0;
  for (const [index, word] of words.entries()) {
    if (/^[[(]$/.test(word[0])) depth += 1;
    if (/^[\])]$/.test(word[0])) depth -= 1;
    const [arrow, given, end] = words.slice(index + 1, index + 4);
    const name = quotedText(word);
    if (depth !== 1 || name === undefined || arrow?.[0] !== '=>' || given === undefined) continue;
    const value = quotedText(given);
    const alone = /^[,\])]$/.test(end?.[0] ?? '');
    found.set(name, { text: alone ? value ?? PLAIN.exec(given[0])?.[0] : undefined, quoted: value !== undefined });
  }
  return found;
}

/** What quotes hold; nothing if these are none, or if PHP would put variables into it. */
function quotedText([, single, double]: RegExpExecArray): string | undefined {
  if (single !== undefined) return single.replace(/\\([\\'])/g, '$1');
  if (double === undefined || /(?<!\\)(\\\\)*(\$[a-z_{]|\{\$)/i.test(double)) return undefined;
  return double.replace(/\\([\\"$ntr])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

/** Whether PHP takes a value for true. */
export function isTruthy(value: PhpValue | undefined): boolean {
  if (value?.text === undefined) return false;
  return value.quoted ? value.text !== '' && value.text !== '0' : !/^(false|null|0|0\.0)$/i.test(value.text);
}

/** Settings, and a reading that notes what they do not say. */
export class PhpReading extends Reading {
  constructor(private readonly values: ReadonlyMap<string, PhpValue>) {
    super();
  }

  text(name: string): string | undefined {
    return this.values.get(name)?.text;
  }

  /** What `read` makes of a text; nothing if PHP computes it, which is noted. */
  given<T>(
    concern: BouncerConcern, name: string, read: (name: string, value: string | undefined) => T | undefined,
  ): T | undefined {
    const value = this.values.get(name);
    if (!value || value.text !== undefined) return read(name, value?.text);
    this.unread(concern, `${name}: is computed by PHP, which is not run here`);
    return undefined;
  }

  /** Whether it streams, as the setting says. */
  streams(name: string): boolean | undefined {
    return this.given('mode', name, () => isTruthy(this.values.get(name)) || this.live(`${name}: off`));
  }
}
