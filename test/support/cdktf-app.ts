import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cleanEnvironment, CommandResult, Job, processesLeftIn, run, startJob, temporaryFolder } from './terraform';

const CHECKOUT = resolve(__dirname, '..', '..');
const CDKTF = join(CHECKOUT, 'node_modules', '.bin', 'cdktf');

/** A CDKTF application in a folder of its own that uses the built package, and the real toolkit to run it with. */
export class CdktfApp {
  readonly dir = temporaryFolder('cdktf-app');
  private readonly env: NodeJS.ProcessEnv;

  /**
   * @param service what the provider talks to
   * @param command how the toolkit starts the application
   */
  constructor(service: { readonly url: string; readonly apiKey: string }, command = 'node main.js') {
    this.env = cleanEnvironment({
      CROWDSEC_SERVICE_API_URL: service.url,
      CROWDSEC_SERVICE_API_KEY: service.apiKey,
      // The toolkit's cache in the home folder is links into folders like this one, which goes while another test uses the link.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
    });
    this.link('cdktf-crowdsec', CHECKOUT);
    for (const name of ['cdktf', 'constructs', '@cdktf/provider-null', 'tsx']) this.link(name, join(CHECKOUT, 'node_modules', name));
    mkdirSync(join(this.dir, 'node_modules', '.bin'), { recursive: true });
    symlinkSync('../tsx/dist/cli.mjs', join(this.dir, 'node_modules', '.bin', 'tsx'));
    this.write('cdktf.json', JSON.stringify({ language: 'typescript', app: command, projectId: 'test', sendCrashReports: 'false' }));
  }

  write(name: string, text: string): void {
    const file = join(this.dir, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(name: string): string {
    return readFileSync(join(this.dir, name), 'utf8');
  }

  stackFolder(stack: string): string {
    return join(this.dir, 'cdktf.out', 'stacks', stack);
  }

  /** Runs the toolkit on the Node that runs the tests, for which its native part was installed; the app and the plugin find theirs on the path. */
  async try(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    return run(process.execPath, [CDKTF, ...args], { cwd: this.dir, env: { ...this.env, ...env } });
  }

  /** Starts the toolkit as a shell starts a job: in a process group of its own, which Ctrl-C reaches as a whole. */
  start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Job {
    return startJob(CDKTF, args, { cwd: this.dir, env: { ...this.env, ...env } });
  }

  async cdktf(...args: string[]): Promise<CommandResult> {
    const result = await this.try(args);
    if (result.code !== 0) throw new Error(`cdktf ${args.join(' ')} ended with ${result.code}:\n${result.output}`);
    return result;
  }

  async deploy(...stacks: string[]): Promise<CommandResult> {
    return this.cdktf('deploy', '--auto-approve', ...stacks);
  }

  async destroy(...stacks: string[]): Promise<CommandResult> {
    return this.cdktf('destroy', '--auto-approve', ...stacks);
  }

  /** Outputs of all stacks, by stack and name, secrets included. */
  async outputs(...stacks: string[]): Promise<{ [stack: string]: { [name: string]: any } }> {
    await this.cdktf('output', '--outputs-file', 'outputs.json', '--outputs-file-include-sensitive-outputs', ...stacks);
    return JSON.parse(this.read('outputs.json'));
  }

  async end(): Promise<void> {
    const left = await processesLeftIn(this.dir);
    rmSync(this.dir, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`processes left behind: ${left.join(', ')}`);
  }

  /** Has a package, or another file, of the checkout among those that are installed. */
  link(name: string, target: string): void {
    const link = join(this.dir, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
  }
}
