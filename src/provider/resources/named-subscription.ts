/**
 * Subscriptions to vendors, CVEs and fingerprints: `POST` and `DELETE` under `/{kind}s/{key}/integrations`, keyed there by the
 * integration's name, here by its id. Every change replaces them.
 */
import { NamedSubscriptionKind } from '../../api';
import { parseSubscriptionId, quoted, subscriptionId, checkObjectId, checkSubscriptionKey, SubscriptionKind } from '../../model';
import { DiagnosticError, Resource, Schema } from '../../tfplugin';
import { Service } from '../service';
import { described, holds, Subscription, subscribe, unsubscribe } from './subscriptions';

/** State of a subscription; its key stands under the kind's name. */
export interface NamedSubscriptionState {
  [attribute: string]: string;
}

export function namedSubscriptionResource(service: Service, kind: NamedSubscriptionKind, schema: Schema): Resource<NamedSubscriptionState> {
  const subscriptionOf = (state: { [attribute: string]: unknown }): Subscription =>
    ({ kind, key: state[kind] as string, integrationId: state.integration_id as string });
  const stateOf = ({ integrationId, key }: Subscription): NamedSubscriptionState =>
    ({ id: subscriptionId(integrationId, key), integration_id: integrationId, [kind]: key });

  return {
    schema,
    async create(planned, context) {
      const subscription = subscriptionOf(planned);
      await service.ask(`make the ${kind} subscription`, context, (connection) =>
        connection.turns.beside(subscription.integrationId, () => subscribe(connection, subscription, context.signal)), described(subscription));
      return stateOf(subscription);
    },
    async read(state, context) {
      const subscription = subscriptionOf(state);
      const integration = await service.ask(`read the ${kind} subscription`, context, ({ reads }) =>
        reads.get(subscription.integrationId, context.signal), described(subscription));
      return integration && holds(integration, subscription) ? stateOf(subscription) : null;
    },
    async delete(state, context) {
      const subscription = subscriptionOf(state);
      await service.ask(`end the ${kind} subscription`, context, (connection) =>
        connection.turns.beside(subscription.integrationId, () => unsubscribe(connection, subscription, context.signal)), described(subscription));
    },
    async importState(id) {
      return stateOf(importedSubscription(kind, id));
    },
  };
}

/** Takes apart what the user typed behind `terraform import ADDRESS`. */
export function importedSubscription(kind: SubscriptionKind, id: string): Subscription {
  const parts = parseSubscriptionId(id);
  const problem = parts ? checkObjectId(parts.integrationId) ?? checkSubscriptionKey(kind, parts.key) : 'there is no key behind a "/"';
  if (parts && !problem) return { kind, ...parts };
  const key = kind === 'blocklist' ? 'BLOCKLIST_ID' : kind.toUpperCase();
  throw DiagnosticError.of('Invalid import id', `${quoted(id)} is no id of a ${kind} subscription: ${problem}. Write INTEGRATION_ID/${key}`);
}
