import { ITerraformIterator } from 'cdktf';
import { IIntegration } from './integration-types';
import { CrowdsecProvider } from './provider';

/** What all subscriptions take. */
export interface SubscriptionProps {
  /** The integration that subscribes. A change replaces the subscription. */
  readonly integration: IIntegration;

  /**
   * Makes one subscription for each element of an iterator, such as `TerraformIterator.fromList(cves.ids)`;
   * the key is then `iterator.value`.
   * @default - one subscription
   */
  readonly forEach?: ITerraformIterator;

  /**
   * The provider that manages it.
   * @default - the integration's, if it is in the same stack, else the stack's own
   */
  readonly provider?: CrowdsecProvider;
}
