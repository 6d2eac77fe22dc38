import { CVE_PATTERN } from './limits';
import { checkPathText, quoted } from './text';

/** What an integration can subscribe to. */
export type SubscriptionKind = 'vendor' | 'cve' | 'fingerprint' | 'blocklist';

/** Says what is wrong with a CVE's id, or nothing. */
export function checkCve(value: string): string | undefined {
  if (CVE_PATTERN.test(value)) return undefined;
  const upper = value.trim().toUpperCase();
  const hint = CVE_PATTERN.test(upper) ? `write "${upper}"` : 'write CVE-YYYY-N…, such as CVE-2024-25600';
  return `${quoted(value)} is no CVE id; ${hint}`;
}

/** Says what is wrong with a vendor's name, a fingerprint's id or a blocklist's id, or nothing. */
export function checkSubscriptionKey(kind: SubscriptionKind, value: string): string | undefined {
  if (kind === 'cve') return checkCve(value) ?? checkPathText(kind, value);
  return value.trim().length > 0 ? checkPathText(kind, value) : `the ${kind} is empty; give its ${kind === 'vendor' ? 'name' : 'id'}`;
}

/** Id of a subscription in Terraform: `INTEGRATION_ID/KEY`. The key may hold `/` and spaces. */
export function subscriptionId(integrationId: string, key: string): string {
  return `${integrationId}/${key}`;
}

/** Takes a subscription's id apart, undefined if one of its halves is missing. */
export function parseSubscriptionId(id: string): { readonly integrationId: string; readonly key: string } | undefined {
  const slash = id.indexOf('/');
  if (slash < 1 || slash === id.length - 1) return undefined;
  return { integrationId: id.slice(0, slash), key: id.slice(slash + 1) };
}
