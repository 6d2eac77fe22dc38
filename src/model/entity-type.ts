import { quoted } from './text';

/** What an integration serves, which decides the shape of its credentials. It cannot change once the integration exists. */
export enum EntityType {
  /** A firewall that pulls the blocklist's URL, with user name and password. */
  FIREWALL_INTEGRATION = 'firewall_integration',
  /** A CrowdSec remediation component (bouncer) that pulls the decision stream, with an API key. */
  REMEDIATION_COMPONENT_INTEGRATION = 'remediation_component_integration',
}

export const ENTITY_TYPES: readonly string[] = Object.values(EntityType);

/** Says what is wrong with an entity type, or nothing. */
export function checkEntityType(value: string): string | undefined {
  return ENTITY_TYPES.includes(value) ? undefined : `${quoted(value)} is no entity type; use one of ${ENTITY_TYPES.join(', ')}`;
}
