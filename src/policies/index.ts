/** What a platform team asks of an app, checked when it is synthesised. */
export { BlocklistPolicy, BlocklistPolicyProps } from './blocklist-policy';
export { PolicyExemption, PolicyRule, RequiredSubscriptions } from './policy-rule';
