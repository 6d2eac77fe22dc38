import { type Client, type Integration, isApiError } from '../api';
import { MAX_PAGE_SIZE } from '../model';

/** Pages that an organisation's list is taken to have before it was read. */
const PAGES_AT_FIRST = 5;

/** Reads integrations with the fewest requests: each by itself, or all of the organisation where that is less. */
export class Lookup {
  private pages = PAGES_AT_FIRST;

  constructor(private readonly client: Client) {}

  /** What there is of them, by id. */
  async find(ids: readonly string[]): Promise<ReadonlyMap<string, Integration>> {
    const listed = ids.length > this.pages ? await this.list() : new Map<string, Integration>();
    // What a list leaves out may have slipped from one page to another while it was read.
    const single = await Promise.all(ids.filter((id) => !listed.has(id)).map((id) => this.get(id)));
    for (const integration of single) {
      if (integration) listed.set(integration.id, integration);
    }
    return listed;
  }

  private async list(): Promise<Map<string, Integration>> {
    const all = await this.client.integrations.list();
    this.pages = Math.ceil(all.length / MAX_PAGE_SIZE);
    return new Map(all.map((integration) => [integration.id, integration]));
  }

  private async get(id: string): Promise<Integration | undefined> {
    try {
      return await this.client.integrations.get(id);
    } catch (error) {
      if (isApiError(error, 'NOT_FOUND')) return undefined;
      throw error;
    }
  }
}
