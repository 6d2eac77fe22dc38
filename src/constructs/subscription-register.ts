import { Construct, IConstruct } from 'constructs';
import { checkSubscriptionKey, SubscriptionKind } from '../model';
import { checkRequired, inSameStack, isKnown } from '../synth';
import { noIntegration, subscribedTwice } from './errors';
import { IIntegration } from './integration-types';
import { providerFor } from './provider-for';
import { SubscriptionProps } from './subscription';

/** One subscription of an integration, as the checks at synthesis see it. */
interface Entry {
  readonly kind: SubscriptionKind;
  readonly key: string;
  readonly construct: IConstruct;
}

const ENTRIES = new WeakMap<IConstruct, Entry[]>();

/** Notes that an integration subscribes, also from another stack, and checks the key. */
export function noteSubscription(construct: IConstruct, integration: IIntegration, prop: string, kind: SubscriptionKind, key: string): void {
  noteRepeat(construct, integration, kind, key);
  checkRequired(construct, prop, key, (value) => checkSubscriptionKey(kind, value));
}

/** Notes a subscription once more: asked for twice, but the construct is the one that was there. */
export function noteRepeat(construct: IConstruct, integration: IIntegration, kind: SubscriptionKind, key: string): void {
  const entries = ENTRIES.get(integration);
  if (entries) entries.push({ kind, key, construct });
  else ENTRIES.set(integration, [{ kind, key, construct }]);
}

export function subscriptionsOf(integration: IConstruct): readonly Entry[] {
  return ENTRIES.get(integration) ?? [];
}

/** Keys of one kind, each once, in the order in which they came. */
export function keysOf(integration: IConstruct, kind: SubscriptionKind): string[] {
  return [...new Set(subscriptionsOf(integration).filter((entry) => entry.kind === kind).map(({ key }) => key))];
}

/** Texts about what an integration subscribes to more than once. */
export function repeatedSubscriptions(integration: IConstruct): string[] {
  const known = subscriptionsOf(integration).filter(({ key }) => isKnown(key));
  const groups = new Map<string, Entry[]>();
  for (const entry of known) {
    const name = `${entry.kind} ${entry.key}`;
    const group = groups.get(name);
    if (group) group.push(entry);
    else groups.set(name, [entry]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => subscribedTwice(integration, group[0].kind, group[0].key, group.map(({ construct }) => construct.node.path)));
}

/** What the L1 of every subscription takes beside its key. */
export function subscriptionConfig(construct: IConstruct, props: SubscriptionProps) {
  const { integration, forEach } = props;
  if (!Construct.isConstruct(integration) || integration.integrationId === undefined) throw new Error(noIntegration(construct));
  const inherited = integration.provider && inSameStack(construct, integration.provider) ? integration.provider : undefined;
  return { integrationId: integration.integrationId, forEach, provider: providerFor(construct, props.provider ?? inherited) };
}
