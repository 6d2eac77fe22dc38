/**
 * How long the built plugin takes from process start to its handshake, as a ratio to a Node process that does nothing: Terraform
 * starts it three to five times a command. Run it by hand on an idle machine, after a build: npx tsx bench/plugin-start.ts [RUNS]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdentity } from '../src/tfplugin/serve/certificate';

const PLUGIN = join(__dirname, '..', 'lib', 'provider', 'plugin.cjs');
const MAGIC_COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** Milliseconds until a process prints its first line. */
function timeToFirstLine(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
    let took: number | undefined;
    child.stdout.once('data', () => {
      took = Number(process.hrtime.bigint() - start) / 1e6;
      child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', () => (took === undefined ? reject(new Error(`${program} printed nothing`)) : resolve(took)));
  });
}

async function main(runs: number): Promise<void> {
  const terraform = await createIdentity();
  // The plugins are killed: what they leave behind goes with this folder.
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const handshake = { TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE, PLUGIN_PROTOCOL_VERSIONS: '6', TMPDIR: folder };
  const cases: { [name: string]: () => Promise<number> } = {
    'bare Node': () => timeToFirstLine(process.execPath, ['-e', 'console.log()'], {}),
    'plugin, no TLS': () => timeToFirstLine(PLUGIN, [], handshake),
    'plugin': () => timeToFirstLine(PLUGIN, [], { ...handshake, PLUGIN_CLIENT_CERT: terraform.certificatePem.toString() }),
  };
  const times = new Map(Object.keys(cases).map((name) => [name, [] as number[]]));
  // Interleaved, so that whatever else the machine does meets all of them.
  for (let run = 0; run < runs; run++) {
    for (const [name, measure] of Object.entries(cases)) times.get(name)!.push(await measure());
  }
  rmSync(folder, { recursive: true });
  const medianOf = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const base = medianOf(times.get('bare Node')!);
  for (const [name, list] of times) {
    console.log(`${name.padEnd(16)} ${(medianOf(list) / base).toFixed(2)} (median ${medianOf(list).toFixed(0)} ms, least ${Math.min(...list).toFixed(0)} ms)`);
  }
}

main(Number(process.argv[2] ?? 15)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
