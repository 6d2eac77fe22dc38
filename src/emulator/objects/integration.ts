import { EntityType } from '../../model';
import { notFound } from '../http/problem';
import type { Credentials } from '../organization/credentials';
import type { StoredIntegration, StoredSubscription } from '../types';
import type { World } from '../world';

/** Remediation of a blocklist's subscription that was made without one. */
export const DEFAULT_REMEDIATION = 'ban';

/** The integration of an id, or 404. */
export function integrationOf(world: World, id: string): StoredIntegration {
  const integration = world.store.get(id);
  if (!integration) throw notFound('Integration', id);
  return integration;
}

/** The integration as the API writes it; `credentials` only where they are shown. */
export function writeIntegration(world: World, integration: StoredIntegration, origin: string, credentials?: Credentials): unknown {
  const { id, name, description, created_at, updated_at, last_pull, entity_type, output_format } = integration;
  return {
    id,
    name,
    organization_id: world.catalogue.organizationId,
    ...(description !== undefined && { description }),
    created_at,
    updated_at,
    last_pull,
    entity_type,
    output_format,
    blocklists: ofKind(integration, 'blocklist').map(({ key, remediation }) => {
      const fields = world.catalogue.blocklist(key)?.fields;
      return { id: key, name: fields?.name ?? key, label: fields?.label ?? key, remediation: remediation ?? null };
    }),
    ...keyedByName(integration),
    endpoint: endpointOf(integration, origin),
    stats: { count: world.count(world.view(integration)) },
    tags: integration.tags,
    pull_limit: integration.pull_limit,
    enable_ip_aggregation: integration.enable_ip_aggregation,
    ...(credentials && { credentials }),
  };
}

/** The integration in the lists of those subscribed to a vendor, CVE or fingerprint: another object than the integration. */
export function writeSubscribed(world: World, integration: StoredIntegration): unknown {
  const { id, name, description, created_at, updated_at, last_pull, entity_type, output_format } = integration;
  return {
    id,
    name,
    organization_id: world.catalogue.organizationId,
    ...(description !== undefined && { description }),
    created_at,
    updated_at,
    last_pull,
    entity_type,
    output_format,
    pull_limit: integration.pull_limit,
    enable_ip_aggregation: integration.enable_ip_aggregation,
    tags: integration.tags,
    blocklists: ofKind(integration, 'blocklist').map(({ key, remediation }) => ({ id: key, remediation: remediation ?? null })),
    allowlists: [],
    ...keyedByName(integration),
  };
}

/**
 * A firewall pulls the content. A remediation component appends `v1/decisions/stream` to what the console shows, which is
 * the integration's URL without a trailing `/` (seen in the console's credentials dialog).
 */
function endpointOf({ id, entity_type: entityType }: StoredIntegration, origin: string): string {
  const base = `${origin}/v1/integrations/${id}`;
  return entityType === EntityType.FIREWALL_INTEGRATION ? `${base}/content` : base;
}

function keyedByName(integration: StoredIntegration): object {
  const ids = (kind: StoredSubscription['kind']) => ofKind(integration, kind).map(({ key }) => ({ id: key }));
  return { cves: ids('cve'), fingerprints: ids('fingerprint'), vendors: ids('vendor') };
}

function ofKind(integration: StoredIntegration, kind: StoredSubscription['kind']): StoredSubscription[] {
  return integration.subscriptions.filter((subscription) => subscription.kind === kind);
}
