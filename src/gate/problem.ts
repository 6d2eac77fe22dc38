import { type ApiError, type ApiErrorCode } from '../api';

/** What keeps an integration from serving, as the doctor would put it. */
export interface Problem {
  /** Id of the doctor's check that says the same. */
  readonly check: string;
  /** What was seen. No secret. */
  readonly seen: string;
  /** What to do; left out where `seen` says it. */
  readonly remedy?: string;
  /** Whether somebody has to do something first, so that waiting is of no use. */
  readonly final: boolean;
  /** How long the service asks to be left alone. */
  readonly retryAfterMs?: number;
}

/** What ends the gate with a text for the user: what happened, and what to do. Never a secret. */
export class GateError extends Error {}

const CHECKS: { readonly [code in ApiErrorCode]?: string } = {
  UNAUTHORIZED: 'api-key-valid',
  FORBIDDEN: 'api-key-valid',
  NOT_FOUND: 'integration-found',
  RATE_LIMITED: 'rate-limit',
  TLS_FAILED: 'tls-handshake',
};

/** What another look a little later may not find any more. */
const PASSING: readonly ApiErrorCode[] = ['RATE_LIMITED', 'SERVER_ERROR', 'CONNECTION_FAILED', 'TIMED_OUT'];

/** A call that failed. The client's text says what to do. */
export function problemOfCall({ code, message, details }: ApiError): Problem {
  return {
    check: CHECKS[code] ?? 'endpoint-answers',
    seen: message,
    final: details.permanent === true || !PASSING.includes(code),
    retryAfterMs: details.retryAfterMs,
  };
}
