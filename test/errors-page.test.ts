import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { API_ERROR_CODES } from '../src/api';
import { EXIT } from '../src/cli/options';

/** docs/errors.md against the code, both ways: what users can meet is there, and what is there can be met. */
const ROOT = resolve(__dirname, '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8');

/** Sources with their texts in one piece, as a user sees them: without the joints of concatenation and the escapes of quotes. */
function sources(folder: string): { readonly file: string; readonly text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => ({
    file: name, text: readFileSync(join(ROOT, folder, name), 'utf8').replace(/['`]\s*\+ ['`]/g, '').replace(/\\'/g, '\''),
  }));
}

const SOURCES = sources('src').map(({ text }) => text).join('\n');

/** What the first column of the page's tables quotes. */
const QUOTED = [...PAGE.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text));

test('every code is explained, and no other', () => {
  const documented = [...PAGE.matchAll(/^### `([A-Z_]+)`/gm)].map(([, code]) => code);
  expect(documented.sort()).toEqual([...API_ERROR_CODES, 'INVALID_OPTION'].sort());
});

test('every exit code is explained, and no other', () => {
  const documented = [...PAGE.matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code));
  expect(documented).toEqual(Object.values(EXIT));
});

test('what the page quotes is said somewhere', () => {
  expect(QUOTED.length).toBeGreaterThan(100);
  expect(QUOTED.filter((text) => !SOURCES.includes(text))).toEqual([]);
});

test('every title of the provider is on the page', () => {
  const titles = ['src/provider', 'src/tfplugin'].flatMap(sources).flatMap(({ text }) => (
    [...text.matchAll(/(?:DiagnosticError\.of\(|diagnostics\.(?:error|warning)\(|summary: )\s*['`]([A-Z][^'`$"]*)/g)].map(([, title]) => title)
  ));
  expect(titles.length).toBeGreaterThan(25);
  expect([...new Set(titles)].filter((title) => !QUOTED.some((text) => title.startsWith(text)))).toEqual([]);
});

test('everything that constructs say of a mistake is on the page', () => {
  const unexplained = ['constructs', 'firewalls', 'synth'].flatMap((folder) => (
    sources(`src/${folder}`).filter(({ file }) => file === 'errors.ts').flatMap(({ text }) => text.split(/^export function /m).slice(1))
      .filter((body) => !QUOTED.some((quoted) => body.includes(quoted))).map((body) => `${folder}: ${body.slice(0, body.indexOf('('))}`)
  ));
  // A prefix of many messages, each of which says more.
  expect(unexplained).toEqual(['synth: invalidValue']);
});

test('every disk error that has a remedy is on the page', () => {
  const [, table] = readFileSync(join(ROOT, 'src', 'plugin', 'errors.ts'), 'utf8').match(/REMEDIES[^{]*\{[^{]*\{([^}]*)\}/)!;
  const codes = [...table.matchAll(/^ {2}(E[A-Z]+):/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(3);
  expect(codes.filter((code) => !PAGE.includes(`\`${code}\``))).toEqual([]);
});
