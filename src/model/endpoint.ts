import { MIN_CONTENT_PAGE_SIZE } from './limits';
import { largestPageSize } from './output-format';

/** Percent-encodes a user name or password for a URL, also the marks that `encodeURIComponent` leaves alone. */
export function encodeUserinfo(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The endpoint with user name and password in it, for devices that take nothing but a URL. */
export function endpointWithCredentials(endpoint: string, username: string, password: string): string {
  const [scheme, rest] = splitScheme(endpoint);
  return `${scheme}://${encodeUserinfo(username)}:${encodeUserinfo(password)}@${rest}`;
}

/** What a remediation component takes as its `api_url`: it appends `v1/decisions/stream` itself. Ends with `/`. */
export function lapiUrl(endpoint: string): string {
  return endpoint.replace(/\/(content|v1\/decisions\/stream)?\/?$/, '') + '/';
}

function splitScheme(url: string): [string, string] {
  const at = url.indexOf('://');
  return [url.slice(0, at), url.slice(at + 3)];
}

/** Says what is wrong with a page size for a format's content, or nothing. */
export function checkContentPageSize(pageSize: number, format: string): string | undefined {
  if (!Number.isInteger(pageSize) || pageSize < MIN_CONTENT_PAGE_SIZE) {
    return `page size ${pageSize} is too small; the service takes ${MIN_CONTENT_PAGE_SIZE} or more entries a page`;
  }
  const largest = largestPageSize(format);
  if (largest !== undefined && pageSize > largest) {
    return `page size ${pageSize} is too large for format "${format}": an uncompressed answer is cut at about 5 MB; use ${largest} or less`;
  }
  return undefined;
}
