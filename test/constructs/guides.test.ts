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

/** Runs each program in its folder, all in one process: most of their time is the start. What one prints or throws follows its number. */
const RUNNER = `
  for (const n of process.argv.slice(2)) {
    console.log('program ' + n);
    process.chdir(import.meta.dirname + '/' + n);
    await import(import.meta.dirname + '/' + n + '/main.ts').catch((error) => console.log(error));
  }
`;

let app: CdktfApp;
let printed: string[];
beforeAll(async () => {
  app = new CdktfApp({ url: 'http://127.0.0.1:9/v1', apiKey: 'never-used' });
  app.write('runner.mts', RUNNER);
  programs.forEach(([, program], n) => app.write(`${n}/main.ts`, program));
  const { output } = await run(process.execPath, [require.resolve('tsx/cli'), 'runner.mts', ...programs.keys()].map(String), { cwd: app.dir, env: cleanEnvironment() });
  printed = output.split(/^program \d+\n/m).slice(1);
});
afterAll(() => app.end());

test.each(programs.map(([title], n) => [title, n] as const))('%s: synthesises without an error or a warning', (_, n) => {
  expect(printed[n]).toBe('');
  const stacks = Object.values<any>(JSON.parse(app.read(`${n}/cdktf.out/manifest.json`)).stacks);
  expect(stacks.map(({ annotations }) => annotations)).toEqual(stacks.map(() => []));
  expect(stacks).not.toHaveLength(0);
});
