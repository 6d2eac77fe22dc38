import { Client, Integration, isApiError } from '../../api';
import { MAX_PAGE_SIZE } from '../../model';

/** Single reads after which the whole list is the cheaper way, as long as its length is not known. */
const SINGLES_BEFORE_LIST = 2;

/** What a subscription's call needs to know of its integration. */
export type IntegrationFacts = Pick<Integration, 'name' | 'entity_type'>;

/**
 * The integrations that a run reads, shared by all resources: one GET for one integration however many ask for it, and the list,
 * 100 at a time, once as many single reads were made as the list has pages. Whoever writes says so with `forget`.
 */
export class IntegrationReads {
  private readonly known = new Map<string, Promise<Integration | undefined>>();
  private readonly facts = new Map<string, IntegrationFacts>();
  private readonly writtenAt = new Map<string, number>();
  private whole?: Promise<readonly Integration[]>;
  private existing?: Promise<Set<string>>;
  private clock = 0;
  private singles = 0;
  private singlesBeforeList = SINGLES_BEFORE_LIST;

  constructor(private readonly client: Client) {}

  /** An integration, undefined if it does not exist. */
  async get(id: string, signal: AbortSignal): Promise<Integration | undefined> {
    return this.shared(signal, () => this.known.get(id) ?? this.remember(id, this.cheapest(id, signal)));
  }

  /** An integration as it is now. */
  async fresh(id: string, signal: AbortSignal): Promise<Integration | undefined> {
    this.forget(id);
    return this.remember(id, this.single(id, signal));
  }

  /** Every integration of the organisation. */
  async list(signal: AbortSignal): Promise<readonly Integration[]> {
    return this.shared(signal, () => this.whole ?? this.readAll(signal));
  }

  /** Name and entity type of an integration, undefined if it does not exist. Subscribing does not change them. */
  async factsOf(id: string, signal: AbortSignal): Promise<IntegrationFacts | undefined> {
    return this.facts.get(id) ?? this.get(id, signal);
  }

  /** Ids of the integrations that existed before this run made its first, and of those that it has made or claimed since. */
  async existingIds(signal: AbortSignal): Promise<Set<string>> {
    return this.shared(signal, () => {
      this.existing ??= this.list(signal).then(
        (all) => new Set(all.map(({ id }) => id)),
        (error) => {
          this.existing = undefined;
          throw error;
        },
      );
      return this.existing;
    });
  }

  /** Drops what is held of an integration. Call it after every write. */
  forget(id: string): void {
    this.facts.delete(id);
    this.forgetSubscriptions(id);
  }

  /** Drops what is held of an integration, and keeps what the answer to a write said of it. */
  wrote({ id, name, entity_type }: Integration): void {
    this.forgetSubscriptions(id);
    this.facts.set(id, { name, entity_type });
  }

  /** Drops what is held of an integration but its name and entity type. Call it after a write to its subscriptions. */
  forgetSubscriptions(id: string): void {
    this.writtenAt.set(id, ++this.clock);
    this.known.delete(id);
    this.whole = undefined;
  }

  private async cheapest(id: string, signal: AbortSignal): Promise<Integration | undefined> {
    if (!this.whole && this.singles < this.singlesBeforeList) return this.single(id, signal);
    const all = await this.list(signal);
    // One that the list does not have may be newer than it.
    return all.find((integration) => integration.id === id) ?? this.single(id, signal);
  }

  private async single(id: string, signal: AbortSignal): Promise<Integration | undefined> {
    this.singles++;
    const asked = this.clock;
    try {
      const integration = await this.client.integrations.get(id, { signal });
      this.note(integration, asked);
      return integration;
    } catch (error) {
      if (isApiError(error, 'NOT_FOUND')) return undefined;
      throw error;
    }
  }

  private readAll(signal: AbortSignal): Promise<readonly Integration[]> {
    const asked = this.clock;
    const reading = this.client.integrations.list({}, { signal }).then((all) => {
      this.singles = 0;
      this.singlesBeforeList = Math.max(SINGLES_BEFORE_LIST, Math.ceil(all.length / MAX_PAGE_SIZE));
      for (const integration of all) {
        if (this.note(integration, asked) && !this.known.has(integration.id)) this.known.set(integration.id, Promise.resolve(integration));
      }
      return all;
    });
    this.whole = reading;
    reading.catch(() => {
      if (this.whole === reading) this.whole = undefined;
    });
    return reading;
  }

  /** Keeps name and entity type, unless the integration was written to since it was asked for. */
  private note({ id, name, entity_type }: Integration, asked: number): boolean {
    if ((this.writtenAt.get(id) ?? 0) > asked) return false;
    this.facts.set(id, { name, entity_type });
    return true;
  }

  private remember(id: string, reading: Promise<Integration | undefined>): Promise<Integration | undefined> {
    this.known.set(id, reading);
    reading.catch(() => {
      if (this.known.get(id) === reading) this.known.delete(id);
    });
    return reading;
  }

  /** Waits for a shared reading; one that ended because another caller was interrupted is asked for again. */
  private async shared<T>(signal: AbortSignal, reading: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await reading();
      } catch (error) {
        if (!isApiError(error, 'ABORTED') || signal.aborted) throw error;
      }
    }
  }
}
