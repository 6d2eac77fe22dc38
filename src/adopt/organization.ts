import { Client, Integration } from '../api';
import { OutputFormat, quoted, SubscriptionKind } from '../model';
import { integrationProblem, subscriptionProblem } from './declarable';
import { AdoptError } from './errors';
import { Filter, matches } from './filter';
import { ExistingIntegration, ExistingSubscription, LeftOut, Organization } from './types';

/** Reads the organisation with one request, and one for each hundred integrations. None of them is a pull. */
export async function readOrganization(client: Client, filter: Filter, expectedId?: string): Promise<Organization> {
  const { organization_id: id } = await client.info();
  if (expectedId !== undefined && id !== expectedId) throw wrongOrganization(id, expectedId);
  const all = await client.integrations.list(filter.tags.length > 0 ? { tag: filter.tags } : {});
  const leftOut: LeftOut[] = [];
  const integrations = all.filter((integration) => matches(filter, integration)).sort(byNameAndId)
    .flatMap((integration) => existing(integration, leftOut));
  return { id, integrations, leftOut };
}

/** The integration as a configuration says it; empty if none can. What is left out is noted. */
function existing(integration: Integration, leftOut: LeftOut[]): ExistingIntegration[] {
  const { id, name } = integration;
  const why = integrationProblem(integration);
  if (why !== undefined) {
    leftOut.push({ what: `integration ${quoted(name)} (${id})`, why });
    return [];
  }
  const subscriptions = subscriptionsOf(integration).filter(({ kind, key, remediation }) => {
    const problem = subscriptionProblem(integration, { kind, key, remediation });
    if (problem !== undefined) leftOut.push({ what: `${kind} ${quoted(key)} of integration ${quoted(name)} (${id})`, why: problem });
    return problem === undefined;
  });
  return [{
    id,
    name,
    outputFormat: integration.output_format,
    description: integration.description,
    pullLimit: integration.pull_limit ?? undefined,
    enableIpAggregation: integration.enable_ip_aggregation ?? false,
    subscriptions,
  }];
}

function wrongOrganization(found: string, expected: string): AdoptError {
  return new AdoptError(`the key belongs to organisation ${quoted(found)}, and ${quoted(expected)} is expected. Nothing was read or written.`,
    'Give the key of the other organisation, or correct --expected-organization');
}

function subscriptionsOf({ output_format: format, ...lists }: Integration): ExistingSubscription[] {
  const named = (kind: SubscriptionKind, list: readonly { readonly id: string }[]) => list.map(({ id }) => ({ kind, key: id }));
  // A firewall blocks, whatever the service notes as its remediation.
  const component = format === OutputFormat.REMEDIATION_COMPONENT;
  const blocklists = lists.blocklists.map(({ id, name, label, remediation }) => ({
    kind: 'blocklist' as const, key: id, remediation: component ? remediation ?? undefined : undefined, title: titleOf(id, label ?? name),
  }));
  return [named('vendor', lists.vendors), named('cve', lists.cves), named('fingerprint', lists.fingerprints), blocklists]
    .flatMap((list: readonly ExistingSubscription[]) => distinct(list).sort((a, b) => compare(a.key, b.key)));
}

/** A blocklist's name, where it says more than its id. */
function titleOf(id: string, name: string | undefined): string | undefined {
  return name === id || name?.trim() === '' ? undefined : name;
}

/** Each key once, as Terraform sees keys: in NFC. */
function distinct(list: readonly ExistingSubscription[]): ExistingSubscription[] {
  return [...new Map(list.map((subscription) => [subscription.key.normalize('NFC'), subscription])).values()];
}

function byNameAndId(a: Integration, b: Integration): number {
  return compare(a.name, b.name) || compare(a.id, b.id);
}

/** The same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

