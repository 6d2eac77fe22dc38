import { addressesAt, aggregate } from '../catalogue/addresses';
import type { Catalogue } from '../catalogue/catalogue';
import type { ContentView, StoredIntegration } from '../types';

/** Lists kept: one of all addresses takes about a megabyte. */
const KEPT = 32;

/** What integrations bring, from what they are subscribed to. */
export class Content {
  private readonly kept = new Map<string, readonly string[]>();

  constructor(private readonly catalogue: Catalogue) {}

  /** Addresses and ranges, each once, in a steady order. */
  entries(view: ContentView): readonly string[] {
    const key = JSON.stringify(view);
    const known = this.kept.get(key);
    if (known) return known;
    const made = this.make(view);
    this.kept.set(key, made);
    const oldest = this.kept.keys().next();
    if (this.kept.size > KEPT && !oldest.done) this.kept.delete(oldest.value);
    return made;
  }

  private make({ sources, aggregate: aggregated, limit }: ContentView): readonly string[] {
    const runs = sources.flatMap(({ kind, key }) => this.catalogue.runs(kind, key) ?? []);
    const single = addressesAt(runs);
    const entries = aggregated ? aggregate(single) : single;
    return limit === null ? entries : entries.slice(0, limit);
  }
}

export interface ViewOptions {
  readonly now: Date;
  readonly lagSeconds: number;
  /** Of the request; counts more than the integration's. */
  readonly limit?: number;
  /** Of the request. False says nothing: clients send it without being asked. */
  readonly aggregate?: boolean;
}

/** What an integration brings now: subscriptions take effect after the lag, and a limit below 1 is none. */
export function viewOf(integration: StoredIntegration, { now, lagSeconds, limit, aggregate: asked = false }: ViewOptions): ContentView {
  const effective = now.getTime() - lagSeconds * 1000;
  const chosen = limit ?? integration.pull_limit;
  return {
    sources: integration.subscriptions
      .filter((subscription) => Date.parse(subscription.created_at) <= effective)
      .map(({ kind, key }) => ({ kind, key })),
    aggregate: asked || integration.enable_ip_aggregation,
    limit: chosen !== null && chosen > 0 ? chosen : null,
  };
}
