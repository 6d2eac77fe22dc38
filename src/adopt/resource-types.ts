import { SubscriptionKind } from '../model';

export const INTEGRATION_TYPE = 'crowdsec_integration';

/** The argument of a subscription's resource that holds its key. */
export const KEY_ARGUMENTS: { readonly [kind in SubscriptionKind]: string } = {
  vendor: 'vendor', cve: 'cve', fingerprint: 'fingerprint', blocklist: 'blocklist_id',
};

export const SUBSCRIPTION_KINDS = Object.keys(KEY_ARGUMENTS) as SubscriptionKind[];

/** The resource type of a kind of subscription. */
export function subscriptionType(kind: SubscriptionKind): string {
  return `crowdsec_${kind}_subscription`;
}

/** The kind of a resource type, undefined if it is none of a subscription. */
export function kindOf(type: string): SubscriptionKind | undefined {
  return SUBSCRIPTION_KINDS.find((kind) => subscriptionType(kind) === type);
}
