import { Service } from '../support/service';

/** What configurations and paths of an operation are made of. */
export interface Facts {
  /** Ids of the integrations by name, as they are once the operation is prepared. */
  readonly ids: { readonly [name: string]: string };
  /** Id of a blocklist of the catalogue. */
  readonly blocklist: string;
}

/** What the answer to the decisive request is: which faults make sense with it follows from this. */
export type AnswerKind = 'object' | 'list' | 'unread' | 'nothing';

/** Something that a user does with Terraform. */
export interface Operation {
  readonly name: string;
  /** The decisive request: the faults meet this one. */
  readonly request: { readonly method: string; readonly path: string };
  /** How often it is made when all is well. Default: once. */
  readonly requests?: number;
  readonly answer: AnswerKind;
  /** A field of the answer, or of each entry of a list, that the provider needs; left out where it reads none. */
  readonly field?: string;
  /** Path and query of the list, for whoever wants to see its first page. */
  readonly list?: string;
  /** Whether the decisive request is made while Terraform plans; otherwise while it applies. */
  readonly planned: boolean;
  /** Configuration that was applied before. */
  readonly before?: (facts: Facts) => string;
  /** What others did after that, and how the service behaves from then on. */
  readonly others?: (service: Service, facts: Facts) => Promise<void>;
  /** The configuration whose apply is the operation. */
  readonly main: (facts: Facts) => string;
  /** What an error must say: what was tried, and with what. */
  readonly says: { readonly operation: RegExp; readonly object: (facts: Facts) => string };
  /** The organisation afterwards, beside the neighbour: a line for each integration, as `describeIntegration` writes it. */
  readonly holds: (facts: Facts) => readonly string[];
}

const edge = (more = '', name = 'edge') => `
resource "crowdsec_integration" "edge" {
  name          = "${name}"
  output_format = "plain_text"
  ${more}
}`;

/** The four kinds of subscription: attribute, key, and the paths that make and end one. */
const KINDS = [
  { kind: 'vendor', attribute: 'vendor', key: () => 'Microsoft', add: '/vendors/Microsoft/integrations$', end: '/vendors/Microsoft/integrations/edge$' },
  { kind: 'cve', attribute: 'cve', key: () => 'CVE-2024-25600', add: '/cves/CVE-2024-25600/integrations$', end: '/cves/CVE-2024-25600/integrations/edge$' },
  {
    kind: 'fingerprint',
    attribute: 'fingerprint',
    key: () => 'microsoft-exchange',
    add: '/fingerprints/microsoft-exchange/integrations$',
    end: '/fingerprints/microsoft-exchange/integrations/edge$',
  },
  { kind: 'blocklist', attribute: 'blocklist_id', key: (facts: Facts) => facts.blocklist, add: '/subscribers$', end: '/subscribers/[0-9a-f]{24}$' },
];

type Kind = (typeof KINDS)[number];

const subscription = ({ kind, attribute, key }: Kind, facts: Facts, integration = 'crowdsec_integration.edge.id') => `
resource "crowdsec_${kind}_subscription" "one" {
  integration_id = ${integration}
  ${attribute} = "${key(facts)}"
}`;

const everySubscription = (facts: Facts) => KINDS.map((kind) => subscription(kind, facts)).join('\n');

const subscriptions = (facts: Facts, ...kinds: readonly string[]) => KINDS.filter(({ kind }) => kinds.includes(kind))
  .map(({ kind, key }) => `${kind}/${key(facts)}`).sort();

const byName = ({ ids }: Facts, name = 'edge') => `integration "${name}" (${ids[name]})`;

