import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CdktfApp } from '../support/cdktf-app';
import { cleanEnvironment, run } from '../support/terraform';

const GUIDES = resolve(__dirname, '..', '..', 'docs', 'guides');

/** The complete programs of the guides. */
const programs = readdirSync(GUIDES).filter((name) => name.endsWith('.md')).flatMap((guide) => (
  [...readFileSync(join(GUIDES, guide), 'utf8').matchAll(/^## (.*)$|```ts\n(import \{ App[^]*?)```/gm)]
    .reduce<{ heading: string; found: [string, string][] }>(({ heading, found }, [, title, program]) => (
      title ? { heading: title, found } : { heading, found: [...found, [`${guide}: ${heading}`, program]] }
    ), { heading: '', found: [] }).found
));

test('the guides have programs', () => {
  expect(programs.length).toBeGreaterThan(4);
});

test.each(programs)('%s: synthesises without an error or a warning', async (_, program) => {
  const app = new CdktfApp({ url: 'http://127.0.0.1:9/v1', apiKey: 'never-used' });
  try {
    app.write('main.ts', program);
    const tsx = require.resolve('tsx/cli');
    const { code, output } = await run(process.execPath, [tsx, 'main.ts'], { cwd: app.dir, env: cleanEnvironment() });
    expect([code, output]).toEqual([0, '']);
    expect(Object.keys(JSON.parse(app.read('cdktf.out/manifest.json')).stacks)).toHaveLength(1);
  } finally {
    await app.end();
  }
});
