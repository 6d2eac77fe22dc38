import { checkDescription, checkEntityType, checkIntegrationName, checkOutputFormat, ENTITY_TYPES, EntityType, OUTPUT_FORMATS } from '../../model';
import { BOOL, NUMBER, Schema, STRING } from '../../tfplugin';
import { listed, text, wholeNumber } from '../validators';

/** An integration as Terraform keeps it. */
export interface IntegrationState {
  id: string;
  name: string;
  output_format: string;
  description: string | null;
  pull_limit: number | null;
  enable_ip_aggregation: boolean;
  entity_type: string;
  credentials_version: string | null;
  force_destroy: boolean;
  organization_id: string;
  endpoint: string;
  username: string | null;
  password: string | null;
  api_key: string | null;
  endpoint_with_credentials: string | null;
  lapi_url: string | null;
  created_at: string;
}

/** What only a change of the credentials moves. */
const WITH_CREDENTIALS = { computed: true, changesWith: ['credentials_version'] } as const;

export const integrationSchema: Schema = {
  description: 'An integration: an endpoint at CrowdSec that serves the blocklists it subscribes to, in the format that one kind of '
    + 'firewall or remediation component reads.\n\nThe service shows the credentials only once, when it makes them. They are kept in '
    + 'the state, which must be protected accordingly.',
  attributes: {
    name: {
      type: STRING,
      required: true,
      description: 'Name, unique in the organisation, at least one character. A change renames the integration in place; '
        + 'endpoint, credentials and subscriptions stay.',
      validators: [text(checkIntegrationName)],
    },
    output_format: {
      type: STRING,
      required: true,
      description: `Form in which the blocklist is served: ${listed(OUTPUT_FORMATS)}. A change among the firewall formats is made in place; `
        + 'a change to or from `remediation_component` replaces the integration.',
      validators: [text(checkOutputFormat)],
    },

    description: {
      type: STRING,
      optional: true,
      description: 'What the integration is for, at least one character. The service cannot clear a description: when it is removed from the '
        + 'configuration the old one stays there, unmanaged, and a warning says so.',
      validators: [text(checkDescription)],
    },
    pull_limit: {
      type: NUMBER,
      optional: true,
      description: 'Most entries that one pull brings. Default: no limit.',
      validators: [wholeNumber('pull limit', 0)],
    },
    enable_ip_aggregation: {
      type: BOOL,
      optional: true,
      computed: true,
      default: false,
      description: 'Whether neighbouring addresses are served as ranges. Default: `false`.',
    },
    entity_type: {
      type: STRING,
      optional: true,
      computed: true,
      requiresReplace: true,
      description: `What the integration serves: ${listed(ENTITY_TYPES)}. Default: what \`output_format\` belongs to, which is `
        + `\`${EntityType.REMEDIATION_COMPONENT_INTEGRATION}\` for \`remediation_component\` and \`${EntityType.FIREWALL_INTEGRATION}\` for all `
        + 'others. A change replaces the integration.',
      validators: [text(checkEntityType)],
    },
    credentials_version: {
      type: STRING,
      optional: true,
      description: 'Any text. A change of it (setting and removing it included) regenerates the credentials in place; the old ones end at once. '
        + 'After an import, setting it mints the credentials that the import could not read.',
    },
    force_destroy: {
      type: BOOL,
      optional: true,
      computed: true,
      default: false,
      description: 'Whether destroying the integration also ends subscriptions that Terraform does not manage. Without it the service refuses to '
        + 'delete an integration that is still subscribed to something. Must be applied before the destroy. Default: `false`.',
    },

    id: {
      type: STRING,
      computed: true,
      description: 'Id, which never changes.',
    },
    organization_id: {
      type: STRING,
      computed: true,
      description: 'Id of the organisation that the integration belongs to.',
    },
    endpoint: {
      type: STRING,
      computed: true,
      description: 'URL under which the content is pulled.',
    },
    username: {
      type: STRING,
      ...WITH_CREDENTIALS,
      description: 'User name for the endpoint. Null for a remediation component, and after an import until `credentials_version` changes.',
    },
    password: {
      type: STRING,
      sensitive: true,
      ...WITH_CREDENTIALS,
      description: 'Password for the endpoint. Null for a remediation component, and after an import until `credentials_version` changes.',
    },
    api_key: {
      type: STRING,
      sensitive: true,
      ...WITH_CREDENTIALS,
      description: 'API key of a remediation component. Null for a firewall, and after an import until `credentials_version` changes.',
    },
    endpoint_with_credentials: {
      type: STRING,
      sensitive: true,
      ...WITH_CREDENTIALS,
      description: 'The endpoint with user name and password percent-encoded into it, for devices that take nothing but a URL. '
        + 'Null wherever `password` is.',
    },
    lapi_url: {
      type: STRING,
      computed: true,
      description: 'What a remediation component takes as its `api_url`, with the trailing `/`. Null for a firewall.',
    },
    created_at: {
      type: STRING,
      computed: true,
      description: 'When the integration was made, in RFC 3339.',
    },
  },
};
