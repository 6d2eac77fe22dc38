/**
 * What the client takes and answers: plain interfaces without any package's types, because they are the typings of
 * the entry `cdktf-crowdsec/api`. Field names are the API's own. Optional fields are left out where the service has none.
 */

/** A page as the service sends it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total?: number | null;
  readonly page?: number | null;
  readonly size?: number | null;
  readonly pages?: number | null;
  readonly links: { readonly next?: string | null };
}

export interface Info {
  readonly organization_id: string;
  readonly subscription_type: string;
  readonly api_key_name: string;
}

/** `{username, password}` for a firewall integration, `{api_key}` for a remediation component. */
export type Credentials =
  | { readonly username: string; readonly password: string }
  | { readonly api_key: string };

export interface Integration {
  readonly id: string;
  readonly name: string;
  readonly organization_id: string;
  readonly description?: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_pull?: string | null;
  readonly entity_type: string;
  readonly output_format: string;
  readonly blocklists: readonly { readonly id: string; readonly name?: string; readonly label?: string; readonly remediation?: string | null }[];
  readonly cves: readonly { readonly id: string }[];
  readonly fingerprints: readonly { readonly id: string }[];
  readonly vendors: readonly { readonly id: string }[];
  readonly endpoint: string;
  readonly stats?: { readonly count?: number };
  readonly tags?: readonly string[];
  readonly pull_limit?: number | null;
  readonly enable_ip_aggregation?: boolean;
}

/** The answer to a create, and to an update that regenerates the credentials. */
export interface IntegrationWithCredentials extends Integration {
  readonly credentials?: Credentials | null;
}

export interface IntegrationCreate {
  readonly name: string;
  readonly entity_type: string;
  readonly output_format: string;
  readonly description?: string;
  readonly pull_limit?: number | null;
  readonly enable_ip_aggregation?: boolean;
}

export interface IntegrationUpdate {
  readonly name?: string;
  readonly description?: string;
  readonly output_format?: string;
  readonly pull_limit?: number | null;
  readonly enable_ip_aggregation?: boolean;
  readonly regenerate_credentials?: boolean;
}

export interface Vendor {
  readonly value: string;
  readonly nb_cves?: number;
  readonly nb_fingerprints?: number;
  readonly nb_ips?: number;
  readonly nb_ips_cves?: number;
  readonly nb_ips_fingerprints?: number;
  readonly latest_rule_release?: string | null;
}

/** What a CVE and a fingerprint have in common. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly affected_components: readonly { readonly vendor?: string | null; readonly product?: string | null }[];
  readonly crowdsec_score: number;
  readonly nb_ips: number;
  readonly exploitation_phase: { readonly name: string; readonly label: string; readonly description: string };
  readonly opportunity_score?: number;
  readonly momentum_score?: number;
  readonly first_seen?: string | null;
  readonly last_seen?: string | null;
  readonly rule_release_date?: string | null;
}

export interface Cve extends Rule {
  readonly published_date: string;
  readonly has_public_exploit: boolean;
  readonly cvss_score?: number | null;
}

export type Fingerprint = Rule;

export interface Blocklist {
  readonly id: string;
  readonly name: string;
  readonly label?: string;
  readonly description: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly is_private: boolean;
  readonly pricing_tier: string;
  readonly source: string;
  readonly stats: { readonly count?: number };
  readonly tags?: readonly string[];
  readonly categories?: readonly { readonly name: string; readonly label: string }[];
}

/** How an integration subscribes to a blocklist; `remediation` may be left out for a firewall integration only. */
export interface BlocklistSubscribe {
  readonly entity_type: string;
  readonly remediation?: string;
}

export interface BlocklistSubscriber {
  readonly id: string;
  readonly entity_type: string;
  readonly remediation: string;
}

/** An integration in the list of those subscribed to a vendor, CVE or fingerprint. */
export interface SubscribedIntegration {
  readonly id?: string;
  readonly name: string;
  readonly organization_id: string;
  readonly entity_type: string;
  readonly output_format: string;
}

/** One decision of a remediation component's stream. */
export interface Decision {
  readonly origin: string;
  readonly type: string;
  readonly scope: string;
  readonly value: string;
  readonly duration: string;
  readonly scenario: string;
}

/** Decisions that a remediation component is to add and to remove. */
export interface Decisions {
  readonly new: readonly Decision[];
  readonly deleted: readonly Decision[];
}

/** Query of `GET /cves`; the one of `GET /fingerprints` has no `exploitation_phase`. */
export interface RuleQuery {
  readonly query?: string;
  readonly sort_by?: string;
  readonly sort_order?: 'asc' | 'desc';
}
export interface CveQuery extends RuleQuery {
  readonly exploitation_phase?: string;
}
export interface VendorQuery {
  readonly query?: string;
  readonly sort_by?: string;
  readonly sort_order?: 'asc' | 'desc';
}
export interface BlocklistQuery {
  readonly include_filter?: readonly string[];
  readonly subscribed_only?: boolean;
  readonly exclude_subscribed?: boolean;
  readonly category?: readonly string[];
}

/** What a call may be given beside its arguments. */
export interface CallOptions {
  /** Ends the call, its retries and waits included. */
  readonly signal?: AbortSignal;
}

