import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../../src/doctor';

const ROOT = join(__dirname, '..', '..');
const GUIDE = readFileSync(join(ROOT, 'docs', 'guides', 'doctor.md'), 'utf8');
const EVERY_CHECK = GUIDE.slice(GUIDE.indexOf('\n## Every check\n'));

test.each(Object.entries(CHECKS))('the guide explains every check of the group %s, and no other', (group, ids) => {
  const [section] = EVERY_CHECK.slice(EVERY_CHECK.indexOf(`\n### ${group}\n`) + 1).split('\n### ', 1);
  expect([...section.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, id]) => id)).toEqual(ids);
});

test('every check that is listed is one that is made', () => {
  const folder = join(ROOT, 'src', 'doctor');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && name !== 'checks.ts');
  const text = sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  expect(Object.values(CHECKS).flat().filter((id) => !text.includes(`'${id}'`))).toEqual([]);
});

test('every option of the command is in the guide', () => {
  const command = readFileSync(join(ROOT, 'src', 'cli', 'commands', 'doctor.ts'), 'utf8');
  const options = [...command.matchAll(/flags: '(--[a-z-]+)/g)].map(([, option]) => option);
  expect(options.filter((option) => !GUIDE.includes(option))).toEqual([]);
});
