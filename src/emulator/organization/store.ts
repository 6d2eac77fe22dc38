import { EMPTY_SNAPSHOT } from './snapshot';
import { objectId } from '../catalogue/random';
import type { OrganizationBlocklist, Snapshot, StoredIntegration, StoredSubscription } from '../types';

/** The organisation at one time. */
interface State {
  readonly integrations: ReadonlyMap<string, StoredIntegration>;
  /** Integrations created so far. */
  readonly created: number;
  readonly blocklists: readonly OrganizationBlocklist[];
}

/** The organisation. Records are never changed, only replaced, so what is handed out stays as it was. */
export class Store {
  private state: State = { integrations: new Map(), created: 0, blocklists: [] };

  /** `keep` is called with what will be, before a change takes effect. If it throws, nothing has changed. */
  constructor(private readonly seed: () => number, private readonly keep: (snapshot: () => Snapshot) => void) {}

  /** In the order of their creation. */
  list(): StoredIntegration[] {
    return [...this.state.integrations.values()];
  }

  get(id: string): StoredIntegration | undefined {
    return this.state.integrations.get(id.toLowerCase());
  }

  byName(name: string): StoredIntegration | undefined {
    return this.list().find((integration) => integration.name === name);
  }

  add(draft: Omit<StoredIntegration, 'id'>): StoredIntegration {
    const created = this.state.created + 1;
    const integration = { id: objectId(this.seed(), 'integration', created), ...draft };
    this.change({ created, integrations: new Map(this.state.integrations).set(integration.id, integration) });
    return integration;
  }

  put(integration: StoredIntegration): void {
    this.change({ integrations: new Map(this.state.integrations).set(integration.id, integration) });
  }

  remove(id: string): void {
    const integrations = new Map(this.state.integrations);
    integrations.delete(id);
    this.change({ integrations });
  }

  /** False if it was subscribed already. */
  subscribe(integration: StoredIntegration, subscription: StoredSubscription): boolean {
    if (find(integration, subscription.kind, subscription.key)) return false;
    this.put({ ...integration, subscriptions: [...integration.subscriptions, subscription] });
    return true;
  }

  /** False if it was not subscribed. */
  unsubscribe(integration: StoredIntegration, kind: StoredSubscription['kind'], key: string): boolean {
    const ended = find(integration, kind, key);
    if (!ended) return false;
    this.put({ ...integration, subscriptions: integration.subscriptions.filter((each) => each !== ended) });
    return true;
  }

  subscribedTo(kind: StoredSubscription['kind'], key: string): StoredIntegration[] {
    return this.list().filter((integration) => find(integration, kind, key));
  }

  organizationBlocklists(): readonly OrganizationBlocklist[] {
    return this.state.blocklists;
  }

  setOrganizationBlocklists(blocklists: readonly OrganizationBlocklist[]): void {
    this.change({ blocklists });
  }

  snapshot(): Snapshot {
    return structuredClone(snapshotOf(this.state));
  }

  restore(snapshot: Snapshot): void {
    const { created, integrations, organizationBlocklists: blocklists } = structuredClone(snapshot);
    this.change({ created, integrations: new Map(integrations.map((integration) => [integration.id, integration])), blocklists });
  }

  clear(): void {
    this.restore(EMPTY_SNAPSHOT);
  }

  private change(change: Partial<State>): void {
    const state = { ...this.state, ...change };
    this.keep(() => snapshotOf(state));
    this.state = state;
  }
}

function snapshotOf({ created, integrations, blocklists }: State): Snapshot {
  return { version: 1, created, integrations: [...integrations.values()], organizationBlocklists: blocklists };
}

/** An integration's subscription to something, if it has one. */
export function find(integration: StoredIntegration, kind: StoredSubscription['kind'], key: string): StoredSubscription | undefined {
  return integration.subscriptions.find((each) => each.kind === kind && each.key === key);
}
