import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stands in for a BIG-IP's command line: keeps what objects there are as files, notes what it was told word by word, and answers errors as
 * text with a code that nobody looks at.
 */
const PROGRAM = `#!/usr/bin/env node
const { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
const fail = (text) => { process.stderr.write(text + '\\n'); process.exit(1); };
if (words[0] !== 'list') appendFileSync(__dirname + '/told', JSON.stringify(words) + '\\n');
if (existsSync(__dirname + '/trouble')) fail(readFileSync(__dirname + '/trouble', 'utf8'));
if (words[0] === 'save') process.exit(0);
const [verb, , , kind, path, ...rest] = words;
const file = __dirname + '/objects/' + kind + path.replace(/\\//g, '~');
if (verb === 'create') {
  if (existsSync(file)) fail('01020066:3: The requested object (' + path + ') already exists in partition Common.');
  writeFileSync(file, '');
} else if (!existsSync(file)) fail('01020036:3: The requested object (' + path + ') was not found.');
if (verb === 'delete') rmSync(file);
if (verb === 'modify') writeFileSync(file, JSON.stringify(rest));
`;

export class Tmsh {
  /** @param folder for the path, where nothing else lies */
  constructor(readonly folder: string) {
    mkdirSync(join(folder, 'objects'), { recursive: true });
    writeFileSync(join(folder, 'tmsh'), PROGRAM);
    chmodSync(join(folder, 'tmsh'), 0o755);
  }

  /** Names of all objects: `KIND~PARTITION~NAME`. */
  get objects(): string[] {
    return readdirSync(join(this.folder, 'objects')).sort();
  }

  /** What it was told since the last time, each command as its words; looks are left out. */
  told(): string[][] {
    const file = join(this.folder, 'told');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    rmSync(file, { force: true });
    return lines.map((line) => JSON.parse(line));
  }

  /** Has it answer an error from now on, or nothing more of it. */
  trouble(text?: string): void {
    if (text === undefined) rmSync(join(this.folder, 'trouble'), { force: true });
    else writeFileSync(join(this.folder, 'trouble'), text);
  }
}
