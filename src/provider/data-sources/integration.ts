/** One integration. `GET /integrations/{id}`, or the list where it is asked for by name. Replaces nothing; never pulls content. */
import { Integration } from '../../api';
import { EntityType, lapiUrl, OFFLINE_AFTER_HOURS, quoted } from '../../model';
import { attributePath, DataSource, DiagnosticError, isUnknown } from '../../tfplugin';
import { Service } from '../service';
import { normalized, sameText } from '../values';
import { integrationDataSchema, IntegrationFacts } from './integration-schema';

export function integrationDataSource(service: Service): DataSource<IntegrationFacts> {
  return {
    schema: integrationDataSchema,
    validateConfig(config, { diagnostics }) {
      if (isUnknown(config.id) || isUnknown(config.name)) return;
      if (config.id === null && config.name === null) {
        diagnostics.error('Missing integration', 'neither "id" nor "name" is set; give one of them', attributePath('id'));
      } else if (config.id !== null && config.name !== null) {
        diagnostics.error('Ambiguous integration', `both "id" (${quoted(config.id)}) and "name" (${quoted(config.name)}) are set; give one of them`,
          attributePath('name'));
      }
    },
    async read(config, context) {
      const { id, name } = config as { id: string | null; name: string | null };
      const found = await service.ask('read the integration', context, async ({ reads }) =>
        id !== null ? reads.get(id, context.signal) : (await reads.list(context.signal)).find((one) => sameText(one.name, name!)), `integration ${quoted((id ?? name)!)}`);
      if (!found) {
        const asked = id !== null ? `the id ${quoted(id)}` : `the name ${quoted(name!)}`;
        throw DiagnosticError.of('Integration not found', `no integration of the organisation has ${asked}; the data source `
          + 'crowdsec_integrations lists them', attributePath(id !== null ? 'id' : 'name'));
      }
      return factsOf(found);
    },
  };
}

/** Everything that the service says of an integration. */
export function factsOf(integration: Integration, now = Date.now()): IntegrationFacts {
  return normalized({
    id: integration.id,
    name: integration.name,
    organization_id: integration.organization_id,
    description: integration.description ?? null,
    created_at: integration.created_at,
    updated_at: integration.updated_at,
    last_pull: integration.last_pull ?? null,
    offline: !integration.last_pull || now - Date.parse(integration.last_pull) > OFFLINE_AFTER_HOURS * 3_600_000,
    entity_type: integration.entity_type,
    output_format: integration.output_format,
    endpoint: integration.endpoint,
    lapi_url: integration.entity_type === EntityType.REMEDIATION_COMPONENT_INTEGRATION ? lapiUrl(integration.endpoint) : null,
    pull_limit: integration.pull_limit ?? null,
    enable_ip_aggregation: integration.enable_ip_aggregation ?? false,
    tags: [...(integration.tags ?? [])],
    stats: { count: integration.stats?.count ?? 0 },
    vendors: integration.vendors.map(({ id }) => id),
    cves: integration.cves.map(({ id }) => id),
    fingerprints: integration.fingerprints.map(({ id }) => id),
    blocklists: integration.blocklists.map(({ id, name, label, remediation }) =>
      ({ id, name: name ?? null, label: label ?? null, remediation: remediation ?? null })),
  });
}
