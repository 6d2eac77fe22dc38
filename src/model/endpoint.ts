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
