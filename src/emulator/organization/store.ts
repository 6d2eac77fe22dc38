import { EMPTY_SNAPSHOT } from './snapshot';
import { objectId } from '../catalogue/random';
import type { OrganizationBlocklist, Snapshot, StoredIntegration, StoredSubscription } from '../types';

/** The organisation. Records are never changed, only replaced, so what is handed out stays as it was. */
export class Store {
  private integrations = new Map<string, StoredIntegration>();
  private created = 0;
  private organization: readonly OrganizationBlocklist[] = [];

  /** `changed` is called after every change. */
  constructor(private readonly seed: () => number, private readonly changed: () => void) {}

  /** In the order of their creation. */
  list(): StoredIntegration[] {
    return [...this.integrations.values()];
  }

  get(id: string): StoredIntegration | undefined {
    return this.integrations.get(id.toLowerCase());
  }

  byName(name: string): StoredIntegration | undefined {
    return this.list().find((integration) => integration.name === name);
  }

  add(draft: Omit<StoredIntegration, 'id'>): StoredIntegration {
    const integration = { id: objectId(this.seed(), 'integration', ++this.created), ...draft };
    this.put(integration);
    return integration;
  }

  put(integration: StoredIntegration): void {
    this.integrations.set(integration.id, integration);
    this.changed();
  }

  remove(id: string): void {
    this.integrations.delete(id);
    this.changed();
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
    return this.organization;
  }

  setOrganizationBlocklists(blocklists: readonly OrganizationBlocklist[]): void {
    this.organization = blocklists;
    this.changed();
  }

  snapshot(): Snapshot {
    return structuredClone({
      version: 1, created: this.created, integrations: this.list(), organizationBlocklists: this.organization,
    });
  }

  restore(snapshot: Snapshot): void {
    const { created, integrations, organizationBlocklists } = structuredClone(snapshot);
    this.created = created;
    this.integrations = new Map(integrations.map((integration) => [integration.id, integration]));
    this.organization = organizationBlocklists;
    this.changed();
  }

  clear(): void {
    this.restore(EMPTY_SNAPSHOT);
  }
}

/** An integration's subscription to something, if it has one. */
export function find(integration: StoredIntegration, kind: StoredSubscription['kind'], key: string): StoredSubscription | undefined {
  return integration.subscriptions.find((each) => each.kind === kind && each.key === key);
}
