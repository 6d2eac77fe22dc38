import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';

/** Which program it is: the engines differ in what they ask and show. */
export const ENGINE = (() => {
  const text = execFileSync(TERRAFORM, ['version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [, name, minor] = /^(Terraform|OpenTofu) v1\.(\d+)/m.exec(text)!;
  return { openTofu: name === 'OpenTofu', minor: Number(minor) };
})();

const GO_ARCH: { [key: string]: string } = { x64: 'amd64' };

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** A Terraform that runs in a process group of its own, as one in a terminal does. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it printed so far. */
  output(): string;
  /** To all of its group, the plugins too. */
  signalGroup(signal: NodeJS.Signals): void;
}

/** What a state file holds, as far as tests look. */
export interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly instances: readonly { schema_version: number; readonly status?: string; readonly attributes: { [name: string]: unknown } }[];
  }[];
}

/** A folder with a configuration, in which the real Terraform runs. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  readonly records = join(this.folder, 'records');
  readonly temporary: string;
  private readonly running = new Set<ChildProcess>();

  /** @param temporaryName the name of the folder for temporary files */
  constructor(temporaryName = 'tmp') {
    this.temporary = join(this.folder, temporaryName);
    for (const folder of [this.records, this.temporary]) mkdirSync(folder);
  }

  write(name: string, text: string): this {
    writeFileSync(join(this.folder, name), text);
    return this;
  }

  /** Writes the configuration and, with an executable, puts that where Terraform finds it. */
  configure(body: string, executable?: string): this {
    this.write('main.tf', `terraform {
  required_providers {
    sample = { source = "terraform.local/test/sample" }
  }
}
${body}`);
    return executable ? this.install(executable, 'terraform.local/test/sample') : this;
  }

  /** Puts an executable where Terraform finds the provider of that address, in the only version there is. */
  install(executable: string, address: string): this {
    const system = `${platform() === 'win32' ? 'windows' : platform()}_${GO_ARCH[arch()] ?? arch()}`;
    const version = join(this.folder, 'terraform.d/plugins', address, '1.2.3', system);
    rmSync(version, { recursive: true, force: true });
    mkdirSync(version, { recursive: true });
    symlinkSync(executable, join(version, `terraform-provider-${basename(address)}_v1.2.3.cjs`));
    return this;
  }

  start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
    const inherited = { ...process.env };
    delete inherited.TF_CLI_CONFIG_FILE;
    for (const name of Object.keys(inherited)) if (name.startsWith('TF_LOG')) delete inherited[name];
    const child = spawn(TERRAFORM, [...args, ...(args[0] === 'state' || args[0] === 'show' ? [] : ['-no-color'])], {
      cwd: this.folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...inherited,
        HOME: this.folder,
        CHECKPOINT_DISABLE: '1',
        TF_IN_AUTOMATION: '1',
        TMPDIR: this.temporary,
        SAMPLE_RECORD: this.records,
        ...env,
      },
    });
    this.running.add(child);
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    const output = () => Buffer.concat(chunks).toString('utf8');
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        this.running.delete(child);
        resolve({ code, signal, output: output() });
      });
    });
    return { process: child, ended, output, signalGroup: (signal) => void process.kill(-child.pid!, signal) };
  }

  async run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended> {
    return this.start(args, env).ended;
  }

  /** Runs what must succeed; an error quotes what was printed. */
  async succeed(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<string> {
    const { code, output } = await this.run(args, env);
    if (code !== 0) throw new Error(`terraform ${args.join(' ')} ended with ${code}:\n${output}`);
    return output;
  }

  async init(): Promise<this> {
    await this.succeed(['init']);
    return this;
  }

  /** The state as Terraform keeps it. */
  state(): State {
    return JSON.parse(readFileSync(join(this.folder, 'terraform.tfstate'), 'utf8'));
  }

  /** Does to the state what only another version of the provider would have done. */
  changeState(change: (state: State) => void): void {
    const state = this.state();
    change(state);
    this.write('terraform.tfstate', JSON.stringify(state));
  }

  /** For each plugin process that was started since the last time, in order, the RPCs that it answered; needs the log at `trace`. */
  takeCalls(): string[][] {
    return this.takeRecords().map((lines) => lines.filter((line) => line.rpc !== undefined).map((line) => line.rpc as string));
  }

  takeRecords(): { [key: string]: unknown }[][] {
    const files = readdirSync(this.records).sort();
    const records = files.map((name) => readFileSync(join(this.records, name), 'utf8').split('\n').filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line)));
    for (const name of files) rmSync(join(this.records, name));
    return records;
  }

  /** The process numbers of the plugins started so far. */
  plugins(): number[] {
    return readdirSync(this.records).map((name) => Number(/-(\d+)\.log$/.exec(name)![1]));
  }

  remove(): void {
    for (const child of this.running) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
