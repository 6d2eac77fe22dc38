import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { CdktfApp } from '../support/cdktf-app';
import { cleanEnvironment, run } from '../support/terraform';

const ROOT = resolve(__dirname, '..', '..');
const GUIDES = join(ROOT, 'docs', 'guides');

/** The pages whose programs run here; those of single firewalls are the examples, which have a test of their own. */
const PAGES = [
  join(ROOT, 'README.md'), join(GUIDES, 'firewalls', 'README.md'),
  ...readdirSync(GUIDES).filter((name) => name.endsWith('.md')).map((name) => join(GUIDES, name)),
];

/** The complete programs of the pages, but for the files of examples that they show: those run elsewhere. */
const programs = PAGES.flatMap((page) => (
  [...readFileSync(page, 'utf8').matchAll(/^## (.*)$|(?<!-->\n)```ts\n(import \{ App[^]*?)```/gm)]
    .reduce<{ heading: string; found: [string, string][] }>(({ heading, found }, [, title, program]) => (
      title ? { heading: title, found } : { heading, found: [...found, [`${relative(ROOT, page)}: ${heading}`, program]] }
    ), { heading: '', found: [] }).found
));

test('README and the guides have programs', () => {
  expect(programs.map(([title]) => title)).toEqual(expect.arrayContaining(['README.md: Your first stack', 'docs/guides/firewalls/README.md: An example']));
  expect(programs.length).toBeGreaterThan(10);
});

test.each(programs)('%s: synthesises without an error or a warning', async (_, program) => {
  const app = new CdktfApp({ url: 'http://127.0.0.1:9/v1', apiKey: 'never-used' });
  try {
    app.write('main.ts', program);
    const tsx = require.resolve('tsx/cli');
    const { code, output } = await run(process.execPath, [tsx, 'main.ts'], { cwd: app.dir, env: cleanEnvironment() });
    expect([code, output]).toEqual([0, '']);
    expect(Object.keys(JSON.parse(app.read('cdktf.out/manifest.json')).stacks)).not.toHaveLength(0);
  } finally {
    await app.end();
  }
});
