import { quoted } from './text';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** Says what is wrong with the Service API's base URL, or nothing. Plain http would show the key to the network. */
export function checkServiceUrl(value: string): string | undefined {
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return 'the URL cannot be read; write it as https://HOST/v1';
  }
  const shown = quoted(`${url.protocol}//${url.host}${url.pathname}`);
  if (url.username || url.password) return `${shown} holds credentials; leave them out, the key goes into api_key`;
  if (url.search || url.hash) return `${shown} has a query or fragment; write the base URL alone, as https://HOST/v1`;
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:' && LOOPBACK.test(url.hostname)) return undefined;
  if (url.protocol === 'http:') return `${shown} would send the key in plain text; use https (http is for loopback hosts only)`;
  return `${shown} has the scheme "${url.protocol.slice(0, -1)}"; use https`;
}
