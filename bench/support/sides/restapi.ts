import { buildProviders } from '../../../scripts/firewall-providers';
import { findProvider } from '../../../test/providers/support/mirrors';
import { FleetSubscription } from '../fleet';
import { Declared, Side } from '../side';

const SOURCE = 'Mastercard/restapi';
export const VERSION = '1.20.0';

const SUBSCRIPTIONS = 'subscriptions';

const found = () => findProvider(SOURCE, VERSION);

/**
 * The generic REST provider, with the cheapest configuration that works. Integrations are answered when they are made;
 * subscriptions are not, so they have a provider of their own that reads after it wrote. Each reads its integration, one small
 * object: a `read_search`, which would notice a subscription that somebody ended, makes twice as many requests.
 */
export const RESTAPI: Side = {
  name: 'restapi',
  asksService: true,
  unavailable: () => {
    const lines: string[] = [];
    return buildProviders((line) => lines.push(line), SOURCE) ? undefined : lines.join('; ');
  },
  settings: (service) => {
    const api = { uri: service!.url, headers: { 'x-api-key': service!.apiKey, 'content-type': 'application/json' } };
    return {
      terraform: { required_providers: { restapi: { source: found()!.source, version: VERSION } } },
      provider: { restapi: [{ ...api, write_returns_object: true, update_method: 'PATCH' }, { ...api, alias: SUBSCRIPTIONS }] },
    };
  },
  initArguments: () => [`-plugin-dir=${found()!.mirror}`],
  integration: (name) => object({
    path: '/integrations',
    data: JSON.stringify({ name, entity_type: 'firewall_integration', output_format: 'plain_text' }),
  }),
  subscription: (subscription) => {
    const { integration, kind, key } = subscription;
    const id = `\${restapi_object.${integration}.id}`;
    return object({
      ...pathsOf(subscription, id), read_path: `/integrations/${id}`, object_id: `${integration}/${kind}/${key}`, provider: `restapi.${SUBSCRIPTIONS}`,
    });
  },
};

function pathsOf({ integration, kind, key }: FleetSubscription, integrationId: string): Declared['attributes'] {
  if (kind === 'blocklist') {
    return {
      path: `/blocklists/${key}/subscribers`,
      destroy_path: `/blocklists/${key}/subscribers/${integrationId}`,
      data: JSON.stringify({ ids: [integrationId], entity_type: 'firewall_integration', remediation: 'ban' }),
    };
  }
  const path = `/${kind}s/${encodeURIComponent(key)}/integrations`;
  return { path, destroy_path: `${path}/${integration}`, data: JSON.stringify({ name: integration }) };
}

function object(attributes: Declared['attributes']): Declared {
  return { type: 'restapi_object', attributes };
}
