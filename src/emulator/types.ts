/**
 * What the emulator takes and answers: plain interfaces without any package's types, because they are the typings of
 * the entry `cdktf-crowdsec/emulator`.
 */

export interface EmulatorOptions {
  /** Default 0: any free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. On any other the control API, which takes no key, is open to whoever reaches it. */
  readonly host?: string;
  /** The organisation's key. Default `emulator-key`. */
  readonly apiKey?: string;
  /** The catalogue and all ids follow from it. Default 1. */
  readonly seed?: number;
  /** Time as the emulator takes it, before `PUT /_emulator/clock` moves it. Default: the real clock. */
  readonly clock?: () => Date;
  /** File of a snapshot: loaded if it exists, written before every change takes effect. */
  readonly state?: string;
  /** Serve a page for people, which answers to names of loopback only. Default false. */
  readonly ui?: boolean;
}

/** A running emulator. Beside `close`, its members do what the control API does, without a request. */
export interface Emulator {
  /** Base URL for clients, `http://HOST:PORT/v1`. */
  readonly url: string;
  /** Base URL of the control API, `http://HOST:PORT/_emulator`. */
  readonly controlUrl: string;
  /** The page for people; left out where it was not asked for. */
  readonly uiUrl?: string;
  readonly apiKey: string;
  /** What was asked of the API so far, oldest first. */
  requests(): RecordedRequest[];
  clearRequests(): void;
  /** Arms a fault. Throws when it cannot be understood. */
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Lets every held request go on. */
  release(): void;
  /** The settings, after merging a change if one is given. Throws when it cannot be understood. */
  settings(change?: Partial<Settings>): Settings;
  now(): Date;
  setClock(now: Date): void;
  advanceClock(seconds: number): void;
  /** The whole organisation. Holds digests of the credentials, never the credentials. */
  snapshot(): Snapshot;
  /** Replaces the organisation. Throws when the snapshot cannot be understood. */
  restore(snapshot: Snapshot): void;
  /** Back to the seed: empty organisation, no faults, real clock, default settings, empty journal. */
  reset(): void;
  /** Stops listening and breaks off every connection, held ones too. */
  close(): Promise<void>;
}

/** One request to the API. Holds no header: those carry credentials. */
export interface RecordedRequest {
  readonly method: string;
  /** Percent-encoded as it came, without the query. */
  readonly path: string;
  readonly query: { readonly [name: string]: string | string[] };
  /** Null while there is no answer, and when the connection ended without one. */
  readonly status: number | null;
  /** RFC 3339, by the emulator's clock. */
  readonly at: string;
  /** JSON of a write, or its text if it is none; left out when there was none, or one too large. */
  readonly body?: unknown;
}

export type ConnectionFault = 'reset-before' | 'reset-after' | 'truncate' | 'endless' | 'hold' | 'hold-after';

/** Something that goes wrong with the next requests that match. */
export interface Fault {
  /** Any, if left out. */
  readonly method?: string;
  /** Regular expression on the path after the host, such as `/v1/integrations$`. Any, if left out. */
  readonly path?: string;
  /** Requests that it meets. Default 1; with a `probability`, any number. */
  readonly times?: number;
  /**
   * Share of the requests that match which it meets, above 0 and up to 1. Default 1. Which ones follows from the emulator's seed, the
   * fault's place among those that were armed, the method, the path and how often they were asked for: not from the order in which
   * different paths come.
   */
  readonly probability?: number;
  /** Answer with this status, without doing the work. */
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  /** Body of that answer; anything but a string is sent as JSON. Without a status the work is done and its answer gets this body. */
  readonly body?: unknown;
  /**
   * Changes the JSON that is answered, as a merge patch does (RFC 7396): a value takes a field's place or comes to it, null takes the
   * field away, an object goes deeper. An object that meets a list changes each of its entries.
   */
  readonly change?: { readonly [field: string]: unknown };
  /** The work is done at once, its answer comes this much later. With `reset-before` it is never done, and breaking off comes this much later. */
  readonly delayMs?: number;
  /**
   * `reset-before`: breaks off without doing the work. `reset-after`: does it, then breaks off instead of answering; with
   * a `status` it does it and answers with that status: an error after the fact.
   * `truncate`: does it, sends half of the body, breaks off. `endless`: does it, and blanks follow the body for as long as they are read.
   * `hold`: does it after the next release, also if nobody waits for the answer any more.
   * `hold-after`: does it at once, answers after the next release.
   */
  readonly connection?: ConnectionFault;
}

export interface Settings {
  /** Renaming an integration ends its vendor, CVE and fingerprint subscriptions, which the service keys by name. Default false. */
  readonly renameDropsSubscriptions: boolean;
  /** Decides the pull window: 24 hours or one. Default `community`. */
  readonly plan: 'community' | 'enterprise';
  /** Answer 429 to content pulled within the window. Default false. */
  readonly enforcePullWindow: boolean;
  /** Time between subscribing and content. Default 0. */
  readonly contentLagSeconds: number;
  /** Integrations that the organisation may have. Default null: any number. */
  readonly integrationQuota: number | null;
  /** Added to every answer of the API. Default 0. */
  readonly latencyMs: number;
  /** Requests that any second may see, by the real clock; one more is 429 with `Retry-After`, without the work. Default null: any number. */
  readonly requestsPerSecond: number | null;
}

export interface Snapshot {
  readonly version: 1;
  /** Integrations created so far, deleted ones too: the next id follows from it. */
  readonly created: number;
  readonly integrations: readonly StoredIntegration[];
  /** Blocklists that the organisation as a whole is subscribed to. */
  readonly organizationBlocklists: readonly OrganizationBlocklist[];
}

export interface OrganizationBlocklist {
  readonly id: string;
  readonly remediation: string;
}

export interface StoredIntegration {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly entity_type: string;
  readonly output_format: string;
  readonly pull_limit: number | null;
  readonly enable_ip_aggregation: boolean;
  readonly tags: readonly string[];
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_pull: string | null;
  /** Last pull of each page of the content, by the page's number: pages of one list are pulled together. */
  readonly page_pulls: { readonly [page: string]: string };
  /** Left out: nothing but the organisation's key opens the content. */
  readonly credentials?: StoredCredentials;
  readonly subscriptions: readonly StoredSubscription[];
  /** What the decision stream brought last: its next delta starts from here. */
  readonly streamed: ContentView | null;
}

/** Digests: the service shows credentials once, so nothing here needs more than to recognise them. */
export type StoredCredentials =
  | { readonly username: string; readonly password_sha256: string }
  | { readonly api_key_sha256: string };

export interface StoredSubscription {
  readonly kind: 'vendor' | 'cve' | 'fingerprint' | 'blocklist';
  /** The vendor's name, or the id. */
  readonly key: string;
  /** Of a blocklist's subscription, when one was given. */
  readonly remediation?: string;
  readonly created_at: string;
}

/** What decides an integration's content. */
export interface ContentView {
  readonly sources: readonly { readonly kind: string; readonly key: string }[];
  readonly aggregate: boolean;
  readonly limit: number | null;
}
