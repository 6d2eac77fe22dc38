import { TerraformProvider, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import * as bindings from '../bindings';
import { inSameStack, onValidate, stackMates } from '../synth';
import { noProvider, noProviderConstruct, providerOfOtherStack } from './errors';
import { CrowdsecProvider } from './provider';

/**
 * The L1 provider that a construct names, undefined for the stack's own, and the check that there is one.
 * @param provider the one that the user, or the integration, named
 */
export function providerFor(construct: IConstruct, provider?: CrowdsecProvider): TerraformProvider | undefined {
  // Taken silently, another object would leave the choice to Terraform: the stack's own provider, and another organisation.
  if (provider && !TerraformProvider.isTerraformProvider(provider.terraformProvider)) throw new Error(noProviderConstruct(construct));
  onValidate(construct, () => {
    if (provider) return inSameStack(construct, provider) ? [] : [providerOfOtherStack(construct, provider)];
    const own = stackMates(construct).some((node) => node instanceof bindings.CrowdsecProvider && node.alias === undefined);
    return own ? [] : [noProvider(construct, TerraformStack.of(construct).node.path)];
  });
  return provider?.terraformProvider;
}
