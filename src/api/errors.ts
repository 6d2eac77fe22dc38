/** Stable codes of the client's errors. Match on these, never on text. Each is explained in docs/errors.md. */
export const API_ERROR_CODES = [
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'BAD_REQUEST',
  'INVALID_REQUEST',
  'RATE_LIMITED',
  'SERVER_ERROR',
  'UNEXPECTED_STATUS',
  'UNEXPECTED_ANSWER',
  'ANSWER_TOO_LARGE',
  'CONNECTION_FAILED',
  'TLS_FAILED',
  'TIMED_OUT',
  'ABORTED',
  'SUBSCRIPTION_REFUSED',
] as const;

export type ApiErrorCode = (typeof API_ERROR_CODES)[number];

/** What is known of a failed call. */
export interface ApiErrorDetails {
  readonly method: string;
  /** Without user, password and query. */
  readonly url: string;
  readonly status?: number;
  /** The service's own words, shortened. */
  readonly serviceMessage?: string;
  /** What the message tells to do next, where the status says it; for callers who know better. */
  readonly advice?: string;
  /** Trying again ends the same until somebody corrects something: a proxy that refuses. */
  readonly permanent?: boolean;
  /** How long the service asked to wait, from `Retry-After`. */
  readonly retryAfterMs?: number;
  /** Attempts made; 0 when nothing was tried. */
  readonly attempts: number;
  /**
   * The call may have changed something although no good answer came: connection lost after sending, time-out, 5xx, unreadable answer,
   * in this attempt or an earlier one. Always false for calls that only read.
   */
  readonly mayHaveTakenEffect: boolean;
  /** An attempt before the last one may have been carried out: "already there" and "already gone" may be this call's own doing. */
  readonly retried: boolean;
}

/** What a failed call rejects with. Holds no header, no request body, no credential. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    /** Method and URL (without user, password and query), status, and what the service said. */
    readonly details: ApiErrorDetails,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'ApiError';
  }
}

export function isApiError(error: unknown, ...codes: ApiErrorCode[]): error is ApiError {
  return error instanceof ApiError && (codes.length === 0 || codes.includes(error.code));
}

/** What `createClient` throws when an option cannot be used; the offending value is named, unless it is a secret. */
export class ClientOptionError extends Error {
  readonly code = 'INVALID_OPTION';

  constructor(
    /** The option's name in `ClientOptions`. */
    readonly option: string,
    /** What is wrong with it, and what to do. */
    readonly problem: string,
  ) {
    super(`option ${option}: ${problem}`);
    this.name = 'ClientOptionError';
  }
}
