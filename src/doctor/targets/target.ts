import type { Credentials } from '../../api';
import { type IntegrationReference, NAME_PREFIX } from '../../model';

/** What the device has, where somebody says it. */
export interface DeviceFacts {
  /** Output format that it reads. */
  readonly format?: string;
  /** Its URL of the list; may hold user and password. */
  readonly url?: string;
  /** Pages that it is configured with, and entries of each. */
  readonly pages?: number;
  readonly pageSize?: number;
  /** Entries that it can hold for one URL. */
  readonly capacity?: number;
  /** Whether it is a remediation component. */
  readonly isComponent?: boolean;
}

/** An integration to look at, with what is known of it without asking the service. */
export interface Target {
  readonly reference?: IntegrationReference;
  readonly endpoint?: string;
  readonly credentials?: Credentials;
  readonly device?: DeviceFacts;
}

/** The id in an endpoint, or in a component's base URL. */
export function idInUrl(url: string): string | undefined {
  return /\/integrations\/([^/?#]+)/.exec(url)?.[1];
}

/** How a report calls it before its name is known. */
export function subjectOf({ reference, endpoint }: Target): string {
  if (reference) return 'id' in reference ? reference.id : reference.name;
  return endpoint ?? 'the endpoint';
}

/** As somebody types it. */
export function typed(reference: IntegrationReference): string {
  return 'id' in reference ? reference.id : `${NAME_PREFIX}${reference.name}`;
}

/** Secrets that it holds. */
export function secretsOf({ credentials, device }: Target): string[] {
  const own = credentials === undefined ? [] : 'api_key' in credentials ? [credentials.api_key] : [credentials.password];
  const inUrl = passwordIn(userinfoOf(device?.url) ?? '');
  return [...own, ...inUrl ? [inUrl, decoded(inUrl)] : []];
}

const USERINFO = /^([a-z][a-z0-9+.-]*:\/\/)(.*)@/is;

/** User and password of a URL as somebody meant them: all up to the last `@`, where a raw mark would cut them short for a parser. */
export function userinfoOf(url: string | undefined): string | undefined {
  return USERINFO.exec(url ?? '')?.[2];
}

export function withoutUserinfo(url: string): string {
  return url.replace(USERINFO, '$1');
}

/** What stands behind the first colon. */
export function passwordIn(userinfo: string): string {
  return userinfo.includes(':') ? userinfo.slice(userinfo.indexOf(':') + 1) : '';
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
