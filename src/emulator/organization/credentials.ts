import { createHash, randomBytes, randomInt } from 'node:crypto';
import { EntityType } from '../../model';
import type { StoredCredentials } from '../types';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** The marks need percent-encoding in a URL: whoever forgets it finds out here. */
const PASSWORD_ALPHABET = `${LETTERS}23456789@:/?#%+&`;
const PASSWORD_LENGTH = 28;

/** Credentials as the service shows them, once. */
export type Credentials =
  | { readonly username: string; readonly password: string }
  | { readonly api_key: string };

export function mintCredentials(entityType: string): { shown: Credentials; stored: StoredCredentials } {
  if (entityType === EntityType.FIREWALL_INTEGRATION) {
    const username = randomBytes(12).toString('hex');
    // A letter first: not every file can hold a password that starts with #.
    const password = [LETTERS, ...Array<string>(PASSWORD_LENGTH - 1).fill(PASSWORD_ALPHABET)].map((from) => from[randomInt(from.length)]).join('');
    return { shown: { username, password }, stored: { username, password_sha256: sha256(password) } };
  }
  const apiKey = randomBytes(32).toString('hex');
  return { shown: { api_key: apiKey }, stored: { api_key_sha256: sha256(apiKey) } };
}

/** What a request presents. */
export interface Presented {
  readonly apiKey?: string;
  readonly username?: string;
  readonly password?: string;
}

/** Reads `x-api-key` and HTTP Basic. */
export function presentedBy(headers: { readonly [name: string]: string | string[] | undefined }): Presented {
  const apiKey = headers['x-api-key'];
  const basic = /^basic +([a-z0-9+/=]+)$/i.exec(String(headers.authorization ?? ''));
  const pair = basic ? Buffer.from(basic[1], 'base64').toString('utf8') : '';
  const colon = pair.indexOf(':');
  return {
    apiKey: typeof apiKey === 'string' ? apiKey : undefined,
    ...(colon < 0 ? {} : { username: pair.slice(0, colon), password: pair.slice(colon + 1) }),
  };
}

/** Whether what was presented are these credentials. */
export function opens(presented: Presented, stored: StoredCredentials | undefined): boolean {
  if (!stored) return false;
  if ('api_key_sha256' in stored) {
    return presented.apiKey !== undefined && sha256(presented.apiKey) === stored.api_key_sha256;
  }
  return presented.username === stored.username && presented.password !== undefined && sha256(presented.password) === stored.password_sha256;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
