import { TerraformProvider, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import * as bindings from '../bindings';
import { inSameStack, onValidate } from './base';
import { noProvider, providerOfOtherStack } from './errors';
import { CrowdsecProvider } from './provider';

/**
 * The L1 provider that a construct names, undefined for the stack's own, and the check that there is one.
 * @param provider the one that the user, or the integration, named
 */
export function providerFor(construct: IConstruct, provider?: CrowdsecProvider): TerraformProvider | undefined {
  onValidate(construct, () => {
    if (provider) return inSameStack(construct, provider) ? [] : [providerOfOtherStack(construct, provider)];
    const stack = TerraformStack.of(construct);
    const own = stack.node.findAll().some((node) => node instanceof bindings.CrowdsecProvider && node.alias === undefined);
    return own ? [] : [noProvider(construct, stack.node.path)];
  });
  return provider?.terraformProvider;
}
