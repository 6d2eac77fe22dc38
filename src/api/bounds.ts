/** What an answer may measure. Far above what the service sends; a gateway gone mad, or somebody hostile in its place, stops here. */

const MIB = 2 ** 20;

/** Bytes of a JSON answer, before and after decompression: a page of 100 integrations with thousands of subscriptions each. */
export const LARGEST_JSON_BYTES = 32 * MIB;

/** Bytes of a blocklist or a decision stream, before and after decompression: more than a million entries in the longest format. */
export const LARGEST_CONTENT_BYTES = 256 * MIB;

/** Bytes of an answer of failure that are read for its message. */
export const LARGEST_ERROR_BYTES = MIB;

/** Pages of a list, of 100 items each. */
export const MOST_PAGES = 1000;

/** Characters that the pages of one list may have together. */
export const LARGEST_LIST = 256 * MIB;

/** Levels of objects and lists within each other; the service's own answers have 5. */
const DEEPEST_JSON = 64;

/** A number of bytes as a message tells it. */
export function inMib(bytes: number): string {
  return `${bytes / MIB} MiB`;
}

/** Marks JSON that is nested too deeply to be looked at. */
export class TooDeep extends Error {}

/** Parses what is no deeper than an answer may be; throws `TooDeep`, or `JSON.parse`'s own error. */
export function parseJson(text: string): unknown {
  if (isDeeperThan(text, DEEPEST_JSON)) throw new TooDeep(`it is nested more than ${DEEPEST_JSON} levels deep`);
  return JSON.parse(text);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_LIST = 0x5b;
const CLOSING_LIST = 0x5d;
const OPENING_OBJECT = 0x7b;
const CLOSING_OBJECT = 0x7d;

/** One pass without recursion; brackets inside of strings do not count. */
function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if ((code === OPENING_OBJECT || code === OPENING_LIST) && ++depth > most) return true;
    else if (code === CLOSING_OBJECT || code === CLOSING_LIST) depth--;
  }
  return false;
}

/** Where a string ends that begins at a quote: at the next quote with an even number of backslashes in front. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}
