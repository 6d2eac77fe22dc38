import { parseJson } from './bounds';
import type { ApiError, ApiErrorCode } from './errors';
import { failure, type AttemptFacts } from './failures';
import type { Redactor } from './redact';
import { parseRetryAfter } from './retry';
import type { TransportAnswer } from './transport';
import { printable } from '../model';

const LONGEST_QUOTE = 300;

/** Characters of a body without JSON that are looked at for words. */
const LONGEST_MARKUP = 10_000;

/** Entries of a 422 that are told. */
const MOST_DETAILS = 10;

/** The error for an answer whose status is not one of success. */
export function badStatus(facts: AttemptFacts, answer: TransportAnswer): ApiError {
  const { status } = answer;
  const said = serviceMessage(answer.body, facts.redact);
  const retryAfterMs = parseRetryAfter(one(answer.headers['retry-after']), Date.now());
  const { code, meaning, advice } = explain(facts, status, hostOf(one(answer.headers.location), facts.url));
  const wait = retryAfterMs === undefined ? '' : ` It asks to wait ${Math.ceil(retryAfterMs / 1000)} seconds.`;
  const explained = said && said.toLowerCase() !== meaning ? `${said}. ${capital(meaning)}` : meaning;
  return failure(code, facts, `answered ${status}: ${explained}.${wait}`, status >= 500, {
    status,
    advice,
    ...(said ? { serviceMessage: said } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

interface Explanation {
  readonly code: ApiErrorCode;
  readonly meaning: string;
  readonly advice: string;
}

function explain(facts: AttemptFacts, status: number, elsewhere: string): Explanation {
  const own = facts.opener === 'organization';
  switch (status) {
    case 400:
      return { code: 'BAD_REQUEST', meaning: 'the service refuses the request as it stands', advice: 'Compare the message with what was asked for.' };
    case 401:
      return own
        ? {
          code: 'UNAUTHORIZED',
          meaning: 'the API key is missing or invalid',
          advice: 'Check api_key, or the environment variable CROWDSEC_SERVICE_API_KEY (or CROWDSEC_SAPI_KEY); the key is one of the Service API, made in CrowdSec\'s console.',
        }
        : { code: 'UNAUTHORIZED', meaning: 'the integration\'s credentials are not accepted', advice: 'They may have been regenerated, or belong to another integration.' };
    case 403:
      return { code: 'FORBIDDEN', meaning: 'the key lacks the permission, or the organisation\'s plan does not include this', advice: 'Give the API key the permission in CrowdSec\'s console, or see there what the plan includes.' };
    case 404:
      return { code: 'NOT_FOUND', meaning: 'there is no such object for this organisation', advice: 'Check the id or name in the URL, and that the key belongs to the right organisation.' };
    case 409:
      return { code: 'CONFLICT', meaning: 'it clashes with what is there already', advice: 'Choose another name, or remove what stands in the way.' };
    case 422:
      return { code: 'INVALID_REQUEST', meaning: 'the service does not accept a value', advice: 'Correct the value that the message names.' };
    case 429:
      return {
        code: 'RATE_LIMITED',
        meaning: 'too many requests',
        advice: 'Lower requests_per_second, or try again later; how often content may be pulled depends on the plan.',
      };
  }
  if (status >= 500) return { code: 'SERVER_ERROR', meaning: 'the service, or a gateway before it, failed', advice: 'This is not your fault; try again later.' };
  if (status >= 300 && status < 400) {
    return { code: 'UNEXPECTED_STATUS', meaning: `the service points elsewhere${elsewhere}`, advice: 'Redirects are not followed, so that the key goes nowhere else; correct the API URL.' };
  }
  return { code: 'UNEXPECTED_STATUS', meaning: 'the service should not answer this', advice: 'Is the API URL that of CrowdSec\'s Service API?' };
}

/**
 * The service's own words out of an error's body: `{message}`, `{detail}` as text or list, or what a gateway writes. Secrets go before
 * it is shortened, which would leave a part of one that nothing finds; what does not show is spelled out.
 */
export function serviceMessage(body: string, redact: Redactor = (text) => text): string {
  return told(fromJson(body) ?? withoutMarkup(redact(body).slice(0, LONGEST_MARKUP)), redact).replace(/[.\s]+$/, '');
}

function fromJson(body: string): string | undefined {
  let json: unknown;
  try {
    json = parseJson(body);
  } catch {
    return undefined;
  }
  const { message, detail, error } = (json ?? {}) as { message?: unknown; detail?: unknown; error?: unknown };
  if (Array.isArray(detail)) return detail.slice(0, MOST_DETAILS).map(fromDetail).join('; ');
  return [detail, message, error].find((text): text is string => typeof text === 'string');
}

/** One entry of a 422; its `input` is left alone, because it may be anything that was sent. */
function fromDetail(entry: { loc?: unknown; msg?: unknown } | null): string {
  const path = Array.isArray(entry?.loc) ? entry.loc.join('.') : '';
  const text = typeof entry?.msg === 'string' ? entry.msg : 'invalid';
  return path ? `${path}: ${text}` : text;
}

function withoutMarkup(body: string): string {
  const title = /<title[^<>]*>([^<]*)<\/title>/i.exec(body)?.[1];
  return title ?? body.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^<>]*>/g, ' ');
}

/** The service's words as a message tells them: without secrets, in one line, what does not show spelled out, shortened. */
export function told(words: string, redact: Redactor): string {
  const line = printable(redact(words).replace(/\s+/g, ' ').trim());
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

/** Where a redirect leads; only the host, because what follows may hold anything. */
function hostOf(location: string | undefined, from: string): string {
  return location && URL.canParse(location, from) ? ` (to the host ${new URL(location, from).host})` : '';
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
