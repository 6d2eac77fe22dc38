import { parseJson } from './bounds';
import type { ApiError, ApiErrorCode } from './errors';
import { failure, type AttemptFacts } from './failures';
import { parseRetryAfter } from './retry';
import type { TransportAnswer } from './transport';

const LONGEST_QUOTE = 300;

/** The error for an answer whose status is not one of success. */
export function badStatus(facts: AttemptFacts, answer: TransportAnswer): ApiError {
  const { status } = answer;
  const said = facts.redact(serviceMessage(answer.body));
  const retryAfterMs = parseRetryAfter(one(answer.headers['retry-after']), Date.now());
  const { code, meaning, advice } = explain(facts, status, one(answer.headers.location));
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

function explain(facts: AttemptFacts, status: number, location: string | undefined): Explanation {
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
    return { code: 'UNEXPECTED_STATUS', meaning: `the service points elsewhere${hostOf(location)}`, advice: 'Redirects are not followed; correct the API URL.' };
  }
  return { code: 'UNEXPECTED_STATUS', meaning: 'the service should not answer this', advice: 'Is the API URL that of CrowdSec\'s Service API?' };
}

/** The service's own words out of an error's body: `{message}`, `{detail}` as text or list, or what a gateway writes. */
export function serviceMessage(body: string): string {
  return shorten(fromJson(body) ?? withoutMarkup(body)).replace(/[.\s]+$/, '');
}

function fromJson(body: string): string | undefined {
  let json: unknown;
  try {
    json = parseJson(body);
  } catch {
    return undefined;
  }
  const { message, detail, error } = (json ?? {}) as { message?: unknown; detail?: unknown; error?: unknown };
  if (Array.isArray(detail)) return detail.map(fromDetail).join('; ');
  return [detail, message, error].find((text): text is string => typeof text === 'string');
}

/** One entry of a 422; its `input` is left alone, because it may be anything that was sent. */
function fromDetail(entry: { loc?: unknown; msg?: unknown } | null): string {
  const path = Array.isArray(entry?.loc) ? entry.loc.join('.') : '';
  const text = typeof entry?.msg === 'string' ? entry.msg : 'invalid';
  return path ? `${path}: ${text}` : text;
}

function withoutMarkup(body: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1];
  return title ?? body.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

function hostOf(location: string | undefined): string {
  return location && URL.canParse(location) ? ` (${new URL(location).host})` : '';
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
