/** Stable codes of the client's errors. Match on these, never on text. Each is explained in docs/errors.md. */
export type ApiErrorCode =
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'BAD_REQUEST'
  | 'INVALID_REQUEST'
  | 'RATE_LIMITED'
  | 'SERVER_ERROR'
  | 'UNEXPECTED_STATUS'
  | 'UNEXPECTED_ANSWER'
  | 'CONNECTION_FAILED'
  | 'TLS_FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'SUBSCRIPTION_REFUSED';

/** What a failed call rejects with. Holds no header, no request body, no credential. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    /** Method and URL (without user, password and query), status, and what the service said. */
    readonly details: {
      readonly method: string;
      readonly url: string;
      readonly status?: number;
      /** The service's own words, shortened. */
      readonly serviceMessage?: string;
      /** Attempts made. */
      readonly attempts: number;
      /** The request may have been carried out although no good answer came: connection lost, time-out, 5xx, unreadable answer. */
      readonly mayHaveTakenEffect: boolean;
      /** An earlier attempt of the same call may have been carried out. */
      readonly retried: boolean;
    },
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'ApiError';
  }
}

export function isApiError(error: unknown, ...codes: ApiErrorCode[]): error is ApiError {
  return error instanceof ApiError && (codes.length === 0 || codes.includes(error.code));
}
