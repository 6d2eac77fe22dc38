/** How an integration's state and the API's object become each other. */
import { Credentials, Integration, IntegrationCreate, IntegrationUpdate } from '../../api';
import { endpointWithCredentials, EntityType, lapiUrl } from '../../model';
import { isUnknown, Planned } from '../../tfplugin';
import { hide } from '../secrets';
import { leaveOutNulls, normalized } from '../values';
import { IntegrationState } from './integration-schema';

/** Arguments that are Terraform's alone: the service does not know them. */
type Own = Pick<IntegrationState, 'credentials_version' | 'force_destroy'>;

/** What the service shows only once, and what is made of it. */
export type Secrets = Pick<IntegrationState, 'username' | 'password' | 'api_key' | 'endpoint_with_credentials'>;

export const NO_SECRETS: Secrets = { username: null, password: null, api_key: null, endpoint_with_credentials: null };

export function secretsOf(credentials: Credentials, endpoint: string): Secrets {
  const secrets = 'api_key' in credentials ? { ...NO_SECRETS, api_key: credentials.api_key } : {
    ...NO_SECRETS, ...credentials, endpoint_with_credentials: endpointWithCredentials(endpoint, credentials.username, credentials.password),
  };
  hideSecretsOf(secrets);
  return secrets;
}

/** Keeps what the state holds out of messages: an apply's process has not read it, and a service may echo it. */
export function hideSecretsOf({ password, api_key: apiKey }: Secrets): void {
  for (const secret of [password, apiKey]) if (secret !== null) hide(secret);
}

/** The secrets that the state holds, for an endpoint that may have moved. */
export function keptSecrets({ username, password, api_key }: Secrets, endpoint: string): Secrets {
  if (username !== null && password !== null) return secretsOf({ username, password }, endpoint);
  const secrets = { ...NO_SECRETS, username, password, api_key };
  hideSecretsOf(secrets);
  return secrets;
}

export function fromWire(integration: Integration, own: Own, secrets: Secrets): IntegrationState {
  return normalized({
    id: integration.id,
    name: integration.name,
    output_format: integration.output_format,
    description: integration.description ?? null,
    pull_limit: integration.pull_limit ?? null,
    enable_ip_aggregation: integration.enable_ip_aggregation ?? false,
    entity_type: integration.entity_type,
    credentials_version: own.credentials_version,
    force_destroy: own.force_destroy,
    organization_id: integration.organization_id,
    endpoint: integration.endpoint,
    username: secrets.username,
    password: secrets.password,
    api_key: secrets.api_key,
    endpoint_with_credentials: secrets.endpoint_with_credentials,
    lapi_url: integration.entity_type === EntityType.REMEDIATION_COMPONENT_INTEGRATION ? lapiUrl(integration.endpoint) : null,
    created_at: integration.created_at,
  });
}

/**
 * The object after a change, with what was planned as planned: where the service spells something differently, the next read shows it as
 * drift, instead of Terraform reporting an inconsistent result.
 */
export function asPlanned(state: IntegrationState, planned: Planned<IntegrationState>): IntegrationState {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => {
    const plan = planned[name as keyof IntegrationState];
    return [name, isUnknown(plan) ? value : plan];
  })) as unknown as IntegrationState;
}

export function ownOf({ credentials_version, force_destroy }: Planned<IntegrationState>): Own {
  return { credentials_version: credentials_version as string | null, force_destroy: force_destroy as boolean };
}

export function toCreate(planned: Planned<IntegrationState>): IntegrationCreate {
  const { name, entity_type, output_format, description, pull_limit, enable_ip_aggregation } = planned as IntegrationState;
  const optional = leaveOutNulls({ description: isUnknown(description) ? null : description, pull_limit: numberOrNull(pull_limit) });
  return { name, entity_type, output_format, enable_ip_aggregation, ...optional };
}

/** Only what changes; undefined if none of it is the service's. `enable_ip_aggregation` always, since it has a default at the service. */
export function toUpdate(planned: Planned<IntegrationState>, prior: IntegrationState): IntegrationUpdate | undefined {
  const next = planned as IntegrationState;
  const changed = {
    ...(next.name !== prior.name && { name: next.name }),
    ...(next.description !== prior.description && next.description !== null && { description: next.description }),
    ...(next.output_format !== prior.output_format && { output_format: next.output_format }),
    ...(next.pull_limit !== prior.pull_limit && { pull_limit: numberOrNull(next.pull_limit) }),
    ...(next.credentials_version !== prior.credentials_version && { regenerate_credentials: true }),
  };
  const nothing = Object.keys(changed).length === 0 && next.enable_ip_aggregation === prior.enable_ip_aggregation;
  return nothing ? undefined : { ...changed, enable_ip_aggregation: next.enable_ip_aggregation };
}

function numberOrNull(value: number | null): number | null {
  return value === null ? null : Number(value);
}
