import type { X509Certificate } from 'node:crypto';
import { inMib } from './bounds';
import { ConnectFailure } from './connect';
import { ApiError, type ApiErrorCode, type ApiErrorDetails } from './errors';
import { cleanCause, type Redactor } from './redact';
import type { TransportFailure } from './transport';
import { explainUnreachable, explainWaiting } from './unreachable';
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
  /** Certificates that the configuration trusts beside Node's own. */
  readonly trusted: readonly X509Certificate[];
  readonly redact: Redactor;
}

type Extra = Partial<Pick<ApiErrorDetails, 'status' | 'serviceMessage' | 'retryAfterMs' | 'advice' | 'permanent'>> & { readonly cause?: unknown };

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
  switch (problem.problem) {
    case 'aborted': return aborted(facts, sent);
    case 'timeout': return timedOut(facts, problem);
    case 'encoding': return unexpectedAnswer(facts, status!, `its body cannot be decompressed (${message})`);
    case 'size':
      return failure('ANSWER_TOO_LARGE', facts, `answered ${status} with more than ${inMib(facts.largest)}, which nothing of the Service API has; `
        + 'the rest was not read. Is the API URL that of CrowdSec\'s Service API, without a gateway that answers in its place?', true, { status });
    case 'unreachable': {
      const { code, happened, next, permanent } = explainUnreachable(cause as ConnectFailure, facts.trusted);
      return failure(code, facts, `${happened}. Nothing was sent. ${next}`, false, { cause, permanent });
    }
    case 'connection': return connectionLost(facts, problem);
  }
}

function timedOut(facts: AttemptFacts, { sent, waiting }: TransportFailure): ApiError {
  const bound = `within ${facts.timeoutMs / 1000} seconds`;
  if (!waiting) {
    return failure('TIMED_OUT', facts, `no whole answer ${bound}.${sent ? '' : ' Nothing was sent.'} Raise request_timeout_seconds if the service is slow.`, sent);
  }
  const [happened, next] = explainWaiting(waiting);
  return failure('TIMED_OUT', facts, `${happened} ${bound}. Nothing was sent. ${next}`, false);
}

/** A connection that was there ended under the request. */
function connectionLost(facts: AttemptFacts, { sent, status, message, cause }: TransportFailure): ApiError {
  if (cause instanceof Error && cause.name === 'HTTPParserError') {
    return failure('CONNECTION_FAILED', facts, `what answers is not HTTP (${message}). Check scheme and port in the API URL.`, sent, { status, cause });
  }
  const when = status === undefined ? 'before an answer' : `in the middle of the answer (${status})`;
  const scheme = facts.url.startsWith('http:') && status === undefined ? ' If that port speaks TLS, write https:// in the API URL.' : '';
  return failure('CONNECTION_FAILED', facts, `the connection broke off ${when}: ${message}. Check network, firewall and proxy, and try again.${scheme}`, sent, { status, cause });
}
