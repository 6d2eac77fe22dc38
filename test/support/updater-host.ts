import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { DebianProgram } from './debian';
import { cleanEnvironment, CommandResult, processesLeftIn, run, temporaryFolder, TERRAFORM } from './terraform';
import { CrowdsecProvider, HostUpdater } from '../../src';

/** A stack with host updaters, applied with the real Terraform. */
export class Deployment {
  private readonly dir = temporaryFolder('updater');
  private readonly env: NodeJS.ProcessEnv;

  constructor(service: { readonly url: string; readonly apiKey: string }, private readonly build: (stack: TerraformStack) => HostUpdater[]) {
    this.env = cleanEnvironment({ CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey, TF_IN_AUTOMATION: '1' });
  }

  private get folder(): string {
    return join(this.dir, 'stacks', 'hosts');
  }

  /** Contents by path, of all updaters. */
  async apply(): Promise<{ readonly [path: string]: string }> {
    const app = new App({ outdir: this.dir });
    const stack = new TerraformStack(app, 'hosts');
    new LocalBackend(stack, { path: join(this.dir, 'terraform.tfstate') });
    new CrowdsecProvider(stack, 'crowdsec');
    const files = this.build(stack).flatMap((updater) => updater.files);
    new TerraformOutput(stack, 'files', { value: files.map(({ path, content }) => ({ path, content })), sensitive: true, staticId: true });
    app.synth();
    if (!existsSync(join(this.folder, '.terraform'))) await this.terraform('init');
    await this.terraform('apply', '-auto-approve');
    const shown = await this.terraform('output', '-json');
    const written: { path: string; content: string }[] = JSON.parse(shown.stdout).files.value;
    return Object.fromEntries(written.map(({ path, content }) => [path, content]));
  }

  async end(): Promise<void> {
    const left = await processesLeftIn(this.dir);
    rmSync(this.dir, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`processes left behind: ${left.join(', ')}`);
  }

  private async terraform(...args: string[]): Promise<CommandResult> {
    const result = await run(TERRAFORM, [...args, '-no-color'], { cwd: this.folder, env: this.env });
    if (result.code !== 0) throw new Error(`terraform ${args.join(' ')} ended with ${result.code}:\n${result.output}`);
    return result;
  }
}

/** Records its arguments, and what it was given: `nft -f FILE`, or standard input. */
const FIREWALL = `#!/bin/sh
cd "$(dirname "$0")/../record" || exit 9
program=$(basename "$0")
echo "$program $*" >> calls
case "$program $*" in
  nft*list* | ipset*list*) test -f present; exit ;;
  ip*tables*-C*) grep -qxF -e "$(echo "$program $*" | sed 's/ -C / -I /')" rules 2> /dev/null; exit ;;
  ip*tables*-I*) echo "$program $*" >> rules; exit ;;
esac
test ! -f broken || { echo "$program: kernel says no" >&2; exit 1; }
touch present
count=$(ls | grep -c '^load')
if [ "$program" = nft ]; then cat "$2" > "load$count"; else cat > "load$count"; fi
`;

const CURL = (real: string) => `#!/bin/sh
printf '%s\\n' "$*" >> "$(dirname "$0")/../record/curls"
exec ${real} "$@"
`;

/** A host's folders, with programs in place of those that change the kernel: what the script does, seen from outside. */
export class UpdaterHost {
  readonly dir = temporaryFolder('host');
  readonly config = join(this.dir, 'config');
  readonly state = join(this.dir, 'state');
  private readonly bin = join(this.dir, 'bin');
  private readonly record = join(this.dir, 'record');

  /**
   * @param name the updater's, of whose files the host has a copy
   * @param inside what a command starts with that is to run in the host's network namespace
   */
  constructor(private readonly name: string, files: { readonly [path: string]: string }, private readonly inside: readonly string[] = []) {
    for (const folder of [this.config, this.state, this.bin, this.record]) mkdirSync(folder);
    this.write(files);
    for (const program of ['nft', 'ipset', 'iptables', 'ip6tables']) this.program(program, FIREWALL);
    const curl = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'curl')).find((file) => existsSync(file));
    if (curl === undefined) throw new Error('there is no curl on the PATH, which the script needs');
    this.program('curl', CURL(realpathSync(curl)));
  }

  /** Puts the files of a deployment in place. */
  write(files: { readonly [path: string]: string }): void {
    for (const [path, content] of Object.entries(files).filter(([one]) => one.includes(`/${this.name}-updater`))) {
      const folder = path.startsWith('/etc/') && !path.startsWith('/etc/systemd/') ? this.config : this.dir;
      writeFileSync(join(folder, basename(path)), content, { mode: 0o600 });
    }
  }

  /** A program in front of all others on the script's path. */
  program(name: string, text: string): void {
    writeFileSync(join(this.bin, name), text);
    chmodSync(join(this.bin, name), 0o755);
  }

  /** A real program in place of the one that records. */
  use(name: string, { path, env }: DebianProgram, extra: { readonly [variable: string]: string } = {}): void {
    const variables = Object.entries({ LD_LIBRARY_PATH: env.LD_LIBRARY_PATH, ...extra }).map(([variable, value]) => `${variable}='${value}'`);
    this.program(name, `#!/bin/sh\n${variables.join(' ')} exec '${path}' "$@"\n`);
  }

  /** Runs one of the host's own programs. */
  tool(name: string, ...args: string[]): Promise<CommandResult> {
    const [program, ...rest] = [...this.inside, join(this.bin, name), ...args];
    return run(program, rest, { cwd: this.dir });
  }

  /** Runs the script as the service does. */
  run(...args: string[]): Promise<CommandResult> {
    const env = cleanEnvironment({ CONFIGURATION_DIRECTORY: this.config, STATE_DIRECTORY: this.state, PATH: `${this.bin}:${process.env.PATH}` });
    const [program, ...rest] = [...this.inside, 'sh', join(this.dir, `${this.name}-updater`), ...args];
    return run(program, rest, { cwd: this.dir, env });
  }

  /** What the firewall was told, load by load. */
  loads(): string[] {
    return readdirSync(this.record).filter((name) => name.startsWith('load'))
      .sort((a, b) => Number(a.slice(4)) - Number(b.slice(4))).map((name) => this.recorded(name));
  }

  /** A file of what was recorded: `calls` of the firewall, `curls` with their arguments. */
  recorded(name: string): string {
    const file = join(this.record, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** The list that is kept. */
  list(): string[] {
    return readFileSync(join(this.state, 'list'), 'utf8').split('\n').slice(0, -1);
  }

  netrc(): string {
    return readFileSync(join(this.config, 'netrc'), 'utf8');
  }

  /** Whether the firewall refuses what it is told. */
  breakFirewall(broken: boolean): void {
    if (broken) writeFileSync(join(this.record, 'broken'), '');
    else rmSync(join(this.record, 'broken'));
  }

  /** The kernel forgets its sets. */
  reboot(): void {
    rmSync(join(this.record, 'present'), { force: true });
  }

  /** Time goes by: everything that the script dated becomes older. */
  age(seconds: number): void {
    const pages = existsSync(join(this.state, 'pages')) ? readdirSync(join(this.state, 'pages')).filter((name) => name.endsWith('.at')) : [];
    for (const file of ['pulled', 'retry', ...pages.map((name) => join('pages', name))].map((name) => join(this.state, name)).filter((one) => existsSync(one))) {
      const [at, ...rest] = readFileSync(file, 'utf8').split('\n');
      writeFileSync(file, [Number(at) - seconds, ...rest].join('\n'));
    }
  }

  end(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
