/** From where, and how patiently, the doctor looks. */
export interface Vantage {
  /** Environment with the variables of proxies. */
  readonly env: { readonly [name: string]: string | undefined };
  /** Certificates in PEM, trusted beside those that Node.js knows. */
  readonly caCertificatePem?: string;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
  /** Default: the machine's clock. */
  readonly now?: () => Date;
}

/** Bound of a connection, all of its steps together. */
export const CONNECT_TIMEOUT_MS = 5_000;

/** Bound of one request. */
export const REQUEST_TIMEOUT_MS = 10_000;
