import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const PAGES = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join(ROOT, 'docs', name));

/** Blocks of code under a comment that names a file: page, file, code. */
const SHOWN = PAGES.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(/^<!-- (examples\/\S+) -->\n```\w+\n([^]*?)^```/gm)]
  .map(([, file, code]) => [relative(ROOT, page), file, code]));

test.each(SHOWN)('%s shows %s as it is', (_, file, code) => {
  expect(code).toBe(readFileSync(join(ROOT, file), 'utf8'));
});

test.each(['ci', 'testing'])('every file of examples/%s is shown', (example) => {
  const files = readdirSync(join(ROOT, 'examples', example)).filter((name) => name !== 'cdktf.json').map((name) => `examples/${example}/${name}`);
  expect(SHOWN.map(([, file]) => file).filter((file) => file.startsWith(`examples/${example}/`)).sort()).toEqual(files.sort());
});
