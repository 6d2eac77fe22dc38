import { readTextLiteral } from '../hcl/literals';

/** An import block of a configuration. */
export interface ImportBlock {
  readonly to: string;
  readonly id: string;
}

const BLOCK = /^\s*import\s*\{\s*\n([^]*?)\n\s*\}/gm;
const TO = /^\s*to\s*=\s*(\S.*?)\s*$/m;
const ID = /^\s*id\s*=\s*("(?:[^"\\]|\\.)*")\s*$/m;

/** The import blocks of a file as adopt writes them, and as most people do: an argument a line, and the id a text. */
export function importBlocksOf(text: string): ImportBlock[] {
  return [...text.matchAll(BLOCK)].flatMap(([, body]) => {
    const to = TO.exec(body)?.[1];
    const id = readTextLiteral(ID.exec(body)?.[1] ?? '');
    return to === undefined || id === undefined ? [] : [{ to, id }];
  });
}
