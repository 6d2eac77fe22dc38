import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { checkObjectId, OutputFormat } from '../model';
import { checkProp, literalArguments, RESOURCE_ID } from '../synth';
import { IIntegration } from './integration-types';
import { SubscriptionProps } from './subscription';
import { noteSubscription, subscriptionConfig } from './subscription-register';

export interface BlocklistSubscriptionOptions {
  /**
   * What a remediation component does with the addresses, such as `ban` or `captcha`; a firewall blocks, whatever it says.
   * A change updates the subscription in place.
   * @default - `ban` for a remediation component, for a firewall what the service chooses
   */
  readonly remediation?: string;
}

export interface BlocklistSubscriptionProps extends SubscriptionProps, BlocklistSubscriptionOptions {
  /** Id of the blocklist: 24 hexadecimal digits. A change replaces the subscription. */
  readonly blocklistId: string;
}

/** Subscribes an integration to a blocklist of CrowdSec's catalogue, or to one of your own. */
export class BlocklistSubscription extends Construct {
  /** The integration that subscribes. */
  readonly integration: IIntegration;
  /** Id of the blocklist. */
  readonly blocklistId: string;
  private readonly resource: bindings.BlocklistSubscription;

  constructor(scope: Construct, id: string, props: BlocklistSubscriptionProps) {
    super(scope, id);
    this.integration = props.integration;
    this.blocklistId = props.blocklistId;
    const { blocklistId } = props;
    // The service demands one from remediation components.
    const remediation = props.remediation ?? (props.integration.outputFormat === OutputFormat.REMEDIATION_COMPONENT ? 'ban' : undefined);
    const args = literalArguments({ blocklistId, remediation });
    this.resource = new bindings.BlocklistSubscription(this, RESOURCE_ID, { ...subscriptionConfig(this, props), ...args });
    checkProp(this, 'blocklistId', blocklistId, checkObjectId);
    checkProp(this, 'remediation', remediation, (value) => (value.trim() ? undefined : 'it is empty; leave it out or name one, such as "ban"'));
    noteSubscription(this, props.integration, 'blocklistId', 'blocklist', blocklistId);
  }

  /** Id in Terraform, as `terraform import` takes it: `INTEGRATION_ID/BLOCKLIST_ID`. */
  get subscriptionId(): string {
    return this.resource.id;
  }
}
