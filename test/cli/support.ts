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

/** The same with something on standard input. */
export async function cliWithInput(args: readonly string[], input: string, env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
  const child = spawn(process.execPath, [CLI, ...args], { env: cleanEnvironment(env) });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { stdout += chunk; });
  child.stderr.on('data', (chunk: Buffer) => { stderr += chunk; });
  child.stdin.on('error', () => undefined).end(input);
  const [code] = await once(child, 'close') as [number];
  return { code, stdout, stderr, output: stdout + stderr };
}

/** A command that runs until it is told to end. */
export class RunningCommand {
  readonly process: ChildProcess;
  /** What it has said there so far. */
  stderr = '';
  stdout = '';
  private readonly ended: Promise<unknown[]>;

  constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.process = spawn(process.execPath, [CLI, ...args], { env: cleanEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout!.on('data', (chunk: Buffer) => { this.stdout += chunk; });
    this.process.stderr!.on('data', (chunk: Buffer) => { this.stderr += chunk; });
    this.ended = once(this.process, 'close');
  }

  async firstLine(): Promise<string> {
    const lines = createInterface({ input: this.process.stdout! });
    const [line] = await Promise.race([once(lines, 'line'), this.ended.then(([code]) => Promise.reject(new Error(`ended with ${code}: ${this.stderr}`)))]);
    return line;
  }

  /** Waits until it says something of that kind on standard error. */
  async says(words: RegExp): Promise<void> {
    while (!words.test(this.stderr)) await once(this.process.stderr!, 'data');
  }

  /** @returns exit code, or the signal's name if it ended the process by itself */
  async end(signal?: NodeJS.Signals): Promise<number | string> {
    if (signal) this.process.kill(signal);
    const [code, by] = await this.ended;
    return (code ?? by) as number | string;
  }
}
