import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { doctorPage, type Report } from '../../doctor';
import { codeOf, replaceFile } from '../../files';
import { CliError } from '../errors';

const MODE = 0o644;

/** Says at once that a page will not be written, rather than after all that there is to look at. */
export function checkPageFile(file: string): void {
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new CliError(`--html ${file} is a folder; give the name of a file`);
    accessSync(dirname(resolve(file)), constants.W_OK);
  } catch (error) {
    throw error instanceof CliError ? error : unwritable(file, error);
  }
}

export function writePage(file: string, report: Report): void {
  try {
    replaceFile(file, doctorPage(report), MODE);
  } catch (error) {
    throw unwritable(file, error);
  }
}

function unwritable(file: string, error: unknown): CliError {
  const code = codeOf(error);
  return new CliError(`--html ${file} cannot be written: ${code === 'ENOENT' ? 'its folder is not there' : code}`, 'Nothing was written; give a file in a folder of yours.');
}
