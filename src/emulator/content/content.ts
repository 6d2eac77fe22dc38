import { addressesAt, aggregate, countOf, type Run } from '../catalogue/addresses';
import type { Catalogue } from '../catalogue/catalogue';
import type { ContentView, StoredIntegration } from '../types';

/** Lists kept: one of all addresses takes about a megabyte. Counts kept: as many as one organisation has integrations. */
const KEPT = { lists: 32, counts: 1000 };

/** What integrations bring, from what they are subscribed to. */
export class Content {
  private readonly lists = new Map<string, readonly string[]>();
  private readonly counts = new Map<string, number>();

  constructor(private readonly catalogue: Catalogue) {}

  /** Addresses and ranges, each once, in a steady order. */
  entries(view: ContentView): readonly string[] {
    return kept(this.lists, KEPT.lists, view, () => this.make(view));
  }

  /** How many they are, without writing them out: every integration that is listed says it. */
  count(view: ContentView): number {
    return kept(this.counts, KEPT.counts, view, () => (
      view.aggregate ? this.entries(view).length : Math.min(countOf(this.runs(view)), view.limit ?? Infinity)
    ));
  }

  private runs({ sources }: ContentView): Run[] {
    return sources.flatMap(({ kind, key }) => this.catalogue.runs(kind, key) ?? []);
  }

  private make(view: ContentView): readonly string[] {
    const { aggregate: aggregated, limit } = view;
    const single = addressesAt(this.runs(view));
    const entries = aggregated ? aggregate(single) : single;
    return limit === null ? entries : entries.slice(0, limit);
  }
}

/** What was made of a view before, else it is made. The oldest goes where there are too many. */
function kept<T>(made: Map<string, T>, most: number, view: ContentView, make: () => T): T {
  const key = JSON.stringify(view);
  const known = made.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  const oldest = made.keys().next();
  if (made.size > most && !oldest.done) made.delete(oldest.value);
  return fresh;
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
