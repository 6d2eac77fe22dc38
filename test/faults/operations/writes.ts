import type { Operation } from '../operation';
import { byName, edge, everySubscription, subscriptions } from './configuration';

/** Changes of an integration. */
export const writes: readonly Operation[] = [
  {
    name: 'create',
    request: { method: 'POST', path: '^/v1/integrations$' },
    answer: 'object',
    field: 'endpoint',
    planned: false,
    main: () => edge(),
    says: { operation: /Unable to (create the integration|get credentials for the new integration|find out whether the integration was created)/, object: () => 'integration "edge"' },
    holds: () => ['edge plain_text'],
  },
  {
    name: 'update',
    request: { method: 'PATCH', path: '^/v1/integrations/[0-9a-f]{24}$' },
    answer: 'object',
    field: 'endpoint',
    planned: false,
    before: (facts) => edge('description = "before"') + everySubscription(facts),
    main: (facts) => edge('description = "after"') + everySubscription(facts),
    says: { operation: /Unable to update the integration/, object: byName },
    holds: (facts) => [`edge plain_text "after" ${subscriptions(facts, 'vendor', 'cve', 'fingerprint', 'blocklist').join(' ')}`],
  },
  {
    name: 'rename',
    request: { method: 'PATCH', path: '^/v1/integrations/[0-9a-f]{24}$' },
    answer: 'object',
    field: 'endpoint',
    planned: false,
    before: (facts) => edge() + everySubscription(facts),
    // A subscription that Terraform does not manage, at a service that ends subscriptions when it renames: it is to be there afterwards.
    others: async (service) => {
      await service.api('POST', '/vendors/Citrix/integrations', { name: 'edge' });
      await service.settings({ renameDropsSubscriptions: true });
    },
    main: (facts) => edge('', 'border') + everySubscription(facts),
    says: { operation: /Unable to update the integration/, object: byName },
    holds: (facts) => [`border plain_text ${[...subscriptions(facts, 'vendor', 'cve', 'fingerprint', 'blocklist'), 'vendor/Citrix'].sort().join(' ')}`],
  },
  {
    name: 'rotate',
    request: { method: 'PATCH', path: '^/v1/integrations/[0-9a-f]{24}$' },
    answer: 'object',
    field: 'endpoint',
    planned: false,
    before: () => edge('credentials_version = "1"'),
    main: () => edge('credentials_version = "2"'),
    says: { operation: /Unable to update the integration/, object: byName },
    holds: () => ['edge plain_text'],
  },
  {
    name: 'delete',
    request: { method: 'DELETE', path: '^/v1/integrations/[0-9a-f]{24}$' },
    answer: 'nothing',
    planned: false,
    before: () => edge(),
    main: () => '',
    says: { operation: /Unable to delete the integration/, object: byName },
    holds: () => [],
  },
  {
    name: 'force delete',
    request: { method: 'DELETE', path: '^/v1/integrations/[0-9a-f]{24}$' },
    answer: 'nothing',
    planned: false,
    before: () => edge('force_destroy = true'),
    others: async (service, { ids, blocklist }) => {
      await service.api('POST', '/vendors/Citrix/integrations', { name: 'edge' });
      await service.api('POST', `/blocklists/${blocklist}/subscribers`, { ids: [ids.edge], entity_type: 'firewall_integration' });
    },
    main: () => '',
    says: { operation: /Unable to delete the integration/, object: byName },
    holds: () => [],
  },
];
