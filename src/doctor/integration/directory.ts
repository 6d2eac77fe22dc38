import { type Client, type Integration, isApiError } from '../../api';
import type { IntegrationReference } from '../../model';

/** The organisation's integrations, read with few requests. */
export class Directory {
  private listing?: Promise<readonly Integration[]>;

  /** @param single whether one integration, by its id, is all that is wanted: the list would be more than that */
  constructor(private readonly client: Client, private readonly single: boolean, private readonly signal?: AbortSignal) {}

  all(): Promise<readonly Integration[]> {
    return this.listing ??= this.client.integrations.list({}, { signal: this.signal });
  }

  /** Undefined where there is none. */
  async find(reference: IntegrationReference): Promise<Integration | undefined> {
    if ('name' in reference) return (await this.all()).find(({ name }) => name === reference.name);
    if (!this.single) return (await this.all()).find(({ id }) => id === reference.id);
    try {
      return await this.client.integrations.get(reference.id, { signal: this.signal });
    } catch (error) {
      if (isApiError(error, 'NOT_FOUND')) return undefined;
      throw error;
    }
  }

  /** The name that is nearest to one that does not exist; undefined where none is near. */
  async nearest(name: string): Promise<string | undefined> {
    const known = (await this.all()).map((integration) => ({ name: integration.name, distance: distance(folded(name), folded(integration.name)) }));
    const [best] = known.sort((a, b) => a.distance - b.distance);
    return best && best.distance <= Math.max(2, name.length / 3) ? best.name : undefined;
  }
}

/** Case and blanks are what people get wrong. */
function folded(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/** Edits between two texts (Levenshtein), row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}
