import { quoted, SubscriptionKind } from '../../model';
import { DeclaredIntegration, DeclaredSubscription } from '../inventory';
import { PolicyRule, RequiredSubscriptions } from '../policy-rule';
import { Rule } from '../rule';
import { literalOf } from '../values';

/** The lists of a requirement, and what adds to them. */
export const LISTS = [
  ['vendors', 'vendor', 'subscribeToVendor'],
  ['cves', 'cve', 'subscribeToCve'],
  ['fingerprints', 'fingerprint', 'subscribeToFingerprint'],
  ['blocklists', 'blocklist', 'subscribeToBlocklist'],
] as const;

/** Integrations subscribe to what they must. */
export const subscriptions: Rule = ({ requiredSubscriptions = [] }, { integrations, unplaced }) => integrations.flatMap((integration) => (
  requiredSubscriptions.filter(({ formats }) => holdsFor(integration, formats)).flatMap((required) => LISTS.flatMap(([list, kind, method]) => {
    const missing = missingOf(required[list], kind, integration.subscriptions);
    if (missing.length === 0) return [];
    const uncertain = integration.subscriptions.some((one) => one.kind === kind && one.key === undefined)
      || unplaced.some((one) => one.kind === kind && (one.key === undefined || missing.includes(one.key)));
    const keys = missing.map(quoted).join(', ');
    const problem = uncertain
      ? `${keys} may be missing among the ${list}: some of them only Terraform knows. Name them, or exempt this integration`
      : `${keys} missing among the ${list}. Add with ${method}`;
    return [{ rule: PolicyRule.SUBSCRIPTIONS, at: integration.at, problem, uncertain }];
  }))
));

/** An unknown format is in no list. */
function holdsFor({ args }: DeclaredIntegration, formats: RequiredSubscriptions['formats']): boolean {
  const given = literalOf(args.output_format);
  return !formats || formats.some((one) => one === given);
}

function missingOf(keys: readonly string[] = [], kind: SubscriptionKind, declared: readonly DeclaredSubscription[]): string[] {
  if (keys.length === 0) return [];
  const there = new Set(declared.filter((one) => one.kind === kind).map(({ key }) => key));
  return keys.filter((key) => !there.has(key));
}
