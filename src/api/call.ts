import type { X509Certificate } from 'node:crypto';
import { LARGEST_JSON_BYTES } from './bounds';
import { type ApiError, isApiError } from './errors';
import { aborted, noAnswer, notSendable, subscriptionRefused, unexpectedAnswer, type AttemptFacts } from './failures';
import { Pace } from './pace';
import { redactor } from './redact';
import { RETRY_DEFAULTS, withRetries, type Attempt } from './retry';
import { badStatus, told } from './statuses';
import { TransportFailure, type Transport, type TransportAnswer } from './transport';
import type { Credentials, RequestLine } from './types';
import { LONGEST_PATH_TEXT } from '../model';

type QueryValue = string | number | boolean | readonly string[];

/** One call of the API, as the services ask for it. */
export interface CallRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  /** Segments after the base URL, not yet encoded. */
  readonly path: readonly string[];
  /** Lists become repeated parameters; undefined ones are left out. */
  readonly query?: { readonly [name: string]: QueryValue | undefined };
  readonly body?: object;
  /** Who opens it; the organisation's key when left out. */
  readonly credentials?: Credentials;
  /** Whether carrying it out twice does what once does. Default: all but `POST`. */
  readonly idempotent?: boolean;
  /** Bytes that the answer may have. Default: those of JSON. */
  readonly largest?: number;
  readonly signal?: AbortSignal;
}

/** An answer of success, and the errors for what is wrong with it. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  unexpected(problem: string): ApiError;
  refused(serviceMessage: string): ApiError;
}

export type Call = (request: CallRequest) => Promise<Answer>;

export interface CallSettings {
  readonly transport: Transport;
  readonly baseUrl: URL;
  readonly apiKey: string;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly requestsPerSecond?: number;
  readonly proxy?: { readonly secrets: readonly string[] };
  readonly trusted: readonly X509Certificate[];
  readonly onRequest?: (line: RequestLine) => void;
}

export function createCall(settings: CallSettings): Call {
  const basePath = settings.baseUrl.pathname.replace(/\/+$/, '');
  const pace = new Pace(settings.requestsPerSecond);
  const secrets = [settings.apiKey, ...settings.proxy?.secrets ?? []];

  return async (request) => {
    const { largest = LARGEST_JSON_BYTES } = request;
    const path = basePath + request.path.map((segment) => `/${encode(segment)}`).join('');
    const basics = {
      method: request.method,
      url: settings.baseUrl.origin + path,
      reads: request.method === 'GET' || request.method === 'HEAD',
      opener: request.credentials ? 'integration' : 'organization',
      timeoutMs: settings.timeoutMs,
      largest,
      trusted: settings.trusted,
      redact: redactor([...secrets, ...secretsOf(request.credentials)]),
    } as const;
    const problem = problemOf(request);
    if (problem) throw notSendable({ ...basics, attempts: 0, retried: false }, problem);
    const outgoing = {
      method: request.method,
      path: path + queryOf(request.query),
      headers: headersOf(request, settings),
      body: request.body && JSON.stringify(request.body),
      largest,
      signal: request.signal,
    };

    const exchange = async (facts: AttemptFacts): Promise<Answer> => {
      const began = performance.now();
      const tell = (outcome: { status?: number; error?: string }) => settings.onRequest?.({
        method: request.method,
        url: basics.redact(basics.url),
        attempt: facts.attempts,
        durationMs: Math.round(performance.now() - began),
        ...outcome,
      });
      let answer: TransportAnswer;
      try {
        answer = await settings.transport.send(outgoing);
      } catch (error) {
        if (!(error instanceof TransportFailure)) throw error;
        const failed = noAnswer(facts, error);
        tell({ status: error.status, error: failed.code });
        throw failed;
      }
      tell({ status: answer.status });
      return successOf(facts, answer);
    };
    const attempt = async ({ number, previous }: Attempt): Promise<Answer> => {
      const facts: AttemptFacts = { ...basics, attempts: number, retried: previous?.details.mayHaveTakenEffect ?? false };
      if (!await pace.take(request.signal)) throw aborted({ ...facts, attempts: number - 1 }, false);
      let refusedForMs: number | undefined;
      try {
        return await exchange(facts);
      } catch (error) {
        refusedForMs = waitOfAll(request, error);
        throw error;
      } finally {
        pace.over(refusedForMs);
      }
    };
    return withRetries(attempt, {
      maxRetries: settings.maxRetries,
      idempotent: request.idempotent ?? request.method !== 'POST',
      signal: request.signal,
    });
  };
}

/** How long all calls wait because one was refused: not where that one has a limit of its own, as pulls of content have, for hours. */
function waitOfAll({ credentials }: CallRequest, error: unknown): number | undefined {
  if (credentials || !isApiError(error, 'RATE_LIMITED')) return undefined;
  const { retryAfterMs = 0 } = error.details;
  return retryAfterMs <= RETRY_DEFAULTS.maxRetryAfterMs ? retryAfterMs : undefined;
}

function successOf(facts: AttemptFacts, answer: TransportAnswer): Answer {
  const { status, body } = answer;
  if (status < 200 || status > 299) throw badStatus(facts, answer);
  return {
    status,
    body,
    unexpected: (problem) => unexpectedAnswer(facts, status, problem),
    refused: (serviceMessage) => subscriptionRefused(facts, status, told(serviceMessage, facts.redact)),
  };
}

/** What keeps a request from being sent, or nothing. Dots as a segment could lead to another endpoint. */
function problemOf(request: CallRequest): string | undefined {
  for (const segment of request.path) {
    if (segment === '') return 'an id or name in the path is empty';
    if (segment === '.' || segment === '..') return `"${segment}" cannot be part of a path`;
    if (encode(segment) === '') return 'an id or name in the path is no valid Unicode';
    const { length } = encode(segment);
    if (length > LONGEST_PATH_TEXT) return `an id or name takes ${length} characters in the path; ${LONGEST_PATH_TEXT} are the most`;
  }
  const { credentials } = request;
  if (credentials && 'api_key' in credentials && !isHeaderSafe(credentials.api_key)) return 'the integration\'s API key holds characters that no key has';
  return undefined;
}

function encode(segment: string): string {
  try {
    return encodeURIComponent(segment);
  } catch {
    return '';
  }
}

/** Visible ASCII without spaces, which is what a key is made of. */
export function isHeaderSafe(key: string): boolean {
  return /^[\x21-\x7e]+$/.test(key);
}

function queryOf(query: CallRequest['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const single of [value].flat()) parameters.append(name, String(single));
  }
  const text = parameters.toString();
  return text && `?${text}`;
}

function headersOf(request: CallRequest, settings: CallSettings): Record<string, string> {
  return {
    'user-agent': settings.userAgent,
    'accept': 'application/json, text/plain;q=0.9, */*;q=0.1',
    ...authorizationOf(request.credentials, settings.apiKey),
    ...(request.body ? { 'content-type': 'application/json' } : {}),
  };
}

function authorizationOf(credentials: Credentials | undefined, apiKey: string): Record<string, string> {
  if (!credentials) return { 'x-api-key': apiKey };
  return 'api_key' in credentials ? { 'x-api-key': credentials.api_key } : { authorization: `Basic ${userAndPassword(credentials)}` };
}

function userAndPassword(credentials: { readonly username: string; readonly password: string }): string {
  return Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
}

function secretsOf(credentials: Credentials | undefined): string[] {
  if (!credentials) return [];
  return 'api_key' in credentials ? [credentials.api_key] : [credentials.password, userAndPassword(credentials)];
}
