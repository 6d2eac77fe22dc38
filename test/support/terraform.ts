import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { placePlugin } from '../../src/plugin';

/** The program under test: Terraform, or OpenTofu through the toolkit's own variable. */
export const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams: what a user sees. */
  readonly output: string;
}

export interface CommandOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** It is killed when it takes longer; its code is then -1. Default: it may take as long as it wants. */
  readonly timeoutMs?: number;
}

/** The environment of a command that a user would start: nothing of the machine's own Terraform set-up, no key but the test's. */
export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TF_|CROWDSEC_)/.test(name));
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1', CI: '1', NO_COLOR: '1', FORCE_COLOR: '0', ...extra };
}

/** Runs a program to its end without a shell and without standard input. */
export function run(program: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => { stdout += chunk; output += chunk; });
    child.stderr.on('data', (chunk: Buffer) => { stderr += chunk; output += chunk; });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr, output }));
  });
}

/** Ids of the processes whose working directory lies in a folder. Empty where the system has no /proc. */
export function processesIn(folder: string): number[] {
  if (!existsSync('/proc/self/cwd')) return [];
  const root = realpathSync(folder);
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      const cwd = readlinkSync(`/proc/${pid}/cwd`);
      return cwd === root || cwd.startsWith(`${root}/`);
    } catch {
      return false;
    }
  });
}

/** The arguments of a process; empty if it is gone. */
export function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0/g, ' ');
  } catch {
    return '';
  }
}

/** Waits until no process works in a folder; the ids of those that stay after the patience is over. */
export async function processesLeftIn(folder: string, patienceMs = 10_000): Promise<number[]> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const left = processesIn(folder);
    if (left.length === 0 || Date.now() > end) return left;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A fresh folder under the system's temporary one. */
export function temporaryFolder(name: string): string {
  return mkdtempSync(join(realpathSync(tmpdir()), `${name}-`));
}

/** A program that runs in a process group of its own. */
export interface Job {
  /** Both streams, once it and all that write to them have ended. */
  readonly ended: Promise<string>;
  /** SIGKILL to the program alone. */
  kill(): void;
  /** SIGINT to the program alone. */
  interrupt(): void;
  /** What Ctrl-C, or a service manager, sends. */
  signalGroup(signal: 'SIGINT' | 'SIGTERM'): void;
  /** Waits until standard output holds a text. */
  until(text: string): Promise<void>;
}

/** Starts a program as a shell starts a job: in a process group of its own, which Ctrl-C reaches as a whole. */
export function startJob(program: string, args: readonly string[], options: CommandOptions): Job {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk; });
  child.stderr.on('data', (chunk: Buffer) => { output += chunk; });
  const ended = new Promise<string>((resolve, reject) => child.on('error', reject).on('close', () => resolve(output)));
  return {
    ended,
    kill: () => child.kill('SIGKILL'),
    interrupt: () => child.kill('SIGINT'),
    signalGroup: (signal) => process.kill(-child.pid!, signal),
    until: (text) => new Promise((resolve, reject) => {
      const look = () => output.includes(text) && resolve();
      child.stdout.on('data', look);
      child.on('close', () => reject(new Error(`${program} ended before it said "${text}":\n${output}`)));
      look();
    }),
  };
}

/** What a plan would do, by address: `create`, `update`, `delete`, `delete,create`, `no-op`, `read`. */
export type PlannedActions = { readonly [address: string]: string };

/**
 * A folder with a Terraform configuration and the plugin, against one service.
 * `end()` checks that no process is left and removes it.
 */
export class Workspace {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;

  /** @param options `folder`: one that was synthesised, in place of a new one; it has the plugin */
  constructor(service: { readonly url: string; readonly apiKey: string }, options: { readonly name?: string; readonly folder?: string } = {}) {
    this.dir = options.folder ?? temporaryFolder(options.name ?? 'workspace');
    this.env = cleanEnvironment({
      CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey, TF_IN_AUTOMATION: '1', TF_INPUT: '0',
    });
    if (options.folder !== undefined) return;
    placePlugin(this.dir);
    this.write('versions.tf', REQUIRED_PROVIDERS);
  }

