import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VALID_ENTRIES } from '../../src/firewalls/host-updater/validation';
import { run, temporaryFolder } from '../support/terraform';

let folder: string;
beforeAll(() => { folder = temporaryFolder('entries'); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the script takes of an answer, and what it says of one that it refuses. */
async function entriesOf(answer: string): Promise<{ taken?: string[]; problem?: string }> {
  writeFileSync(join(folder, 'answer'), answer);
  const { code, stdout } = await run('sh', ['-c', `WORK=.\n${VALID_ENTRIES}\nvalid_entries answer`], { cwd: folder });
  return code === 0 ? { taken: stdout.split('\n').slice(0, -1) } : { problem: readFileSync(join(folder, 'problem'), 'utf8') };
}

test('every form of an address and of a range is taken, with any line ends', async () => {
  const good = [
    '192.0.2.1', '0.0.0.1', '198.51.100.0/24', '10.0.0.0/8', '192.0.2.1/32',
    '2001:DB8::/32', '2001:db8::1', '2001::/16', '::ffff:192.0.2.7', '::', '::1/128', 'fe80::', '1:2:3:4:5:6:7:8', '1::3:4:5:6:7:8', '1:2:3:4:5:6:7::',
  ];
  expect(await entriesOf(good.join('\n'))).toEqual({ taken: good });
  expect(await entriesOf(`${good.join('\r\n')}\r\n\r\n`)).toEqual({ taken: good });
  expect(await entriesOf('')).toEqual({ taken: [] });
});

test.each([
  '0.0.0.0/0', '10.0.0.0/7', '192.0.2', '192.0.2.1.1', '192.0.2.256', '192.0.02.1', '192.0.2.1/33', '192.0.2.1/024', '192.0.2.0/', '192.0.2.1/8/8',
  '192.0.2.1 ', '192.0.2.1 # listed', '192.0.2.1-192.0.2.9', '::/0', '2001:db8::/15', '2001:db8::/129', '2001:db8:::1', '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9', '1::2:3:4:5:6:7:8', '::12345', ':1::', '1::2:', ':', ':::', '::1::', 'fe80::1%eth0', '::192.0.2.256', 'g::1', '192.0.2.1:80',
  '192.0.2.1 }; flush ruleset', '-A INPUT', 'localhost', '\u0000',
])('an answer with the line %j is refused whole, without repeating the line', async (line) => {
  expect(await entriesOf(`192.0.2.1\n${line}\n192.0.2.2\n`))
    .toEqual({ problem: '1 of 3 lines are no address or range, the first of them line 2\n' });
});