/** Who opens content: the integration's own credentials; left out, the organisation's key. */
export interface ContentOptions extends CallOptions {
  readonly credentials?: Credentials;
  readonly page?: number;
  readonly page_size?: number;
  readonly pull_limit?: number;
  readonly enable_ip_aggregation?: boolean;
}

/** Kinds of subscription that are keyed by the integration's name. */
export type NamedSubscriptionKind = 'vendor' | 'cve' | 'fingerprint';

export interface ClientOptions {
  /** The organisation's key, sent as `x-api-key`. */
  readonly apiKey: string;
  /** Base URL. Default: the public service. */
  readonly apiUrl?: string;
  /** Bound of one request in milliseconds, from its connection to the end of its answer; each repeat has it anew. Default 30,000. */
  readonly requestTimeoutMs?: number;
  /** Repeats after the first attempt. Default 5. */
  readonly maxRetries?: number;
  /** Most requests that any second sees, at the service too; may be below 1. Default: unlimited. */
  readonly requestsPerSecond?: number;
  /** Certificates in PEM, trusted beside those that Node.js knows. */
  readonly caCertificatePem?: string;
  /** Who asks, for the `User-Agent`. Default `cdktf-crowdsec`. */
  readonly userAgent?: string;
  /** Environment for `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`. Default: the process's. */
  readonly env?: { readonly [name: string]: string | undefined };
  /** Told of each request after its answer, without headers, bodies or credentials. */
  readonly onRequest?: (line: RequestLine) => void;
}

/** One request as a log may show it. */
export interface RequestLine {
  readonly method: string;
  /** Without user, password and query. */
  readonly url: string;
  readonly attempt: number;
  /** Undefined when no answer came. */
  readonly status?: number;
  readonly durationMs: number;
  /** Code of the error when no answer came. */
  readonly error?: string;
}

/**
 * The client. Every call rejects with an `ApiError`. Reads and deletes are repeated on connection errors, time-outs, 429, 502, 503 and
 * 504; a `PATCH` too, but for time-outs. A `POST`, and a `PATCH` that regenerates credentials, are repeated only where the service
 * certainly did not carry them out: on 429, and when the request never left (no connection). Whether a lost one took effect is the
 * caller's to find out (`ApiError.details.mayHaveTakenEffect`).
 */
export interface Client {
  info(options?: CallOptions): Promise<Info>;
  readonly integrations: {
    create(body: IntegrationCreate, options?: CallOptions): Promise<IntegrationWithCredentials>;
    get(id: string, options?: CallOptions): Promise<Integration>;
    /** Every page, 100 at a time. */
    list(query?: { readonly tag?: readonly string[] }, options?: CallOptions): Promise<Integration[]>;
    update(id: string, body: IntegrationUpdate, options?: CallOptions): Promise<IntegrationWithCredentials>;
    delete(id: string, query?: { readonly force?: boolean }, options?: CallOptions): Promise<void>;
    /** Whether there is content. Not a pull. */
    hasContent(id: string, options?: ContentOptions): Promise<boolean>;
    /** The blocklist's text, empty on 204. Counts as a pull. */
    content(id: string, options?: ContentOptions): Promise<string>;
    /** The decision stream. Counts as a pull. */
    stream(id: string, startup: boolean, options?: ContentOptions): Promise<Decisions>;
  };
  readonly subscriptions: {
    /** Subscribes an integration, by its current name, to a vendor, CVE or fingerprint. */
    add(kind: NamedSubscriptionKind, key: string, integrationName: string, options?: CallOptions): Promise<void>;
    remove(kind: NamedSubscriptionKind, key: string, integrationName: string, options?: CallOptions): Promise<void>;
    list(kind: NamedSubscriptionKind, key: string, options?: CallOptions): Promise<SubscribedIntegration[]>;
  };
  readonly vendors: {
    list(query?: VendorQuery, options?: CallOptions): Promise<Vendor[]>;
    /** Every page of a vendor's CVEs and fingerprints. */
    rules(vendor: string, options?: CallOptions): Promise<(Rule & { readonly type: string })[]>;
  };
  readonly cves: {
    list(query?: CveQuery, options?: CallOptions): Promise<Cve[]>;
    get(id: string, options?: CallOptions): Promise<Cve>;
  };
  readonly fingerprints: {
    list(query?: RuleQuery, options?: CallOptions): Promise<Fingerprint[]>;
    get(id: string, options?: CallOptions): Promise<Fingerprint>;
  };
  readonly blocklists: {
    list(query?: BlocklistQuery, options?: CallOptions): Promise<Blocklist[]>;
    get(id: string, options?: CallOptions): Promise<Blocklist>;
    /** Subscribes one integration; an error that the service reports for it inside a 200 rejects. */
    subscribe(id: string, integrationId: string, body: BlocklistSubscribe, options?: CallOptions): Promise<void>;
    unsubscribe(id: string, integrationId: string, options?: CallOptions): Promise<void>;
    subscribers(id: string, options?: CallOptions): Promise<BlocklistSubscriber[]>;
  };
  /** Ends the connections, after the calls under way. The client can be used again. */
  close(): Promise<void>;
}
