import type { Integration } from '../api';
import { type SubscriptionKind, quoted } from '../model';
import type { Problem } from './problem';
import type { Expected, Subscription } from './settings';

/** The list of an integration that holds the subscriptions of a kind. */
const LISTS = { vendor: 'vendors', cve: 'cves', fingerprint: 'fingerprints', blocklist: 'blocklists' } as const;

/** Subscriptions that a text names. */
const MOST_NAMED = 5;

/** What keeps an integration from serving as it should, as the management API shows it; undefined where nothing does. */
export function judge(expected: Expected, integration: Integration | undefined): Problem | undefined {
  if (!integration) return gone(expected);
  return missingSubscriptions(expected, integration) ?? wrongCount(expected, countOf(integration));
}

export function countOf({ stats }: Integration): number {
  return stats?.count ?? 0;
}

function gone({ id }: Expected): Problem {
  return {
    check: 'integration-found',
    seen: `the service knows no integration ${id} in this key's organisation: it was deleted, or the key is of another organisation`,
    remedy: 'Look whether the key is the one that the provider uses. If the integration was deleted, deploy again: Terraform then plans a new one',
    final: true,
  };
}

function missingSubscriptions({ subscriptions, empty }: Expected, integration: Integration): Problem | undefined {
  const there = subscribed(integration);
  if (subscriptions.length === 0 && there.size === 0 && !empty) {
    return {
      check: 'integration-subscriptions',
      seen: 'it subscribes to nothing, so it has no addresses',
      remedy: 'Subscribe it to at least one list, or name it in "expectEmpty" of the gate',
      final: true,
    };
  }
  const missing = subscriptions.filter((subscription) => !there.has(nameOf(subscription)));
  if (missing.length === 0) return undefined;
  return {
    check: 'integration-subscriptions',
    seen: `${missing.length} of ${subscriptions.length} subscriptions are not there yet: ${named(missing)}`,
    remedy: 'Look in CrowdSec\'s console whether somebody ended them. Deploy again: Terraform then plans what is missing',
    final: false,
  };
}

function wrongCount({ empty }: Expected, count: number): Problem | undefined {
  if (empty && count > 0) {
    return {
      check: 'integration-count',
      seen: `it has ${addresses(count)}, and should be empty`,
      remedy: 'End what it subscribes to, or take it out of "expectEmpty" of the gate',
      final: false,
    };
  }
  if (empty || count > 0) return undefined;
  return {
    check: 'integration-count',
    seen: 'its subscriptions are there, but it has no addresses yet',
    remedy: 'All its lists may be empty: an own list without entries, or CVEs without enough signals. Fill the list or subscribe to another; '
      + 'name the integration in "expectEmpty" of the gate if that is as it should be; make "timeout" longer if the service only is slow',
    final: false,
  };
}

export function addresses(count: number): string {
  return count === 1 ? '1 address' : `${count.toLocaleString('en')} addresses`;
}

function subscribed(integration: Integration): ReadonlySet<string> {
  return new Set(Object.entries(LISTS).flatMap(([kind, list]) => (
    integration[list].map(({ id }) => nameOf({ kind: kind as SubscriptionKind, key: id }))
  )));
}

/** By which two are one. The service may write an accent in one character or two. */
function nameOf({ kind, key }: Subscription): string {
  return `${kind} ${key.normalize('NFC')}`;
}

function named(subscriptions: readonly Subscription[]): string {
  const first = subscriptions.slice(0, MOST_NAMED).map(({ kind, key }) => `${kind} ${quoted(key)}`).join(', ');
  return subscriptions.length > MOST_NAMED ? `${first} and ${subscriptions.length - MOST_NAMED} more` : first;
}
