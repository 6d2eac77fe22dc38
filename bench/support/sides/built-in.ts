import { findProvider } from '../../../test/providers/support/mirrors';
import { Side } from '../side';

/** Terraform's own floor: a resource that Terraform brings, in its own process, asking nobody. */
export const TERRAFORM_DATA: Side = {
  name: 'terraform_data',
  asksService: false,
  unavailable: () => undefined,
  settings: () => ({}),
  initArguments: () => [],
  integration: (name) => ({ type: 'terraform_data', attributes: { input: name } }),
  subscription: ({ integration, kind, key }) => ({
    type: 'terraform_data',
    attributes: { input: { integration_id: `\${terraform_data.${integration}.id}`, [kind]: key } },
  }),
  stored: ({ kind, key, label }, integrationId) => {
    const input = { value: { integration_id: integrationId, [kind]: key }, type: ['object', { integration_id: 'string', [kind]: 'string' }] };
    return { id: label, input, output: input, triggers_replace: null };
  },
};

const nullProvider = () => {
  const mirror = process.env.CROWDSEC_TEST_PROVIDER_MIRROR;
  return mirror ? findProvider('hashicorp/null', '~> 3.0', [mirror]) : undefined;
};

/** A Go provider that does nothing: what a provider's process costs at least. Only a mirror of the user's has it. */
export const NULL_RESOURCE: Side = {
  name: 'null_resource',
  asksService: false,
  unavailable: () => (nullProvider() ? undefined : 'no mirror has hashicorp/null 3; CROWDSEC_TEST_PROVIDER_MIRROR names one'),
  settings: () => ({ terraform: { required_providers: { null: { source: nullProvider()!.source, version: nullProvider()!.version } } } }),
  initArguments: () => [`-plugin-dir=${nullProvider()!.mirror}`],
  integration: (name) => ({ type: 'null_resource', attributes: { triggers: { name } } }),
  subscription: ({ integration, kind, key }) => ({
    type: 'null_resource',
    attributes: { triggers: { integration_id: `\${null_resource.${integration}.id}`, [kind]: key } },
  }),
};
