import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { literalText, RESOURCE_ID } from '../synth';
import { IIntegration } from './integration-types';
import { SubscriptionProps } from './subscription';
import { noteSubscription, subscriptionConfig } from './subscription-register';

export interface FingerprintSubscriptionProps extends SubscriptionProps {
  /** Id of the fingerprint rule: `microsoft-exchange`. A change replaces the subscription. */
  readonly fingerprint: string;
}

/** Subscribes an integration to the addresses that a fingerprint rule sees: those that look for a product. */
export class FingerprintSubscription extends Construct {
  /** The integration that subscribes. */
  readonly integration: IIntegration;
  /** Id of the fingerprint rule. */
  readonly fingerprint: string;
  private readonly resource: bindings.FingerprintSubscription;

  constructor(scope: Construct, id: string, props: FingerprintSubscriptionProps) {
    super(scope, id);
    this.integration = props.integration;
    this.fingerprint = props.fingerprint;
    this.resource = new bindings.FingerprintSubscription(this, RESOURCE_ID, {
      ...subscriptionConfig(this, props),
      fingerprint: literalText(props.fingerprint),
    });
    noteSubscription(this, props.integration, 'fingerprint', 'fingerprint', props.fingerprint);
  }

  /** Id in Terraform, as `terraform import` takes it: `INTEGRATION_ID/FINGERPRINT`. */
  get subscriptionId(): string {
    return this.resource.id;
  }
}
