import { checkIntegrationName, checkObjectId, OFFLINE_AFTER_HOURS } from '../../model';
import { Attributes, Schema } from '../../tfplugin';
import { text } from '../validators';
import { boolResult, numberResult, objectsResult, textResult, textsArgument, textsResult } from './attributes';

/** An integration's volatile facts included. */
export interface IntegrationFacts {
  id: string;
  name: string;
  organization_id: string;
  description: string | null;
  created_at: string;
  updated_at: string;
  last_pull: string | null;
  offline: boolean;
  entity_type: string;
  output_format: string;
  endpoint: string;
  lapi_url: string | null;
  pull_limit: number | null;
  enable_ip_aggregation: boolean;
  tags: string[];
  stats: { count: number };
  vendors: string[];
  cves: string[];
  fingerprints: string[];
  blocklists: { id: string; name: string | null; label: string | null; remediation: string | null }[];
}

/** Every field of the API's object, and `offline`. */
const facts: Attributes = {
  id: textResult('Id.'),
  name: textResult('Name.'),
  organization_id: textResult('Id of the organisation that the integration belongs to.'),
  description: textResult('What the integration is for; null if it has no description.'),
  created_at: textResult('When the integration was made, in RFC 3339.'),
  updated_at: textResult('When the integration was last changed, in RFC 3339.'),
  last_pull: textResult('When the content was last pulled, in RFC 3339; null before the first pull.'),
  offline: boolResult(`Whether the last pull is more than ${OFFLINE_AFTER_HOURS} hours ago or never was, which the console calls critical.`),
  entity_type: textResult('What the integration serves: `firewall_integration` or `remediation_component_integration`.'),
  output_format: textResult('Form in which the blocklist is served.'),
  endpoint: textResult('URL under which the content is pulled.'),
  lapi_url: textResult('What a remediation component takes as its `api_url`, with the trailing `/`; null for a firewall.'),
  pull_limit: numberResult('Most entries that one pull brings; null means no limit.'),
  enable_ip_aggregation: boolResult('Whether neighbouring addresses are served as ranges.'),
  tags: textsResult('Tags that were set in the console.'),
  stats: {
    nesting: 'single',
    computed: true,
    description: 'What a pull will bring.',
    attributes: { count: numberResult('How many entries a pull will bring.') },
  },
  vendors: textsResult('Names of the vendors that it subscribes to.'),
  cves: textsResult('Ids of the CVEs that it subscribes to.'),
  fingerprints: textsResult('Ids of the fingerprints that it subscribes to.'),
  blocklists: objectsResult('Blocklists that it subscribes to.', {
    id: textResult('Id of the blocklist.'),
    name: textResult('Name of the blocklist.'),
    label: textResult('Name of the blocklist as people read it.'),
    remediation: textResult('What a remediation component does with the addresses; null where the service names nothing.'),
  }),
};

export const integrationDataSchema: Schema = {
  description: 'Reads one integration with what it subscribes to and when it was last pulled. Reading it is no pull. '
    + 'Credentials are not among the results: the service shows them only once, when it makes them.',
  attributes: {
    ...facts,
    id: {
      ...textResult('Id. Give either this or `name`.'),
      optional: true,
      validators: [text(checkObjectId)],
    },
    name: {
      ...textResult('Name. Give either this or `id`.'),
      optional: true,
      validators: [text(checkIntegrationName)],
    },
  },
};

export const integrationsDataSchema: Schema = {
  description: 'Reads all integrations of the organisation, or those with certain tags. Reading them is no pull.',
  attributes: {
    tags: textsArgument('Only integrations with any of these tags. Default: all of them.'),
    ids: textsResult('Ids of the integrations.'),
    integrations: objectsResult('The integrations.', facts),
  },
};
