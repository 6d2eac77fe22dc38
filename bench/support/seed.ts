import { FleetSubscription } from './fleet';
import { Side } from './side';
import type { Snapshot } from './site';

interface State {
  readonly serial: number;
  readonly resources: {
    readonly type: string;
    readonly name: string;
    readonly provider: string;
    readonly instances: { readonly attributes: { readonly id: string } }[];
  }[];
}

/** A state file and an organisation that hold integrations, with their subscriptions added. Its check is that a plan finds nothing to do. */
export function withStored(
  side: Side, subscriptions: readonly FleetSubscription[], stateText: string, snapshot?: Snapshot,
): { readonly state: string; readonly organisation?: Snapshot } {
  if (!side.stored) throw new Error(`there is no code that writes a state of ${side.name}`);
  const state = JSON.parse(stateText) as State;
  const integrations = new Map(state.resources.map((resource) => [resource.name, resource]));
  const resources = subscriptions.map((subscription) => {
    const integration = integrations.get(subscription.integration)!;
    return {
      mode: 'managed',
      type: side.subscription(subscription).type,
      name: subscription.label,
      provider: integration.provider,
      instances: [{
        schema_version: 0,
        attributes: side.stored!(subscription, integration.instances[0].attributes.id),
        sensitive_attributes: [],
        dependencies: [`${integration.type}.${integration.name}`],
      }],
    };
  });
  return {
    state: JSON.stringify({ ...state, serial: state.serial + 1, resources: [...state.resources, ...resources] }),
    organisation: snapshot && subscribed(snapshot, subscriptions),
  };
}

function subscribed(snapshot: Snapshot, subscriptions: readonly FleetSubscription[]): Snapshot {
  const created_at = new Date().toISOString();
  return {
    ...snapshot,
    integrations: snapshot.integrations.map((integration) => ({
      ...integration,
      subscriptions: subscriptions.filter((subscription) => subscription.integration === integration.name)
        .map(({ kind, key }) => ({ kind, key, created_at, ...(kind === 'blocklist' && { remediation: 'ban' }) })),
    })),
  };
}
