import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { nodeFolder } from '../../../scripts/nodes';

/** From here on, plugin, toolkit and command line find a version of Node first. */
export function putNodeFirst(version: string): void {
  const folder = nodeFolder(version);
  if (!existsSync(folder)) throw new Error(`Node ${version} is not there: "npx tsx scripts/nodes.ts" fetches it, or says why it cannot`);
  process.env.PATH = [folder, process.env.PATH].join(delimiter);
}

/** The same for the tests of a block. Gives the path of its program. */
export function withNode(version: string): string {
  const before = process.env.PATH;
  beforeAll(() => putNodeFirst(version));
  afterAll(() => { process.env.PATH = before; });
  return join(nodeFolder(version), 'node');
}
