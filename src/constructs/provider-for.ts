import { TerraformProvider, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import * as bindings from '../bindings';
import { inSameStack, isInTree, onValidate, stackMates } from '../synth';
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
    const stack = TerraformStack.of(construct);
    return hasOwnProvider(stack) ? [] : [noProvider(construct, stack.node.path)];
  });
  return provider?.terraformProvider;
}

/** The provider that a stack was last seen to have: looking for it anew for each of many constructs takes their square. */
const SEEN = new WeakMap<TerraformStack, bindings.CrowdsecProvider>();

function hasOwnProvider(stack: TerraformStack): boolean {
  const isOwn = (node: IConstruct): node is bindings.CrowdsecProvider => node instanceof bindings.CrowdsecProvider && node.alias === undefined;
  const seen = SEEN.get(stack);
  if (seen && isOwn(seen) && isInTree(seen)) return true;
  const own = stackMates(stack).find(isOwn);
  if (own) SEEN.set(stack, own);
  return own !== undefined;
}
