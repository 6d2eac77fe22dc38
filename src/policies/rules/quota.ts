import { TerraformProvider, TerraformStack } from 'cdktf';
import { DeclaredIntegration, Inventory } from '../inventory';
import { PolicyRule } from '../policy-rule';
import { Rule } from '../rule';
import { Arguments, literalOf } from '../values';

/** An organisation has no more integrations than its plan allows. */
export const quota: Rule = ({ integrationQuota }, inventory) => {
  if (integrationQuota === undefined) return [];
  const groups = new Map<string, DeclaredIntegration[]>();
  for (const one of inventory.integrations) {
    const organisation = organisationOf(one, inventory);
    const group = groups.get(organisation);
    if (group) group.push(one);
    else groups.set(organisation, [one]);
  }
  return [...groups.values()].flatMap((group) => {
    const count = group.reduce((sum, { args }) => sum + (typeof args.count === 'number' && args.count >= 0 ? args.count : 1), 0);
    if (count <= integrationQuota) return [];
    const problem = `with this one the app declares ${count} integrations of one organisation; ${integrationQuota} are allowed. `
      + 'Remove some, or let integrations of one format share';
    return [{ rule: PolicyRule.QUOTA, at: group[group.length - 1].at, problem }];
  });
};

/** The id that the provider expects, where it is known; else providers of one alias, or without any, are taken for one organisation's. */
function organisationOf({ resource }: DeclaredIntegration, { providers }: Inventory): string {
  const provider = resource.provider ?? providers.get(TerraformStack.of(resource));
  return (provider && expectedBy(provider)) ?? `alias ${provider?.alias ?? ''}`;
}

function expectedBy(provider: TerraformProvider): string | undefined {
  const [config] = (provider.toTerraform().provider.crowdsec ?? [{}]) as Arguments[];
  return literalOf(config.expected_organization_id);
}
