import { AdoptedFile } from '../types';
import { assignments, textLiteral } from './literals';

/** Something that exists, and the address that takes it over. */
export interface Import {
  readonly to: string;
  readonly id: string;
}

/** What the next apply imports. */
export function importsFile(path: string, imports: readonly Import[]): AdoptedFile {
  const blocks = imports.map(({ to, id }) => ['', 'import {', ...assignments([['to', to], ['id', textLiteral(id)]]), '}', ''].join('\n'));
  return { path, text: ['# What the next apply imports. Once it has, this file has done its work: delete it.\n', ...blocks].join('') };
}