  /** Writes a file of the configuration. */
  write(name: string, text: string): void {
    const file = join(this.dir, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(name: string): string {
    return readFileSync(join(this.dir, name), 'utf8');
  }

  /** Runs Terraform and answers whatever it ends with. */
  async try(args: readonly string[], env: NodeJS.ProcessEnv = {}, timeoutMs?: number): Promise<CommandResult> {
    return run(TERRAFORM, args, { cwd: this.dir, env: { ...this.env, ...env }, timeoutMs });
  }

  /** Starts Terraform as a shell starts a job: in a process group of its own, which Ctrl-C reaches as a whole. */
  start(args: readonly string[]): Job {
    return startJob(TERRAFORM, args, { cwd: this.dir, env: this.env });
  }

  /** Runs Terraform and fails with its output unless it succeeds. */
  async terraform(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    const result = await this.try(args, env);
    if (result.code !== 0) throw new Error(`${TERRAFORM} ${args.join(' ')} ended with ${result.code}:\n${result.output}`);
    return result;
  }

  async init(): Promise<void> {
    await this.terraform(['init', '-no-color']);
  }

  /** Writes main.tf, initialises once, applies. */
  async apply(main?: string, ...args: string[]): Promise<CommandResult> {
    await this.prepare(main);
    return this.terraform(['apply', '-auto-approve', '-no-color', ...args]);
  }

  /** The same for an apply that must fail; answers what the user sees. */
  async applyFails(main?: string, ...args: string[]): Promise<string> {
    await this.prepare(main);
    const result = await this.try(['apply', '-auto-approve', '-no-color', ...args]);
    if (result.code === 0) throw new Error(`the apply succeeded:\n${result.output}`);
    return unwrap(result.output);
  }

  async destroy(...args: string[]): Promise<CommandResult> {
    return this.terraform(['destroy', '-auto-approve', '-no-color', ...args]);
  }

  /** Actions of a plan, those of data sources and no-ops left out. */
  async plan(...args: string[]): Promise<PlannedActions> {
    await this.terraform(['plan', '-no-color', '-out=test.tfplan', ...args]);
    const shown = await this.terraform(['show', '-json', 'test.tfplan']);
    const plan = JSON.parse(shown.stdout) as { resource_changes?: { address: string; change: { actions: string[] } }[] };
    return Object.fromEntries((plan.resource_changes ?? [])
      .map(({ address, change }) => [address, change.actions.join(',')])
      .filter(([, action]) => action !== 'no-op' && action !== 'read'));
  }

  /** Exit code of `plan -detailed-exitcode`: 0 nothing to do, 2 changes. */
  async planExitCode(...args: string[]): Promise<number> {
    const result = await this.try(['plan', '-detailed-exitcode', '-no-color', ...args]);
    if (result.code === 1) throw new Error(`plan failed:\n${result.output}`);
    return result.code;
  }

  /** Attributes by address, secrets included. */
  async state(): Promise<{ readonly [address: string]: { readonly [name: string]: any } }> {
    const shown = await this.terraform(['show', '-json']);
    const { values } = JSON.parse(shown.stdout) as { values?: { root_module: Module } };
    return values ? attributesOf(values.root_module) : {};
  }

  async outputs(): Promise<{ readonly [name: string]: any }> {
    const shown = await this.terraform(['output', '-json']);
    const outputs = JSON.parse(shown.stdout) as { [name: string]: { value: unknown } };
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** Ids of the plugins that run in it, as the system shows them. */
  plugins(): number[] {
    return processesIn(this.dir).filter((pid) => /^[^\0]*node\0.*terraform-provider-crowdsec/s.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')));
  }

  /** Fails if a process is left, then removes the folder. */
  async end(): Promise<void> {
    const left = await processesLeftIn(this.dir);
    rmSync(this.dir, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`processes left behind: ${left.join(', ')}`);
  }

  private async prepare(main?: string): Promise<void> {
    if (main !== undefined) this.write('main.tf', main);
    if (!existsSync(join(this.dir, '.terraform'))) await this.init();
  }
}

interface Module {
  readonly resources?: { address: string; values: { [name: string]: unknown } }[];
  readonly child_modules?: Module[];
}

function attributesOf(module: Module): { [address: string]: { [name: string]: unknown } } {
  return Object.assign(
    Object.fromEntries((module.resources ?? []).map(({ address, values }) => [address, values])),
    ...(module.child_modules ?? []).map(attributesOf),
  );
}

/** What Terraform printed as running text: boxes and line breaks of diagnostics taken out. */
export function unwrap(text: string): string {
  return text.replace(/^[│╷╵]\s?/gm, '').replace(/\s+/g, ' ');
}

const REQUIRED_PROVIDERS = `
terraform {
  required_providers {
    crowdsec = {
      source = "terraform.local/crowdsec/crowdsec"
    }
  }
}
`;
