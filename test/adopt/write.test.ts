import type * as Fs from 'node:fs';
import { join } from 'node:path';
import { checkEmpty } from '../../src/adopt/adopt';
import { writeFiles } from '../../src/adopt/write';
import { inTemporaryFolder } from '../plugin/support';

jest.mock('node:fs', () => ({ ...jest.requireActual('node:fs') }));
const fs = jest.requireMock<typeof Fs>('node:fs');

const folder = inTemporaryFolder();
afterEach(() => jest.restoreAllMocks());

const FILES = [{ path: 'a/first.ts', text: 'first' }, { path: 'main.ts', text: 'main' }];
const target = () => join(folder.path, 'parent', 'app');

function fails(on: 'writeFileSync' | 'renameSync', code: string, after: number): void {
  const real = jest.requireActual<typeof Fs>('node:fs')[on] as (...args: unknown[]) => void;
  let calls = 0;
  jest.spyOn(fs, on).mockImplementation((...args: unknown[]) => {
    if (++calls > after) throw Object.assign(new Error(code), { code });
    real(...args);
  });
}

test('a new folder comes to be in one step, with everything in it', () => {
  const steps: string[] = [];
  const { renameSync } = jest.requireActual<typeof Fs>('node:fs');
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (to === target()) steps.push(fs.readdirSync(from).sort().join());
    renameSync(from, to);
  });
  writeFiles(target(), FILES);
  expect(steps).toEqual(['a,main.ts']);
  expect(fs.readFileSync(join(target(), 'a', 'first.ts'), 'utf8')).toBe('first');
  expect(fs.readdirSync(join(folder.path, 'parent'))).toEqual(['app']);
});

test.each([
  ['ENOSPC', 'the disk is full'], ['EROFS', 'the file system is read-only'], ['EACCES', 'this user may not write there'], ['EIO', 'EIO'],
])('a write that fails with %s leaves nothing, and says why', (code, reason) => {
  fails('writeFileSync', code, 1);
  expect(() => writeFiles(target(), FILES)).toThrow(`cannot write to ${target()}: ${reason}`);
  expect(fs.readdirSync(join(folder.path, 'parent'))).toEqual([]);
});

test('a folder that exists keeps what it had when the disk gets full; the file that makes the others count comes last', () => {
  fs.mkdirSync(target(), { recursive: true });
  fs.writeFileSync(join(target(), 'main.ts'), 'before');
  fails('writeFileSync', 'ENOSPC', 1);
  expect(() => writeFiles(target(), FILES)).toThrow('the disk is full');
  expect(fs.readdirSync(target())).toEqual(['main.ts']);
  expect(fs.readFileSync(join(target(), 'main.ts'), 'utf8')).toBe('before');
  jest.restoreAllMocks();

  const order: string[] = [];
  const { renameSync } = jest.requireActual<typeof Fs>('node:fs');
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (!String(to).includes('.draft')) order.push(String(to).slice(target().length + 1));
    renameSync(from, to);
  });
  writeFiles(target(), FILES);
  expect(order).toEqual(['a/first.ts', 'main.ts']);
  expect(fs.readFileSync(join(target(), 'main.ts'), 'utf8')).toBe('main');
  expect(fs.readdirSync(target()).sort()).toEqual(['a', 'main.ts']);
});

test('drafts of a run that died are in nobody\'s way, and go once they are old', () => {
  const draft = join(target(), '.cdktf-crowdsec-0123456789abcdef.draft');
  fs.mkdirSync(draft, { recursive: true });
  fs.writeFileSync(join(draft, 'main.ts'), 'half');
  expect(() => checkEmpty(target(), false)).not.toThrow();
  writeFiles(target(), FILES);
  expect(fs.existsSync(draft)).toBe(true);
  fs.utimesSync(draft, 0, 0);
  writeFiles(target(), FILES);
  expect(fs.readdirSync(target()).sort()).toEqual(['a', 'main.ts']);
});

test('a folder that holds something is refused with what it holds', () => {
  fs.mkdirSync(target(), { recursive: true });
  for (let n = 10; n < 24; n++) fs.writeFileSync(join(target(), `file-${n}`), '');
  expect(() => checkEmpty(target(), false)).toThrow(/app is not empty: it holds file-10, file-11, .*, file-19 and 4 more\. Nothing was written/);
  expect(() => checkEmpty(target(), true)).not.toThrow();
  expect(() => checkEmpty(join(target(), 'file-10'), false)).toThrow('it is no folder');
});
