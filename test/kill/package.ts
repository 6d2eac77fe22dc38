/** The package as far as placing its plugin needs it, in a folder of its own: one build, or another with other content. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BUILT_PLUGIN } from '../../src/plugin/address';
import { CommandResult, run, temporaryFolder } from '../support/terraform';

const CHECKOUT = resolve(__dirname, '..', '..');

export class Package {
  /** The program that places, bundled where the package would have it. */
  private readonly main: string;
  readonly plugin: Buffer;

  /** @param build a text in the plugin, which sets this build apart from others */
  constructor(build: string, readonly dir = temporaryFolder('package')) {
    chmodSync(dir, 0o755);
    mkdirSync(join(dir, 'lib', 'provider'), { recursive: true });
    cpSync(join(CHECKOUT, 'package.json'), join(dir, 'package.json'));
    this.plugin = Buffer.concat([readFileSync(BUILT_PLUGIN), Buffer.from(`// ${build}\n`)]);
    writeFileSync(join(dir, 'lib', 'provider', 'plugin.cjs'), this.plugin);
    this.main = join(dir, 'lib', 'place', 'main.cjs');
    execFileSync(join(CHECKOUT, 'node_modules', '.bin', 'esbuild'), [join(__dirname, 'place-main.ts'), `--outfile=${this.main}`, '--bundle',
      '--platform=node', '--target=node20', '--format=cjs', '--log-level=error']);
  }

  /** Runs it. @param before what a command line starts with, such as the program that limits it */
  place(folder: string, { times = 1, before = [] as readonly string[] } = {}): Promise<CommandResult> {
    const [program, ...args] = [...before, process.execPath, this.main, folder, String(times)];
    return run(program, args, { cwd: '/' });
  }
}
