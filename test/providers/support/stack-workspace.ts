import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { FoundProvider, initArguments, prepared } from './mirrors';
import { Workspace, temporaryFolder } from '../../support/terraform';

const STACK = 'devices';

/** A stack that the test declares in TypeScript, synthesised into one folder again and again, and the real Terraform in that folder. */
export class StackWorkspace extends Workspace {
  private readonly root: string;

  /** @param found the firewall's provider by its local name */
  constructor(service: { readonly url: string; readonly apiKey: string }, private readonly found: { readonly [name: string]: FoundProvider }) {
    const root = temporaryFolder('stack-workspace');
    const folder = join(root, 'stacks', STACK);
    mkdirSync(folder, { recursive: true });
    super(service, { folder });
    this.root = root;
  }

  /** Synthesises the stack as it is now declared, over what was there. */
  synthesise(declare: (stack: TerraformStack) => void): void {
    const app = new App({ outdir: this.root });
    declare(new TerraformStack(app, STACK));
    app.synth();
    const file = join(this.dir, 'cdk.tf.json');
    writeFileSync(file, JSON.stringify(prepared(JSON.parse(readFileSync(file, 'utf8')), this.found)));
  }

  override async init(): Promise<void> {
    await this.terraform(initArguments(Object.values(this.found)));
  }

  override async end(): Promise<void> {
    await super.end();
    rmSync(this.root, { recursive: true, force: true });
  }
}
