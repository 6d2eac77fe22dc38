/**
 * Writes the provider's documentation from its schema and the examples.
 *
 *     npx tsx scripts/docs.ts           write it
 *     npx tsx scripts/docs.ts --check   fail if it differs from what is committed
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createProvider, documentation } from '../src/provider';

const ROOT = join(__dirname, '..');
const DOCS = join(ROOT, 'docs');

/** Folders that hold generated pages alone; of `docs` itself only the index is. */
const GENERATED_FOLDERS = ['resources', 'data-sources'];

const pages = documentation(createProvider(), (path) => read(join(ROOT, 'examples', path)));
const leftOver = GENERATED_FOLDERS
  .flatMap((folder) => (existsSync(join(DOCS, folder)) ? readdirSync(join(DOCS, folder)).map((name) => `${folder}/${name}`) : []))
  .filter((path) => !pages.has(path));

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function write(): void {
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(DOCS, path)), { recursive: true });
    writeFileSync(join(DOCS, path), text);
  }
  for (const path of leftOver) rmSync(join(DOCS, path));
  console.log(`Wrote ${pages.size} pages to docs`);
}

function check(): void {
  const stale = [...[...pages].filter(([path, text]) => read(join(DOCS, path)) !== text).map(([path]) => path), ...leftOver];
  if (stale.length === 0) return;
  console.error(`docs is not what the provider's schema and the examples say: ${stale.sort().join(', ')}. Run: npx tsx scripts/docs.ts`);
  process.exitCode = 1;
}

if (process.argv.includes('--check')) check();
else write();
