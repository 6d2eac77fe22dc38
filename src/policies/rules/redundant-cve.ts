import { quoted } from '../../model';
import { DeclaredIntegration } from '../inventory';
import { PolicyRule } from '../policy-rule';
import { Rule } from '../rule';

/** No integration subscribes to a CVE that a vendor's subscription brings already. */
export const redundantCve: Rule = ({ coverage }, { integrations }) => {
  if (!coverage) return [];
  return integrations.flatMap((integration) => {
    const vendorOf = coveredBy(integration, coverage);
    return integration.subscriptions.filter(({ kind, key }) => kind === 'cve' && key !== undefined && vendorOf.has(key)).map(({ at, key }) => ({
      rule: PolicyRule.REDUNDANT_CVE,
      at,
      problem: `"cve": ${quoted(key!)} comes with the vendor ${quoted(vendorOf.get(key!)!)}, to which ${integration.at.node.path} subscribes. `
        + 'Remove this subscription',
    }));
  });
};

/** The vendor of each CVE that comes with one. */
function coveredBy({ subscriptions }: DeclaredIntegration, coverage: { readonly [vendor: string]: readonly string[] }): Map<string, string> {
  const vendors = subscriptions.filter(({ kind, key }) => kind === 'vendor' && key !== undefined && Object.hasOwn(coverage, key)).map(({ key }) => key!);
  return new Map(vendors.flatMap((vendor) => coverage[vendor].map((cve): [string, string] => [cve, vendor])));
}
