/**
 * Looks for secrets in whatever a run left. It takes the text apart instead of guessing how the secret was put together: the text as it is,
 * and everything that decoding it gives (percent, JSON, HTML, several at once), each searched for the secret, its Base64 wherever in the
 * encoded bytes it stands, and its hexadecimal digits.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A secret in a place where none may be. Never the secret itself: this is printed. */
export interface Finding {
  readonly secret: string;
  readonly form: string;
  readonly where: string;
}

/** A shorter text is found by chance. */
const SHORTEST = 8;
const SHORTEST_PIECE = 10;

type Decoding = readonly [name: string, decode: (text: string) => string];

const PERCENT: Decoding = ['percent-encoded', (text) => text.replace(/(?:%[\da-f]{2})+/gi, (run) =>
  Buffer.from(run.replace(/%/g, ''), 'hex').toString('utf8'))];
const JSON_TEXT: Decoding = ['JSON-escaped', (text) => text.replace(/\\(?:u([\da-f]{4})|(["\\/bfnrt]))/gi, (_, code, mark) =>
  (code ? String.fromCharCode(parseInt(code, 16)) : { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[mark as string] ?? mark))];
const HTML: Decoding = ['HTML-escaped', (text) => text.replace(/&(?:#x([\da-f]+)|#(\d+)|(lt|gt|quot|apos|amp));/gi, (_, hex, digits, name) =>
  (name ? { lt: '<', gt: '>', quot: '"', apos: '\'', amp: '&' }[name as string]! : String.fromCodePoint(parseInt(hex ?? digits, hex ? 16 : 10) % 0x110000)))];

/** What is done to a text, one after the other, to find what is in it. */
const READINGS: readonly (readonly Decoding[])[] = [
  [], [PERCENT], [JSON_TEXT], [HTML],
  [JSON_TEXT, JSON_TEXT], [JSON_TEXT, PERCENT], [PERCENT, JSON_TEXT], [JSON_TEXT, HTML],
  [JSON_TEXT, JSON_TEXT, JSON_TEXT],
];

interface Form {
  readonly name: string;
  readonly text: string;
}

/** How it stands in a text that is decoded already. */
function formsOf(secret: string): Form[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift, 'x'), bytes]).toString('base64').replace(/=+$/, '');
    // What its neighbours have a part in is cut off.
    const piece = encoded.slice(Math.ceil(shift * 8 / 6), Math.floor((shift + bytes.length) * 8 / 6));
    return piece.length < SHORTEST_PIECE ? [] : [
      { name: `Base64, ${shift} bytes before`, text: piece },
      { name: `Base64 of URLs, ${shift} bytes before`, text: piece.replace(/\+/g, '-').replace(/\//g, '_') },
    ];
  });
  const hex = bytes.toString('hex');
  return [{ name: 'plain', text: secret }, ...base64, { name: 'hexadecimal', text: hex }, { name: 'hexadecimal', text: hex.toUpperCase() }];
}

export class SecretScan {
  private readonly secrets: { readonly name: string; readonly forms: Form[] }[];

  /** @param secrets by the name that a finding shows */
  constructor(secrets: { readonly [name: string]: string }) {
    this.secrets = Object.entries(secrets).map(([name, secret]) => {
      if (secret.length < SHORTEST) throw new Error(`the secret ${name} is too short to be looked for`);
      return { name, forms: formsOf(secret) };
    });
  }

  text(text: string, where: string): Finding[] {
    const found: Finding[] = [];
    for (const reading of READINGS) {
      const decoded = reading.reduce((read, [, decode]) => decode(read), text);
      if (reading.length > 0 && decoded === text) continue;
      for (const { name, forms } of this.secrets) {
        const form = found.some((finding) => finding.secret === name) ? undefined : forms.find((each) => decoded.includes(each.text));
        if (form) found.push({ secret: name, form: [form.name, ...reading.map(([how]) => how)].join(', '), where });
      }
    }
    return found;
  }

  file(path: string, where = path): Finding[] {
    return this.text(readFileSync(path, 'utf8'), where);
  }

  /**
   * Every file below a folder; links are not followed, because what they lead to is scanned where it is, or was there before.
   * @param leaveOut tells by the path below the folder which files hold secrets by design
   */
  folder(root: string, leaveOut: (path: string) => boolean = () => false): Finding[] {
    return filesIn(root).filter((file) => !leaveOut(relative(root, file))).flatMap((file) => [
      ...this.file(file, relative(root, file)), ...this.text(relative(root, file), `the name of ${relative(root, file)}`),
    ]);
  }
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}
