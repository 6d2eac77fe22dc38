import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdentity } from '../../src/tfplugin/serve/certificate';
import { inTurn, timed } from '../support/in-turn';
import { Measure } from '../support/measure';

const PLUGIN = join(__dirname, '..', '..', 'lib', 'provider', 'plugin.cjs');
const MAGIC_COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** How long the built plugin takes from process start to its handshake with TLS, as Terraform starts it several times a command. */
export const start: Measure = {
  name: 'start',
  async run({ shortRuns }) {
    const terraform = await createIdentity();
    // The plugins are killed: what they leave behind goes with this folder.
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const handshake = {
      TF_PLUGIN_MAGIC_COOKIE: MAGIC_COOKIE, PLUGIN_PROTOCOL_VERSIONS: '6', PLUGIN_CLIENT_CERT: terraform.certificatePem.toString(), TMPDIR: folder,
    };
    const cases = {
      plugin: () => timeToFirstLine(PLUGIN, handshake),
      node: () => timed(() => endOf(process.execPath, ['-e', '0'])),
    };
    try {
      // Not counted: it fills the caches of files.
      await inTurn(1, 'ms', cases);
      const took = await inTurn(shortRuns, 'ms', cases);
      return [{
        id: 'start',
        measure: 'plugin start to handshake / bare `node -e 0`',
        goal: 1.5,
        figure: took.plugin.median / took.node.median,
        from: `${took.plugin.text} / ${took.node.text}`,
      }];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Milliseconds until a program prints its first line; then it is killed. */
function timeToFirstLine(program: string, env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = process.hrtime.bigint();
    const child = spawn(program, [], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
    let took: number | undefined;
    child.stdout.once('data', () => {
      took = Number(process.hrtime.bigint() - from) / 1e6;
      child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', () => (took === undefined ? reject(new Error(`${program} printed nothing`)) : resolve(took)));
  });
}

function endOf(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn(program, args, { stdio: 'ignore' }).on('error', reject).on('close', () => resolve());
  });
}
