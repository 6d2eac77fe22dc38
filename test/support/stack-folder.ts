import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LocalBackend, TerraformStack } from 'cdktf';
import { testApp } from './template';
import { cleanEnvironment, CommandResult, processesLeftIn, run, temporaryFolder, TERRAFORM } from './terraform';
import { CrowdsecProvider } from '../../src';

/** Terraform's working directory of a stack that is synthesised into it again and again, as with the toolkit's own. */
export class StackFolder {
  readonly path = temporaryFolder('stack');

  /** @param env what Terraform is given beside the service */
  constructor(private readonly service: { readonly url: string; readonly apiKey: string }, private readonly env: NodeJS.ProcessEnv) {}

  /** Synthesises what is declared, with the provider crowdsec, as the stack `edge`. */
  synthesise(declare: (stack: TerraformStack) => void): void {
    const app = testApp();
    const stack = new TerraformStack(app, 'edge');
    new LocalBackend(stack, { path: join(this.path, 'terraform.tfstate') });
    new CrowdsecProvider(stack, 'crowdsec');
    declare(stack);
    app.synth();
    // The lock file stays what `terraform init` made of it.
    const parts = ['cdk.tf.json', 'assets', 'terraform.d', ...(this.initialised ? [] : ['.terraform.lock.hcl'])];
    const folder = join(app.outdir, 'stacks', 'edge');
    for (const part of parts.filter((one) => existsSync(join(folder, one)))) cpSync(join(folder, part), join(this.path, part), { recursive: true });
    rmSync(app.outdir, { recursive: true, force: true });
  }

  /** Runs Terraform, once it has been initialised, and answers whatever it ends with. */
  async try(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
    if (!this.initialised) await this.terraform(['init'], env);
    return this.terraform(args, env);
  }

  /** Runs Terraform and answers what a user sees; anything but success is an error. */
  async works(...args: string[]): Promise<string> {
    const { code, output } = await this.try(args);
    if (code !== 0) throw new Error(output);
    return output;
  }

  /** Removes it; fails if a process is left. */
  async end(): Promise<void> {
    const left = await processesLeftIn(this.path);
    rmSync(this.path, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`processes left behind: ${left.join(', ')}`);
  }

  private get initialised(): boolean {
    return existsSync(join(this.path, '.terraform'));
  }

  private terraform(args: readonly string[], env: NodeJS.ProcessEnv): Promise<CommandResult> {
    const { url: CROWDSEC_SERVICE_API_URL, apiKey: CROWDSEC_SERVICE_API_KEY } = this.service;
    return run(TERRAFORM, [...args, '-no-color'], {
      cwd: this.path, env: cleanEnvironment({ CROWDSEC_SERVICE_API_URL, CROWDSEC_SERVICE_API_KEY, ...this.env, ...env }),
    });
  }
}