const writes: readonly Operation[] = [
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

const subscribing: readonly Operation[] = KINDS.flatMap((kind): Operation[] => [
  {
    name: `subscribe ${kind.kind}`,
    request: { method: 'POST', path: kind.add },
    answer: kind.kind === 'blocklist' ? 'object' : 'unread',
    planned: false,
    ...(kind.kind === 'blocklist' && { field: 'errors' }),
    before: () => edge(),
    main: (facts) => edge() + subscription(kind, facts),
    says: {
      // The catalogue is asked for a blocklist first, whenever Terraform plans it: also in an apply.
      operation: new RegExp(`Unable to (make|check) the ${kind.kind} subscription`),
      object: (facts) => `${kind.kind} "${kind.key(facts)}" for integration "${facts.ids.edge}"`,
    },
    holds: (facts) => [`edge plain_text ${kind.kind}/${kind.key(facts)}`],
  },
  {
    name: `unsubscribe ${kind.kind}`,
    request: { method: 'DELETE', path: kind.end },
    answer: 'unread',
    planned: false,
    before: (facts) => edge() + subscription(kind, facts),
    main: () => edge(),
    says: {
      operation: new RegExp(`Unable to end the ${kind.kind} subscription`),
      object: (facts) => `${kind.kind} "${kind.key(facts)}" for integration "${facts.ids.edge}"`,
    },
    holds: () => ['edge plain_text'],
  },
]);

const GET_ONE = { method: 'GET', path: '^/v1/integrations/[0-9a-f]{24}$' };
const GET_ALL = { method: 'GET', path: '^/v1/integrations$' };

/** So many that the list has three pages. */
const CROWD = 245;
const crowd = Array.from({ length: CROWD }, (_, index) => `crowd-${String(index).padStart(3, '0')}`);
const MANAGED = ['edge-0', 'edge-1', 'edge-2'];

async function makeByHand(service: Service, name: string): Promise<void> {
  await service.api('POST', '/integrations', { name, entity_type: 'firewall_integration', output_format: 'plain_text' });
}

const reading: readonly Operation[] = [
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

const paged = `
resource "crowdsec_integration" "edge" {
  count         = ${MANAGED.length}
  name          = "edge-\${count.index}"
  output_format = "plain_text"
}`;

/** A data source, alone: nothing is managed, and nothing may change. */
function dataSource(type: string, request: { path: string; requests?: number }, answer: AnswerKind, field: string, says: Operation['says'], search = ''): Operation {
  const query = search && `&${new URLSearchParams({ query: search })}`;
  return {
    name: `data source ${type}`,
    request: { method: 'GET', path: `^/v1/${request.path}$` },
    requests: request.requests,
    answer,
    field,
    planned: true,
    ...(answer === 'list' && { list: `/${request.path}?size=100${query}` }),
    main: () => `data "crowdsec_${type}" "it" {
        ${type === 'integration' ? 'name = "neighbour"' : search && `query = "${search}"`}
      }
      output "it" {
        value = data.crowdsec_${type}.it
      }`,
    says,
    holds: () => [],
  };
}

const dataSources: readonly Operation[] = [
  dataSource('integration', { path: 'integrations' }, 'list', 'endpoint', { operation: /Unable to read the integration/, object: () => 'integration "neighbour"' }),
  dataSource('integrations', { path: 'integrations' }, 'list', 'endpoint', { operation: /Unable to list the integrations/, object: () => '/v1/integrations' }),
  dataSource('organization', { path: 'info' }, 'object', 'organization_id', { operation: /Unable to read the organisation/, object: () => '/v1/info' }),
  dataSource('vendors', { path: 'vendors' }, 'list', 'value', { operation: /Unable to list the vendors/, object: () => '/v1/vendors' }),
  dataSource('cves', { path: 'cves', requests: 2 }, 'list', 'id', { operation: /Unable to list the CVEs/, object: () => '/v1/cves' }, 'CVE-2024'),
  dataSource('fingerprints', { path: 'fingerprints', requests: 4 }, 'list', 'id', { operation: /Unable to list the fingerprints/, object: () => '/v1/fingerprints' }),
  dataSource('blocklists', { path: 'blocklists' }, 'list', 'id', { operation: /Unable to list the blocklists/, object: () => '/v1/blocklists' }),
];

/** By the suite file that runs them. */
export const OPERATIONS = { writes, 'subscriptions': subscribing, 'reads': reading, 'data-sources': dataSources } as const;

export type Group = keyof typeof OPERATIONS;
