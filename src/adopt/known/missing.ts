import { parseSubscriptionId, subscriptionId, SubscriptionKind } from '../../model';
import { INTEGRATION_TYPE, kindOf } from '../resource-types';
import { ExistingIntegration, Organization } from '../types';

/** What an app manages, by the service's ids. `Address`: how the app refers to an integration. */
export class Known<Address> {
  private readonly integrations = new Map<string, Address | undefined>();
  private readonly subscriptions = new Set<string>();

  /**
   * Notes an object by its type and its id in Terraform.
   * @param address of an integration, as far as it is known
   */
  note(type: string, id: string, address?: Address): void {
    const kind = kindOf(type);
    const parts = kind && parseSubscriptionId(id);
    if (kind && parts) this.noteSubscription(kind, parts.integrationId, parts.key);
    else if (type === INTEGRATION_TYPE) this.integrations.set(id.toLowerCase(), this.integrations.get(id.toLowerCase()) ?? address);
  }

  noteSubscription(kind: SubscriptionKind, integrationId: string, key: string): void {
    this.subscriptions.add(entry(kind, integrationId, key));
  }

  /** How the app refers to an integration. */
  addressOf(id: string): Address | undefined {
    return this.integrations.get(id.toLowerCase());
  }

  /** What the app does not have: whole integrations, and subscriptions of those that it has. */
  missing({ integrations }: Organization): { readonly whole: ExistingIntegration[]; readonly parts: ExistingIntegration[] } {
    const has = ({ id }: ExistingIntegration) => this.integrations.has(id.toLowerCase());
    const lacking = integrations.map((integration) => ({
      ...integration,
      subscriptions: integration.subscriptions.filter(({ kind, key }) => !this.subscriptions.has(entry(kind, integration.id, key))),
    }));
    return {
      whole: lacking.filter((integration) => !has(integration)),
      parts: lacking.filter((integration) => has(integration) && integration.subscriptions.length > 0),
    };
  }
}

/** Terraform has texts in NFC. */
function entry(kind: SubscriptionKind, integrationId: string, key: string): string {
  return `${kind} ${subscriptionId(integrationId.toLowerCase(), key.normalize('NFC'))}`;
}
