import type * as Fs from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../src/files';
import { inTemporaryFolder } from '../plugin/support';

jest.mock('node:fs', () => ({ ...jest.requireActual('node:fs') }));
const fs = jest.requireMock<typeof Fs>('node:fs');

const folder = inTemporaryFolder();
afterEach(() => jest.restoreAllMocks());

test('the content is on the disk before it gets its name: a power cut leaves the former file or the new one', () => {
  const { fsyncSync, renameSync } = jest.requireActual<typeof Fs>('node:fs');
  const order: string[] = [];
  jest.spyOn(fs, 'fsyncSync').mockImplementation((opened) => {
    order.push(`flushed ${fs.fstatSync(opened).size} bytes`);
    fsyncSync(opened);
  });
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    order.push('named');
    renameSync(from, to);
  });
  replaceFile(join(folder.path, 'file'), 'content', 0o644);
  expect(order).toEqual(['flushed 7 bytes', 'named']);
  expect(fs.readFileSync(join(folder.path, 'file'), 'utf8')).toBe('content');
});

test('a file system that cannot be asked to flush is written to all the same; one that fails to is not trusted', () => {
  const fails = (code: string) => jest.spyOn(fs, 'fsyncSync').mockImplementation(() => { throw Object.assign(new Error(code), { code }); });
  fails('EINVAL');
  replaceFile(join(folder.path, 'file'), 'first', 0o644);
  fails('EIO');
  expect(() => replaceFile(join(folder.path, 'file'), 'second', 0o644)).toThrow('EIO');
  expect(fs.readdirSync(folder.path)).toEqual(['file']);
  expect(fs.readFileSync(join(folder.path, 'file'), 'utf8')).toBe('first');
});
