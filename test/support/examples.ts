import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Block } from './template';

const FIREWALLS = resolve(__dirname, '..', '..', 'examples', 'firewalls');

/** Names of the firewalls' examples. */
export const FIREWALL_EXAMPLES: readonly string[] = readdirSync(FIREWALLS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

/** The program of an example. */
export function firewallProgram(example: string): string {
  return readFileSync(join(FIREWALLS, example, 'main.ts'), 'utf8');
}

/** Runs an example in this process, and gives its only stack's folder to `use`. */
export async function withExample<T>(example: string, use: (stack: { readonly folder: string; readonly json: Block }) => T | Promise<T>): Promise<T> {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  const before = process.env.CDKTF_OUTDIR;
  process.env.CDKTF_OUTDIR = outdir;
  try {
    await jest.isolateModulesAsync(() => import(join(FIREWALLS, example, 'main.ts')));
    const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
    const [stack] = Object.values<any>(stacks);
    expect([Object.keys(stacks).length, stack.annotations]).toEqual([1, []]);
    const json = JSON.parse(readFileSync(join(outdir, stack.synthesizedStackPath), 'utf8'));
    return await use({ folder: join(outdir, stack.workingDirectory), json });
  } finally {
    if (before === undefined) delete process.env.CDKTF_OUTDIR;
    else process.env.CDKTF_OUTDIR = before;
    rmSync(outdir, { recursive: true, force: true });
  }
}
