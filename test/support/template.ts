import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Testing, TerraformStack } from 'cdktf';

/** An attribute bag of the synthesised JSON. */
export type Block = { readonly [name: string]: any };

/** What a stack synthesises to, once its checks found nothing. */
export class Template {
  static of(stack: TerraformStack): Template {
    prepare(stack);
    return new Template(JSON.parse(Testing.synth(stack, true)));
  }

  private constructor(readonly json: Block) {}

  /** Resources of one type, in the order of their addresses. */
  resources(type: string): Block[] {
    return Object.values(this.json.resource?.[type] ?? {});
  }

  /** The only resource of a type. */
  resource(type: string): Block {
    return only(type, this.resources(type));
  }

  /** The only data source of a type. */
  data(type: string): Block {
    return only(type, Object.values(this.json.data?.[type] ?? {}));
  }

  /** Addresses of all resources. */
  get addresses(): string[] {
    return Object.entries<Block>(this.json.resource ?? {}).flatMap(([type, all]) => Object.keys(all).map((name) => `${type}.${name}`)).sort();
  }

  get outputs(): Block {
    return this.json.output ?? {};
  }

  /** Configurations of the provider crowdsec. */
  get providers(): Block[] {
    return this.json.provider?.crowdsec ?? [];
  }
}

/** What the checks of a stack say when it is synthesised. */
export function problemsOf(stack: TerraformStack): string[] {
  prepare(stack);
  Testing.synth(stack);
  return stack.node.findAll().flatMap((construct) => construct.node.validate());
}

/** Warnings that the toolkit would print when the stack is synthesised. */
export function warningsOf(stack: TerraformStack): string[] {
  prepare(stack);
  Testing.synth(stack);
  return stack.node.findAll().flatMap((construct) => construct.node.metadata)
    .filter(({ type }) => type === '@cdktf/warn')
    .map(({ data }) => String(data));
}

const outdirs: string[] = [];
afterAll(() => outdirs.forEach((outdir) => rmSync(outdir, { recursive: true, force: true })));

/** An application with a folder of its own for what it synthesises to, which goes with the test file. */
export function testApp(): App {
  const outdir = mkdtempSync(join(realpathSync(tmpdir()), 'cdktf-out-'));
  outdirs.push(outdir);
  return Testing.app({ outdir });
}

/** The file that Terraform would read, after `app.synth()`. */
export function synthesised(app: App, stack: TerraformStack): Block {
  return JSON.parse(readFileSync(join(app.outdir, 'stacks', stack.node.id, 'cdk.tf.json'), 'utf8'));
}

/** References across stacks are made before anything is synthesised. */
function prepare(stack: TerraformStack): void {
  App.of(stack).node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node)).forEach((one) => one.prepareStack());
}

function only<T>(type: string, all: readonly T[]): T {
  if (all.length !== 1) throw new Error(`expected one ${type}, found ${all.length}`);
  return all[0];
}
