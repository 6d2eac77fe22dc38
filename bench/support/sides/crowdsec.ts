import { FleetSubscription } from '../fleet';
import { Side } from '../side';

/** The project's own provider. */
export const CROWDSEC: Side = {
  name: 'crowdsec',
  asksService: true,
  unavailable: () => undefined,
  settings: () => ({ terraform: { required_providers: { crowdsec: { source: 'terraform.local/crowdsec/crowdsec' } } } }),
  initArguments: () => [],
  integration: (name) => ({ type: 'crowdsec_integration', attributes: { name, output_format: 'plain_text' } }),
  subscription: (subscription) => ({
    type: `crowdsec_${subscription.kind}_subscription`,
    attributes: attributesOf(subscription, `\${crowdsec_integration.${subscription.integration}.id}`),
  }),
  stored: (subscription, integrationId) => ({
    ...attributesOf(subscription, integrationId),
    id: `${integrationId}/${subscription.key}`,
  }),
};

function attributesOf({ kind, key }: FleetSubscription, integrationId: string): { [name: string]: string } {
  if (kind !== 'blocklist') return { integration_id: integrationId, [kind]: key };
  return { integration_id: integrationId, blocklist_id: key, remediation: 'ban' };
}
