import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { literalArguments, RESOURCE_ID } from '../synth';
import { LookupProps } from './lookup';
import { providerFor } from './provider-for';

export interface IntegrationsProps extends LookupProps {
  /**
   * Only integrations with any of these tags.
   * @default - all of them
   */
  readonly tags?: string[];
}

/** The integrations of the organisation, managed here or not, read when Terraform runs. Reading them is no pull. */
export class Integrations extends Construct {
  /** Their ids, for `TerraformIterator.fromList` and Terraform's functions. */
  readonly ids: string[];
  /** The integrations with their subscriptions and their last pull. */
  readonly items: bindings.DataCrowdsecIntegrationsIntegrationsList;

  constructor(scope: Construct, id: string, props: IntegrationsProps = {}) {
    super(scope, id);
    const data = new bindings.DataCrowdsecIntegrations(this, RESOURCE_ID, {
      ...literalArguments(props), provider: providerFor(this, props.provider),
    });
    this.ids = data.ids;
    this.items = data.integrations;
  }
}
