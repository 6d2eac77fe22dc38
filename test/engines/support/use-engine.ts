/** Before each file of a project: its engine is the one that tests start, and its Node, if it has one, the one that plugin and toolkit find. */
import { existsSync } from 'node:fs';
import { putNodeFirst } from './node-on-path';
import { engineFile } from '../../../scripts/engines';

const { ENGINE, NODE } = globalThis as unknown as { readonly ENGINE: string; readonly NODE?: string };

const engine = engineFile(ENGINE);
if (!existsSync(engine)) throw new Error(`${ENGINE} is not there: "npx tsx scripts/engines.ts" builds it, or says why it cannot`);
process.env.TERRAFORM_BINARY_NAME = engine;
if (NODE !== undefined) putNodeFirst(NODE);
