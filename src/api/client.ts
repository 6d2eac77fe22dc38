import { checkServiceUrl, PUBLIC_SERVICE_URL } from '../model';
import { createCall, isHeaderSafe } from './call';
import { ClientOptionError } from './errors';
import { proxyFor } from './proxy';
import { RETRY_DEFAULTS } from './retry';
import { blocklists } from './services/blocklists';
import { cves } from './services/cves';
import { fingerprints } from './services/fingerprints';
import { info } from './services/info';
import { integrations } from './services/integrations';
import { subscriptions } from './services/subscriptions';
import { vendors } from './services/vendors';
import { createTransport } from './transport';
import { trustOf } from './trust';
import type { Client, ClientOptions } from './types';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_USER_AGENT = 'cdktf-crowdsec';

/** Longest that a timer of Node can wait. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * A client of CrowdSec's Service API. Opens nothing before the first call. Throws a `ClientOptionError` for an option that cannot
 * be used. Everything secret lives in closures: neither `JSON.stringify` nor `util.inspect` of a client shows any of it.
 */
export function createClient(options: ClientOptions): Client {
  const { timeoutMs, ...limits } = limitsOf(options);
  const baseUrl = baseUrlOf(options.apiUrl ?? PUBLIC_SERVICE_URL);
  const proxy = proxyFor(baseUrl, options.env ?? process.env);
  const trust = trustOf(options.caCertificatePem);
  const transport = createTransport({
    origin: baseUrl.origin,
    timeoutMs,
    proxy,
    trust,
  });
  const call = createCall({
    transport,
    baseUrl,
    apiKey: keyOf(options.apiKey),
    userAgent: userAgentOf(options.userAgent ?? DEFAULT_USER_AGENT),
    timeoutMs,
    ...limits,
    proxy,
    trusted: trust.added,
    onRequest: options.onRequest,
  });
  return {
    info: info(call),
    integrations: integrations(call),
    subscriptions: subscriptions(call),
    vendors: vendors(call),
    cves: cves(call),
    fingerprints: fingerprints(call),
    blocklists: blocklists(call),
    close: () => transport.close(),
  };
}

function baseUrlOf(apiUrl: string): URL {
  const problem = checkServiceUrl(apiUrl);
  if (problem) throw new ClientOptionError('apiUrl', problem);
  return new URL(apiUrl);
}

function keyOf(apiKey: string): string {
  if (apiKey === '') throw new ClientOptionError('apiKey', 'is empty; give the Service API key of your organisation');
  if (!isHeaderSafe(apiKey)) {
    throw new ClientOptionError('apiKey', 'holds a space, a line break or another character that no key has (its value is not shown); was it copied whole, and nothing else?');
  }
  return apiKey;
}

function userAgentOf(userAgent: string): string {
  if (/^[\x20-\x7e]+$/.test(userAgent)) return userAgent;
  throw new ClientOptionError('userAgent', `${JSON.stringify(userAgent)} cannot be sent; use visible ASCII characters`);
}

function limitsOf({ requestTimeoutMs = DEFAULT_TIMEOUT_MS, maxRetries = RETRY_DEFAULTS.maxRetries, requestsPerSecond }: ClientOptions) {
  if (!(requestTimeoutMs > 0 && requestTimeoutMs <= MAX_TIMEOUT_MS)) {
    throw new ClientOptionError('requestTimeoutMs', `${requestTimeoutMs} is no time-out; give milliseconds, more than 0 and at most ${MAX_TIMEOUT_MS}`);
  }
  if (!Number.isInteger(maxRetries) || maxRetries < 0) {
    throw new ClientOptionError('maxRetries', `${maxRetries} is no number of repeats; give a whole number, 0 or more`);
  }
  if (requestsPerSecond !== undefined && !(requestsPerSecond > 0 && Number.isFinite(requestsPerSecond))) {
    throw new ClientOptionError('requestsPerSecond', `${requestsPerSecond} is no rate; give a number above 0, or leave it out for no limit`);
  }
  return { timeoutMs: requestTimeoutMs, maxRetries, requestsPerSecond };
}
