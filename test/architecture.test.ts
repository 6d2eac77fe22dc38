import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { MAY_IMPORT, PACKAGE_HOMES } from '../projenrc/import-rule';

const ROOT = resolve(__dirname, '..');
const SRC = join(ROOT, 'src');

interface Import {
  readonly file: string;
  readonly target: string;
}

function sourcesIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return sourcesIn(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:^|\n)\s*(?:import|export)[^'";]*?from\s+'([^']+)'|\b(?:import|require)\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g);
  return [...found].map((match) => ({ file, target: match[1] ?? match[2] ?? match[3] }));
}

const IMPORTS = sourcesIn(SRC).flatMap(importsOf);
const shown = (path: string) => relative(ROOT, path).split(sep).join('/');
const folderOf = (path: string) => relative(SRC, path).split(sep)[0].replace(/\.ts$/, '');

/** The source file that a relative import means. */
function resolved({ file, target }: Import): string {
  const path = resolve(dirname(file), target);
  return [`${path}.ts`, join(path, 'index.ts')].find(existsSync) ?? path;
}

const RELATIVE = IMPORTS.filter(({ target }) => target.startsWith('.') && !target.endsWith('.json'));

test('every folder of src is in the import rule', () => {
  const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.filter((name) => !(name in MAY_IMPORT))).toEqual([]);
});

test('folders import only the folders that the rule allows, through their doors', () => {
  const wrong = RELATIVE.filter(({ file }) => folderOf(file) !== 'index').flatMap((entry) => {
    const [from, path] = [folderOf(entry.file), resolved(entry)];
    const to = folderOf(path);
    if (from === to) return [];
    const door = path.endsWith(`${sep}index.ts`);
    return MAY_IMPORT[from].includes(to) && door ? [] : [`${shown(entry.file)} imports ${shown(path)}`];
  });
  expect(wrong).toEqual([]);
});

test('packages are imported only where they live', () => {
  const wrong = IMPORTS.filter(({ target }) => !target.startsWith('.')).flatMap(({ file, target }) => {
    const name = target.split('/').slice(0, target.startsWith('@') ? 2 : 1).join('/');
    if (name.startsWith('node:') || builtinModules.includes(name)) return [];
    const homes = PACKAGE_HOMES[name] ?? [];
    return homes.some((home) => shown(file) === home || shown(file).startsWith(`${home}/`)) ? [] : [`${shown(file)} imports ${target}`];
  });
  expect(wrong).toEqual([]);
});

test('inside the framework imports go inwards: values, schema, contracts, semantics, wire, serve', () => {
  const ring = (path: string) => {
    const [, first, second] = relative(SRC, path).split(sep);
    if (second !== undefined) return ['semantics', 'wire', 'serve'].indexOf(first) + 4;
    if (first === 'index.ts') return 9;
    return ['schema.ts', 'implied-type.ts', 'contracts.ts'].indexOf(first) + 1;
  };
  const wrong = RELATIVE.filter(({ file }) => folderOf(file) === 'tfplugin')
    .filter((entry) => ring(resolved(entry)) > ring(entry.file))
    .map((entry) => `${shown(entry.file)} imports ${shown(resolved(entry))}`);
  expect(wrong).toEqual([]);
});

test('the public door exports constructs, firewalls, policies and bindings, nothing else', () => {
  const exported = importsOf(join(SRC, 'index.ts')).map(({ target }) => target);
  expect(exported.filter((target) => !['./constructs', './firewalls', './policies', './bindings'].includes(target))).toEqual([]);
});

test('no class of the public API extends a generic one: jsii would lose what that extends', () => {
  const files = [...sourcesIn(join(SRC, 'constructs')), ...sourcesIn(join(SRC, 'firewalls'))];
  const generic = files.flatMap((file) => readFileSync(file, 'utf8').match(/^export (?:abstract )?class \w+ extends \w+<.*/gm) ?? []);
  expect(generic).toEqual([]);
});

test('the lock file names no host', () => {
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  expect(lock).not.toMatch(/"resolved": "https?:/);
});
