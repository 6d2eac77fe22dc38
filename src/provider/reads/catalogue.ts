import { Blocklist, Client, isApiError } from '../../api';

/** Single look-ups after which the whole list is the cheaper way. */
const SINGLES_BEFORE_LIST = 2;

/** What a run looks up in the catalogue to check its plan: each thing once, and the list once many are asked for. */
export class CatalogueReads {
  private readonly singles = new Map<string, Promise<boolean>>();
  private whole?: Promise<readonly Blocklist[]>;

  constructor(private readonly client: Client) {}

  async hasBlocklist(id: string, signal: AbortSignal): Promise<boolean> {
    const asked = this.singles.get(id);
    if (asked) return asked;
    if (!this.whole && this.singles.size < SINGLES_BEFORE_LIST) return this.single(id, signal);
    const all = await this.blocklists(signal);
    return all.some((blocklist) => blocklist.id === id) || this.single(id, signal);
  }

  /** Every blocklist that the organisation can subscribe to. */
  async blocklists(signal: AbortSignal): Promise<readonly Blocklist[]> {
    this.whole ??= this.client.blocklists.list({ include_filter: ['all'] }, { signal }).catch((error) => {
      this.whole = undefined;
      throw error;
    });
    return this.whole;
  }

  private single(id: string, signal: AbortSignal): Promise<boolean> {
    const asked = this.client.blocklists.get(id, { signal }).then(() => true, (error) => {
      if (isApiError(error, 'NOT_FOUND')) return false;
      this.singles.delete(id);
      throw error;
    });
    this.singles.set(id, asked);
    return asked;
  }
}
