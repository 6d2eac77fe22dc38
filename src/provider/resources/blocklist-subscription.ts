/**
 * An integration's subscription to a blocklist: `POST /blocklists/{id}/subscribers`, keyed by the integration's id.
 * Another integration or blocklist replaces it; another remediation is a change in place.
 */
import { EntityType, printable, quoted, subscriptionId } from '../../model';
import { attributePath, CallContext, DiagnosticError, isUnknown, Planned, Resource } from '../../tfplugin';
import { Connection, Service } from '../service';
import { importedSubscription } from './named-subscription';
import { blocklistSubscriptionSchema } from './subscription-schema';
import { described, subscribe, Subscription, unsubscribe } from './subscriptions';

interface State {
  id: string;
  integration_id: string;
  blocklist_id: string;
  remediation: string | null;
}

/** Blocklists that an error names as those to choose from. */
const MOST_NAMED = 10;

export function blocklistSubscriptionResource(service: Service): Resource<State> {
  return {
    schema: blocklistSubscriptionSchema,

    async modifyPlan(planned, prior, context) {
      const changed = !prior || (['integration_id', 'blocklist_id', 'remediation'] as const).some((name) => planned[name] !== prior[name]);
      if (!changed || !service.usable) return;
      await service.ask('check the blocklist subscription', context, async (connection) => {
        await checkBlocklist(connection, planned.blocklist_id, context);
        if (context.configured('remediation') === null) await checkRemediation(connection, planned, context);
      }, isUnknown(planned.integration_id) || isUnknown(planned.blocklist_id) ? undefined : described(subscriptionOf(planned)));
    },

    async create(planned, context) {
      const subscription = subscriptionOf(planned);
      return service.ask('make the blocklist subscription', context, (connection) => connection.turns.beside(subscription.integrationId, async () => {
        await subscribe(connection, subscription, context.signal);
        if (subscription.remediation !== undefined) return stateOf(subscription, subscription.remediation);
        context.exists(stateOf(subscription, null));
        return stateOf(subscription, await remediationOf(connection, subscription, context) ?? null);
      }), described(subscription));
    },

    async read(state, context) {
      const subscription = subscriptionOf(state);
      return service.ask('read the blocklist subscription', context, async (connection) => {
        const remediation = await remediationOf(connection, subscription, context);
        return remediation === undefined ? null : stateOf(subscription, remediation ?? state.remediation);
      }, described(subscription));
    },

    async update(planned, _prior, context) {
      const subscription = subscriptionOf(planned);
      return service.ask('change the blocklist subscription', context, (connection) => connection.turns.beside(subscription.integrationId, async () => {
        await subscribe(connection, subscription, context.signal, 'accept');
        const now = await remediationOf(connection, subscription, context);
        if (subscription.remediation !== undefined && now !== subscription.remediation) {
          // The service keeps the remediation of an existing subscription: make it anew.
          await unsubscribe(connection, subscription, context.signal);
          await subscribe(connection, subscription, context.signal);
        }
        return stateOf(subscription, subscription.remediation ?? now ?? null);
      }), described(subscription));
    },

    async delete(state, context) {
      const subscription = subscriptionOf(state);
      await service.ask('end the blocklist subscription', context, (connection) =>
        connection.turns.beside(subscription.integrationId, () => unsubscribe(connection, subscription, context.signal)), described(subscription));
    },

    async importState(id) {
      return stateOf(importedSubscription('blocklist', id), null);
    },
  };
}

function subscriptionOf(state: Planned<State>): Subscription {
  const { integration_id: integrationId, blocklist_id: key, remediation } = state;
  return {
    kind: 'blocklist',
    key: key as string,
    integrationId: integrationId as string,
    remediation: typeof remediation === 'string' ? remediation : undefined,
  };
}

function stateOf({ integrationId, key }: Subscription, remediation: string | null): State {
  return { id: subscriptionId(integrationId, key), integration_id: integrationId, blocklist_id: key, remediation };
}

/** What the service has as the subscription's remediation, null if it names none, undefined if there is no such subscription. */
async function remediationOf({ reads }: Connection, { integrationId, key }: Subscription, { signal }: CallContext) {
  const integration = await reads.get(integrationId, signal);
  const entry = integration?.blocklists.find(({ id }) => id === key);
  return entry && (entry.remediation ?? null);
}

async function checkBlocklist({ catalogue }: Connection, id: Planned<State>['blocklist_id'], { signal }: CallContext): Promise<void> {
  if (isUnknown(id) || await catalogue.hasBlocklist(id, signal)) return;
  const all = await catalogue.blocklists(signal);
  const named = all.slice(0, MOST_NAMED).map((one) => `${one.id} (${printable(one.name)})`).join(', ');
  const more = all.length > MOST_NAMED ? `, and ${all.length - MOST_NAMED} more that the data source crowdsec_blocklists lists` : '';
  throw DiagnosticError.of('Unknown blocklist', `there is no blocklist ${quoted(id)}; use one of ${named}${more}`, attributePath('blocklist_id'));
}

async function checkRemediation({ reads }: Connection, { integration_id: id }: Planned<State>, { signal }: CallContext): Promise<void> {
  const facts = isUnknown(id) ? undefined : await reads.factsOf(id, signal);
  if (facts?.entity_type !== EntityType.REMEDIATION_COMPONENT_INTEGRATION) return;
  throw DiagnosticError.of('Missing remediation', `integration ${quoted(id as string)} is a ${facts.entity_type}, which needs "remediation" for each `
    + 'blocklist; set it, such as to "ban" or "captcha"', attributePath('remediation'));
}
