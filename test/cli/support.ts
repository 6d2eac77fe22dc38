import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cleanEnvironment, CommandResult, run } from '../support/terraform';

const CLI = join(__dirname, '..', '..', 'bin', 'cdktf-crowdsec');

/** Runs the built command line, as a user does. */
export function cli(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
  return run(process.execPath, [CLI, ...args], { env: cleanEnvironment(env) });
}

/** A command that runs until it is told to end. */
export class RunningCommand {
  readonly process: ChildProcess;
  /** What it has said there so far. */
  stderr = '';
  private readonly ended: Promise<unknown[]>;

  constructor(...args: string[]) {
    this.process = spawn(process.execPath, [CLI, ...args], { env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stderr!.on('data', (chunk: Buffer) => { this.stderr += chunk; });
    this.ended = once(this.process, 'close');
  }

  async firstLine(): Promise<string> {
    const lines = createInterface({ input: this.process.stdout! });
    const [line] = await Promise.race([once(lines, 'line'), this.ended.then(([code]) => Promise.reject(new Error(`ended with ${code}: ${this.stderr}`)))]);
    return line;
  }

  /** @returns exit code, or the signal's name if it ended the process by itself */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    this.process.kill(signal);
    const [code, by] = await this.ended;
    return (code ?? by) as number | string;
  }
}
