import { type Client, ClientOptionError, createClient, isApiError } from '../../api';
import { KEY_VARIABLES } from '../../model';
import type { Seen } from '../examination';
import { REQUEST_TIMEOUT_MS, type Vantage } from '../network';

const MAKE_ONE = 'Make a key for the Service API in CrowdSec\'s console, with the permission to read integrations';

/** The organisation's key as the environment has it, or nothing. */
export function keyIn(env: Vantage['env']): { readonly variable: string; readonly raw: string; readonly key: string } | undefined {
  const variable = KEY_VARIABLES.find((name) => env[name]?.trim());
  if (variable === undefined) return undefined;
  const raw = env[variable]!;
  return { variable, raw, key: raw.trim().replace(/^(["'])(.*)\1$/, '$2') };
}

/** @param needed whether there is nothing to look at without it */
export function lookForKey(env: Vantage['env'], needed: boolean): Seen<string> {
  const found = keyIn(env);
  if (!found) {
    const detail = `there is no key of the organisation: neither ${KEY_VARIABLES.join(' nor ')} is set`;
    return needed ? { status: 'fail', detail, remedy: `${MAKE_ONE}, and export it as ${KEY_VARIABLES[0]}.` } : { status: 'skip', detail };
  }
  const { variable, raw, key } = found;
  if (raw === key) return { status: 'ok', value: key, detail: `${variable} is set` };
  return { status: 'warn', value: key, detail: `the key in ${variable} has blanks or quotes around it; it was tried without`, remedy: `Set ${variable} to the key alone: other programs send it as it stands.` };
}

export interface ClientSettings extends Vantage {
  readonly apiUrl: string;
}

export function clientFor(apiKey: string, { apiUrl, env, caCertificatePem }: ClientSettings): Client {
  return createClient({
    apiKey,
    apiUrl,
    env,
    caCertificatePem,
    // What fails now and then is to be seen, not to be smoothed over.
    maxRetries: 0,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    userAgent: 'cdktf-crowdsec-doctor',
  });
}

/** What an answer to "whose key is this?" says of the key. */
export function keyProblem(error: unknown): Seen<never> {
  if (error instanceof ClientOptionError) return { status: 'fail', detail: error.message, remedy: 'Copy the key again, whole and alone.' };
  if (!isApiError(error)) throw error;
  switch (error.code) {
    case 'UNAUTHORIZED':
      return {
        status: 'fail',
        detail: 'the service does not accept the key (401): it is mistyped, deleted or expired, or an integration\'s own key',
        remedy: `${MAKE_ONE}; an integration's own key opens its content alone.`,
      };
    case 'FORBIDDEN':
      return { status: 'fail', detail: 'the key is valid, but lacks the permission (403)', remedy: 'Give the key the permission in CrowdSec\'s console.' };
    case 'RATE_LIMITED':
      return { status: 'unknown', detail: 'the service answers 429, so nothing can be said of the key', remedy: 'See rate-limit.' };
    default:
      return { status: 'fail', detail: error.message, remedy: 'See the checks of the network, and try again later.' };
  }
}
