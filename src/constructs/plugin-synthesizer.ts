import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, IStackSynthesizer, ISynthesisSession, TerraformStack } from 'cdktf';
import { cliConfigProblem, placePlugin, PluginError, pluginsOf } from '../plugin';
import { addedTooLate, cliConfigHidesPlugin, pluginNotPlaced } from './errors';
import { CrowdsecProvider } from './provider';

/** Writes a stack as the toolkit does, then the plugin into the same folder. */
class PluginSynthesizer implements IStackSynthesizer {
  readonly providers: CrowdsecProvider[] = [];
  private synthesised = false;

  constructor(private readonly stack: TerraformStack, private readonly inner: IStackSynthesizer) {
    // The app is asked when its stacks have been written.
    stack.node.root.node.addValidation({ validate: () => (this.synthesised ? [] : [addedTooLate(this.providers[0])]) });
  }

  synthesize(session: ISynthesisSession): void {
    const { workingDirectory, synthesizedStackPath } = session.manifest.forStack(this.stack);
    const folder = join(session.outdir, workingDirectory);
    const [provider] = this.providers;
    // Relative to the folder in which Terraform runs, so that one entry serves every stack, wherever the app lies.
    const hidden = cliConfigProblem(pluginsOf('.'));
    if (hidden.length > 0) Annotations.of(provider).addWarning(cliConfigHidesPlugin(provider, hidden));
    this.synthesised = true;
    this.inner.synthesize(session);
    const platforms = [...new Set(this.providers.flatMap((one) => one.platforms))];
    try {
      placePlugin(folder, platforms, this.requiredProviders(join(session.outdir, synthesizedStackPath)));
    } catch (error) {
      throw error instanceof PluginError ? new Error(pluginNotPlaced(provider, error.message)) : error;
    }
  }

  /** Every provider of the stack, overrides and those of Aspects included: as written, since to render a large stack again takes long. */
  private requiredProviders(file: string): { source: string; version?: string }[] {
    const { terraform } = readWhole(file) ?? this.stack.toTerraform();
    return Object.values(terraform.required_providers);
  }
}

/** A stack as it was written; undefined where that is HCL, or where another run of the same app is just writing it. */
function readWhole(file: string): ReturnType<TerraformStack['toTerraform']> | undefined {
  if (!file.endsWith('.json')) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Has the plugin written, once a stack, when the app is synthesised; `Testing.synth` writes nothing. */
export function placeAtSynthesis(provider: CrowdsecProvider): void {
  const stack = TerraformStack.of(provider);
  if (!(stack.synthesizer instanceof PluginSynthesizer)) stack.synthesizer = new PluginSynthesizer(stack, stack.synthesizer);
  (stack.synthesizer as PluginSynthesizer).providers.push(provider);
}
