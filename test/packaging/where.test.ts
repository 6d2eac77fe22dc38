import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');

/** In one line of one source. */
const MARK = 'the provider was asked for something before its configuration came';

test('a place in the plugin, as a crash report names it, leads to the line of the source', async () => {
  const lines = readFileSync(join(ROOT, 'lib', 'provider', 'plugin.cjs'), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(MARK));
  const place = `terraform-provider-crowdsec_v0.1.0.cjs:${line + 1}:${lines[line].indexOf(MARK) + 1}`;

  const { code, stdout, output } = await run(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts', 'where.ts'), place], { cwd: ROOT });

  expect({ code, output }).toMatchObject({ code: 0 });
  const [, file, number] = /^(.+):(\d+):\d+\n$/.exec(stdout)!;
  expect(readFileSync(join(ROOT, file), 'utf8').split('\n')[Number(number) - 1]).toContain(MARK);
});

test('what is no place is told', async () => {
  const { code, stderr } = await run(process.execPath, ['--import', 'tsx', join(ROOT, 'scripts', 'where.ts'), 'plugin'], { cwd: ROOT });
  expect(code).toBe(1);
  expect(stderr).toContain('"plugin" is no FILE:LINE:COLUMN');
});
