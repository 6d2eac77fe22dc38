import type { Operation } from '../operation';
import { byName, edge, everySubscription, KINDS, subscription, subscriptions } from './configuration';
import type { Service } from '../../support/service';

const GET_ONE = { method: 'GET', path: '^/v1/integrations/[0-9a-f]{24}$' };
const GET_ALL = { method: 'GET', path: '^/v1/integrations$' };

/** So many that the list has three pages. */
const CROWD = 245;
const crowd = Array.from({ length: CROWD }, (_, index) => `crowd-${String(index).padStart(3, '0')}`);
const MANAGED = ['edge-0', 'edge-1', 'edge-2'];

async function makeByHand(service: Service, name: string): Promise<void> {
  await service.api('POST', '/integrations', { name, entity_type: 'firewall_integration', output_format: 'plain_text' });
}

const paged = `
resource "crowdsec_integration" "edge" {
  count         = ${MANAGED.length}
  name          = "edge-\${count.index}"
  output_format = "plain_text"
}`;

/** Refreshes and imports. */
export const reading: readonly Operation[] = [
  {
    name: 'read',
    request: GET_ONE,
    answer: 'object',
    field: 'vendors',
    planned: true,
    before: (facts) => edge() + everySubscription(facts),
    main: (facts) => edge() + everySubscription(facts),
    says: { operation: /Unable to read the integration/, object: byName },
    holds: (facts) => [`edge plain_text ${subscriptions(facts, 'vendor', 'cve', 'fingerprint', 'blocklist').join(' ')}`],
  },
  {
    name: 'paged list',
    request: GET_ALL,
    requests: 3,
    answer: 'list',
    field: 'endpoint',
    list: '/integrations?size=100',
    planned: true,
    before: () => paged,
    others: async (service) => {
      for (const name of crowd) await makeByHand(service, name);
    },
    main: () => `${paged}
      data "crowdsec_integrations" "all" {}
      output "count" {
        value = length(data.crowdsec_integrations.all.ids)
      }`,
    says: { operation: /Unable to (list the integrations|read the integration)/, object: () => 'integration' },
    holds: () => [...crowd, ...MANAGED].map((name) => `${name} plain_text`),
  },
  {
    name: 'import by id',
    request: GET_ONE,
    answer: 'object',
    field: 'endpoint',
    planned: true,
    others: (service) => makeByHand(service, 'edge'),
    main: ({ ids }) => `${edge('credentials_version = "1"')}
      import {
        to = crowdsec_integration.edge
        id = "${ids.edge}"
      }`,
    says: { operation: /Unable to find the integration to import/, object: ({ ids }) => `integration "${ids.edge}"` },
    holds: () => ['edge plain_text'],
  },
  {
    name: 'import by name',
    request: GET_ALL,
    answer: 'list',
    field: 'endpoint',
    list: '/integrations?size=100',
    planned: true,
    others: (service) => makeByHand(service, 'edge'),
    main: () => `${edge('credentials_version = "1"')}
      import {
        to = crowdsec_integration.edge
        id = "name:edge"
      }`,
    says: { operation: /Unable to find the integration to import/, object: () => 'integration "edge"' },
    holds: () => ['edge plain_text'],
  },
  {
    name: 'import subscription',
    request: GET_ONE,
    answer: 'object',
    field: 'vendors',
    planned: true,
    others: async (service) => {
      await makeByHand(service, 'edge');
      await service.api('POST', '/vendors/Microsoft/integrations', { name: 'edge' });
    },
    main: (facts) => `${subscription(KINDS[0], facts, `"${facts.ids.edge}"`)}
      import {
        to = crowdsec_vendor_subscription.one
        id = "${facts.ids.edge}/Microsoft"
      }`,
    says: { operation: /Unable to read the vendor subscription/, object: ({ ids }) => `vendor "Microsoft" for integration "${ids.edge}"` },
    holds: () => ['edge plain_text vendor/Microsoft'],
  },
];
