import { join } from 'node:path';
import { Annotations, IStackSynthesizer, ISynthesisSession, TerraformStack } from 'cdktf';
import { placePlugin } from '../plugin';
import { pluginNotPlaced } from './errors';
import { CrowdsecProvider } from './provider';

/** Writes the plugin into the stack's folder before the stack itself is written. */
class PluginPlacingSynthesizer implements IStackSynthesizer {
  readonly providers: CrowdsecProvider[] = [];

  constructor(private readonly stack: TerraformStack, private readonly inner: IStackSynthesizer) {}

  synthesize(session: ISynthesisSession): void {
    const folder = join(session.outdir, session.manifest.forStack(this.stack).workingDirectory);
    const platforms = [...new Set(this.providers.flatMap((provider) => provider.platforms))];
    for (const problem of placePlugin(folder, platforms, this.requiredProviders())) {
      Annotations.of(this.providers[0]).addError(pluginNotPlaced(this.providers[0], problem));
    }
    this.inner.synthesize(session);
  }

  /** Every provider of the stack, each once. */
  private requiredProviders(): { source: string; version?: string }[] {
    const blocks = this.stack.allProviders().map((provider) => provider.toTerraform().terraform.required_providers);
    return Object.values(Object.assign({}, ...blocks));
  }
}

/** Has the plugin written, once a stack, when the app is synthesised; `Testing.synth` writes nothing. */
export function placeAtSynthesis(provider: CrowdsecProvider): void {
  const stack = TerraformStack.of(provider);
  if (!(stack.synthesizer instanceof PluginPlacingSynthesizer)) stack.synthesizer = new PluginPlacingSynthesizer(stack, stack.synthesizer);
  (stack.synthesizer as PluginPlacingSynthesizer).providers.push(provider);
}
