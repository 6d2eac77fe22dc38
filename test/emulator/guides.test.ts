import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmulator, type Emulator } from '../../src/emulator';
import { cleanEnvironment, run } from '../support/terraform';

const ROOT = resolve(__dirname, '..', '..');

/** The complete programs of a guide, and the shell examples that talk to the emulator, in their order. */
function examples(guide: string, language: 'ts' | 'sh', begin: RegExp): string[] {
  const text = readFileSync(join(ROOT, 'docs', 'guides', `${guide}.md`), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(([, code]) => code).filter((code) => begin.test(code));
}

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), 'guides-'));
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => emulator.reset());

const environment = () => cleanEnvironment({
  CONTROL: emulator.controlUrl, CROWDSEC_SERVICE_API_URL: emulator.url, CROWDSEC_SERVICE_API_KEY: emulator.apiKey,
});

const programs = ['emulator', 'api-client'].flatMap((guide) => examples(guide, 'ts', /^import /).map((code, n) => [`${guide} ${n + 1}`, code]));

test('the guides have programs and shell examples', () => {
  expect(programs).toHaveLength(4);
  expect(examples('emulator', 'sh', /^(#.*\n)?curl /)).toHaveLength(5);
});

test.each(programs)('the program %s does what it says', async (name, code) => {
  const file = join(folder, `${name.replace(' ', '-')}.mts`);
  writeFileSync(file, code.replace(/'cdktf-crowdsec\/(\w+)'/g, (_, door: string) => `'${join(ROOT, 'src', door, 'index.ts')}'`));
  const { code: exit, output } = await run(process.execPath, [require.resolve('tsx/cli'), file], { env: environment() });
  expect([exit, exit === 0 ? '' : output]).toEqual([0, '']);
});

test('the shell examples are all understood, in their order', async () => {
  const script = examples('emulator', 'sh', /^(#.*\n)?curl /).join('\n');
  const { code, output } = await run('bash', ['-euo', 'pipefail', '-c', script], { env: environment(), cwd: folder });
  expect([code, output]).toEqual([0, expect.stringContaining('"plan":"enterprise"')]);
});
