import { inMib } from './bounds';
import { ApiError, type ApiErrorCode, type ApiErrorDetails } from './errors';
import { cleanCause, describe, type Redactor } from './redact';
import type { TransportFailure } from './transport';
import { printable } from '../model';

/** Characters of a URL that a message shows: it holds names, of any length. */
const LONGEST_URL = 300;

/** What every error of one attempt tells: who asked what, and how far it came. */
export interface AttemptFacts {
  readonly method: string;
  readonly url: string;
  readonly attempts: number;
  readonly retried: boolean;
  /** Whether the call only reads, so that nothing can have taken effect. */
  readonly reads: boolean;
  /** Whose key was sent. */
  readonly opener: 'organization' | 'integration';
  readonly timeoutMs: number;
  /** Bytes that the answer may have. */
  readonly largest: number;
  /** Host of the proxy, where one is used. */
  readonly proxy?: string;
  readonly redact: Redactor;
}

type Extra = Partial<Pick<ApiErrorDetails, 'status' | 'serviceMessage' | 'retryAfterMs' | 'advice'>> & { readonly cause?: unknown };

/** `mayHave`: whether this attempt may have been carried out; earlier ones are added here. */
export function failure(code: ApiErrorCode, facts: AttemptFacts, text: string, mayHave: boolean, { cause, ...extra }: Extra = {}): ApiError {
  const { method, attempts, retried, redact } = facts;
  const tries = attempts > 1 ? ` (attempt ${attempts})` : '';
  const doubt = !facts.reads && (mayHave || retried) ? ' The change may have been made all the same.' : '';
  const url = redact(facts.url);
  const shownUrl = url.length > LONGEST_URL ? `${url.slice(0, LONGEST_URL)}…` : url;
  return new ApiError(code, printable(redact(`${method} ${shownUrl}${tries}: ${text}${extra.advice ? ` ${extra.advice}` : ''}${doubt}`)), {
    method, url, attempts, retried, ...extra, mayHaveTakenEffect: !facts.reads && (mayHave || retried),
  }, cause === undefined ? undefined : { cause: cleanCause(cause, redact) });
}

/** The request cannot be sent as it is asked for. */
export function notSendable(facts: AttemptFacts, problem: string): ApiError {
  return failure('INVALID_REQUEST', facts, `${problem}. Nothing was sent.`, false);
}

export function aborted(facts: AttemptFacts, sent: boolean): ApiError {
  return failure('ABORTED', facts, 'ended because its caller asked for it.', sent);
}

/** The service answered with success, but not with what it promises. Never quotes the answer: it may hold new credentials. */
export function unexpectedAnswer(facts: AttemptFacts, status: number, problem: string): ApiError {
  return failure('UNEXPECTED_ANSWER', facts, `answered ${status}, but ${problem}. Is the API URL that of CrowdSec's Service API, `
    + 'without a gateway that answers in its place? If it is, the service has changed: update cdktf-crowdsec.', true, { status });
}

/** The service took the request, but refused what it asks for, inside an answer of success. */
export function subscriptionRefused(facts: AttemptFacts, status: number, serviceMessage: string): ApiError {
  return failure('SUBSCRIPTION_REFUSED', facts, `the service refused the subscription: ${serviceMessage}. Check the blocklist, the remediation `
    + 'and the quota of your plan.', false, { status, serviceMessage });
}

/** No answer, or none that can be read. */
export function noAnswer(facts: AttemptFacts, problem: TransportFailure): ApiError {
  const { sent, status, message, cause } = problem;
  const nothingSent = sent ? '' : ' Nothing was sent.';
  switch (problem.problem) {
    case 'aborted': return aborted(facts, sent);
    case 'timeout':
      return failure('TIMED_OUT', facts, `no whole answer within ${facts.timeoutMs / 1000} seconds.${nothingSent} Raise request_timeout_seconds if the `
        + 'service is slow; if it cannot be reached at all, check network, firewall and proxy.', sent);
    case 'tls': return tlsFailed(facts, cause);
    case 'proxy':
      return failure('CONNECTION_FAILED', facts, `the proxy ${facts.proxy} refused: ${message}. Nothing was sent. Check HTTPS_PROXY, its user and `
        + 'password, or put the host into NO_PROXY.', false, { cause });
    case 'encoding': return unexpectedAnswer(facts, status!, `its body cannot be decompressed (${message})`);
    case 'size':
      return failure('ANSWER_TOO_LARGE', facts, `answered ${status} with more than ${inMib(facts.largest)}, which nothing of the Service API has; `
        + 'the rest was not read. Is the API URL that of CrowdSec\'s Service API, without a gateway that answers in its place?', true, { status });
    case 'connection': return connectionFailed(facts, problem, nothingSent);
  }
}

function connectionFailed(facts: AttemptFacts, { sent, status, message, cause }: TransportFailure, nothingSent: string): ApiError {
  const where = facts.proxy ? ` through the proxy ${facts.proxy}` : '';
  const what = !sent ? `cannot connect${where}` : status === undefined ? `the connection${where} broke off before an answer` : `the connection${where} broke off in the middle of the answer (${status})`;
  const { code } = describe(cause);
  const advice = code === 'ENOTFOUND' ? 'Check the host in the API URL, and DNS.' : 'Check network, firewall and proxy, and try again.';
  return failure('CONNECTION_FAILED', facts, `${what}: ${message}.${nothingSent} ${advice}`, sent, { status, cause });
}

function tlsFailed(facts: AttemptFacts, cause: unknown): ApiError {
  const { code, message } = describe(cause);
  const advice = code === 'ERR_TLS_CERT_ALTNAME_INVALID'
    ? 'Its certificate is for another host: check the API URL'
    : 'If the server\'s certificate is signed by your own CA, or a proxy opens TLS, put that CA\'s certificate in PEM into ca_certificate_pem';
  const where = facts.proxy ? ` (through the proxy ${facts.proxy})` : '';
  return failure('TLS_FAILED', facts, `no trusted TLS connection${where}: ${message}. ${advice}. Nothing was sent.`, false, { cause });
}
