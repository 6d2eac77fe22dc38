import { Blocklist, Client, isApiError } from '../../api';

/** What a run looks up in the catalogue to check its plan: each thing once. */
export class CatalogueReads {
  private readonly blocklists = new Map<string, Promise<Blocklist | undefined>>();

  constructor(private readonly client: Client) {}

  /** A blocklist, undefined if there is none of that id. */
  blocklist(id: string, signal: AbortSignal): Promise<Blocklist | undefined> {
    const asked = this.blocklists.get(id) ?? this.client.blocklists.get(id, { signal }).catch((error) => {
      if (isApiError(error, 'NOT_FOUND')) return undefined;
      this.blocklists.delete(id);
      throw error;
    });
    this.blocklists.set(id, asked);
    return asked;
  }
}
