/**
 * Writes into docs/reliability.md what the suites saw at full length: each block between the lines `<!-- results: NAME -->` and
 * `<!-- end of NAME -->` is made from test/NAME/results.json, which that suite writes when it runs whole.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RENDERERS } from './reliability/renderers';

const ROOT = join(__dirname, '..');
const PAGE = join(ROOT, 'docs', 'reliability.md');

const BLOCK = /^(<!-- results: (\w+) -->\n)[\s\S]*?^(<!-- end of \2 -->)$/gm;

function blockOf(name: string): string {
  const render = RENDERERS[name];
  if (!render) throw new Error(`docs/reliability.md has a block "${name}", and scripts/reliability has nothing that renders it`);
  const file = join(ROOT, 'test', name, 'results.json');
  if (!existsSync(file)) throw new Error(`test/${name}/results.json is missing: run the suite at full length (docs/reliability.md says how)`);
  return render(JSON.parse(readFileSync(file, 'utf8')));
}

const page = readFileSync(PAGE, 'utf8');
writeFileSync(PAGE, page.replace(BLOCK, (_, begin: string, name: string, end: string) => `${begin}\n${blockOf(name).trim()}\n\n${end}`));
