import { ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findProvider } from '../../providers/support/mirrors';
import { CdktfApp } from '../../support/cdktf-app';
import { DebianProgram } from '../../support/debian';
import { Service } from '../../support/service';
import { temporaryFolder } from '../../support/terraform';

/** What writes the file. Version 1 has no resource of its own for sensitive content; all versions have this argument. */
const LOCAL = findProvider('hashicorp/local');

/** Says why nothing can be deployed here, or nothing. */
export const DEPLOYMENT_PROBLEM = LOCAL === undefined ? 'no mirror has hashicorp/local: npx tsx scripts/firewall-providers.ts builds it' : undefined;

/** What a stack declares; expressions of JavaScript. */
export interface Declared {
  readonly component: string;
  readonly options: string;
  readonly subscriptions: string;
  readonly credentialsVersion?: string;
  /** Name of the integration. */
  readonly name?: string;
}

/** A host whose bouncer is configured by a stack that the real cdktf deploys. `end()` ends what was started. */
export class BouncerHost {
  /** The file as the stack writes it: not at its place on the machine, but in a folder of the test's. */
  readonly file: string;
  private readonly app: CdktfApp;
  private readonly home = temporaryFolder('home');
  private running?: { readonly process: ChildProcess; readonly exited: Promise<void>; output: string };

  /** @param inside command that the bouncer runs in, as in another namespace */
  constructor(service: Service, private readonly program: DebianProgram, private readonly inside: readonly string[] = []) {
    this.app = new CdktfApp(service);
    this.file = join(this.app.dir, 'bouncer.yaml');
    mkdirSync(join(this.home, '.terraform.d'));
    symlinkSync(LOCAL!.mirror, join(this.home, '.terraform.d', 'plugins'));
  }

  get dir(): string {
    return this.app.dir;
  }

  /** Deploys the stack as it is now declared. */
  async deploy({ component, options, subscriptions, ...changes }: Declared): Promise<string> {
    this.app.write('main.js', `
const { App, TerraformResource, TerraformStack } = require('cdktf');
const { CrowdsecProvider, Integration, OutputFormat, BouncerConfig, Duration, LocalProvider, ...crowdsec } = require('cdktf-crowdsec');
class File extends TerraformResource {
  constructor(scope, id, args) {
    super(scope, id, { terraformResourceType: 'local_file', terraformGeneratorMetadata: { providerName: 'local' } });
    this.args = args;
  }
  synthesizeAttributes() { return this.args; }
}
const app = new App();
const stack = new TerraformStack(app, 'host');
new CrowdsecProvider(stack, 'crowdsec');
new LocalProvider(stack, 'local', { version: '${LOCAL!.version}' });
stack.addOverride('terraform.required_providers.local.source', '${LOCAL!.source}');
const edge = new Integration(stack, 'edge', {
  name: 'edge', outputFormat: OutputFormat.REMEDIATION_COMPONENT, subscriptions: ${subscriptions}, ...${JSON.stringify(changes)},
});
const bouncer = new BouncerConfig(stack, 'bouncer', {
  component: crowdsec.BouncerComponent.${component}, integration: edge, updateFrequency: Duration.seconds(1), options: ${options},
});
new File(stack, 'file', { filename: ${JSON.stringify(this.file)}, sensitive_content: bouncer.content, file_permission: bouncer.mode });
app.synth();
`);
    const { code, output } = await this.app.try(['deploy', '--auto-approve'], { HOME: this.home });
    if (code !== 0) throw new Error(`cdktf deploy ended with ${code}:\n${output}`);
    return output;
  }

  write(name: string, text: string): void {
    this.app.write(name, text);
  }

  makeExecutable(name: string): void {
    chmodSync(join(this.dir, name), 0o755);
  }

  read(name: string): string {
    return this.app.read(name);
  }

  /** Starts the bouncer with the deployed file, as its unit does. */
  start(): void {
    const [program, ...args] = [...this.inside, this.program.path, '-c', this.file];
    const child = spawn(program, args, { cwd: this.dir, env: this.program.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const running = { process: child, exited: new Promise<void>((resolve) => child.once('close', () => resolve())), output: '' };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { running.output += chunk; });
    this.running = running;
  }

  /** What `systemctl restart` does. */
  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  /** Polls until something is so. A bouncer that ended by itself, and one that does not get there, fail with what it said. */
  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 30_000; !await holds(); await setTimeout(100)) {
      const { process: child, output } = this.running!;
      if (child.exitCode !== null || Date.now() > end) throw new Error(`not seen: ${what}; the bouncer said:\n${output}`);
    }
  }

  /** Waits until the bouncer has said something. */
  async said(text: RegExp): Promise<void> {
    await this.until(String(text), async () => text.test(this.running!.output));
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true });
    await this.app.end();
  }

  private async stop(): Promise<void> {
    this.running?.process.kill();
    await this.running?.exited;
    this.running = undefined;
  }
}

/** What a subscription brings, sorted, from an integration of the test's own: a look at the bouncer's would take changes from it. */
export async function addressesOf(service: Service, subscribe: (name: string) => Promise<unknown>): Promise<string[]> {
  const { id } = await service.api('POST', '/integrations', { name: 'twin', entity_type: 'firewall_integration', output_format: 'plain_text' });
  await subscribe('twin');
  const content = await service.api<string>('GET', `/integrations/${id}/content`);
  await service.api('DELETE', `/integrations/${id}?force=true`);
  return content.trim().split('\n').sort();
}
