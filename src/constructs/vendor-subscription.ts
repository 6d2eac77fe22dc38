import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { literalText, RESOURCE_ID } from '../synth';
import { IIntegration } from './integration-types';
import { SubscriptionProps } from './subscription';
import { noteSubscription, subscriptionConfig } from './subscription-register';

export interface VendorSubscriptionProps extends SubscriptionProps {
  /** Name of the vendor, as the catalogue writes it: `Microsoft`. A change replaces the subscription. */
  readonly vendor: string;
}

/** Subscribes an integration to all CVEs and reconnaissance rules of a vendor, those to come included. */
export class VendorSubscription extends Construct {
  /** The integration that subscribes. */
  readonly integration: IIntegration;
  /** Name of the vendor. */
  readonly vendor: string;
  private readonly resource: bindings.VendorSubscription;

  constructor(scope: Construct, id: string, props: VendorSubscriptionProps) {
    super(scope, id);
    this.integration = props.integration;
    this.vendor = props.vendor;
    this.resource = new bindings.VendorSubscription(this, RESOURCE_ID, { ...subscriptionConfig(this, props), vendor: literalText(props.vendor) });
    noteSubscription(this, props.integration, 'vendor', 'vendor', props.vendor);
  }

  /** Id in Terraform, as `terraform import` takes it: `INTEGRATION_ID/VENDOR`. */
  get subscriptionId(): string {
    return this.resource.id;
  }
}
