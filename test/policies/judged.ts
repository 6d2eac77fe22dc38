import { App, Aspects, TerraformStack } from 'cdktf';
import { BlocklistPolicy, BlocklistPolicyProps, CrowdsecProvider, Integration, IntegrationProps, OutputFormat } from '../../src';
import { testApp } from '../support/template';

/** What a policy says of an app: every line of the error that ends the synthesis, and all warnings that begin with a construct's path. */
export interface Judgement {
  readonly errors: string[];
  readonly warnings: string[];
}

/** An app with one stack that the policy holds for. */
export function judge(props: BlocklistPolicyProps, declare: (stack: TerraformStack) => void): Judgement {
  const app = testApp();
  Aspects.of(app).add(new BlocklistPolicy(props));
  declare(stackOf(app, 'production'));
  return judgementOf(app);
}

export function stackOf(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new CrowdsecProvider(stack, 'crowdsec');
  return stack;
}

/** An integration that serves something. */
export function integration(stack: TerraformStack, id: string, props: Partial<IntegrationProps> = {}): Integration {
  return new Integration(stack, id, { outputFormat: OutputFormat.PLAIN_TEXT, subscriptions: { vendors: ['Microsoft'] }, ...props });
}

/** Synthesises an app as a program does. */
export function judgementOf(app: App): Judgement {
  const errors: string[] = [];
  try {
    app.synth();
  } catch (error) {
    const { message } = error as Error;
    if (!message.startsWith('Validation failed')) throw error;
    errors.push(...message.split('\n').slice(1).filter((line) => line.startsWith('  [')).map((line) => line.replace(/^ {2}\[.*?\] /, '')));
  }
  const warnings = app.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => type === '@cdktf/warn').map(({ data }) => String(data));
  return { errors, warnings };
}
