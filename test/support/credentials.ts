/** An integration's own credentials, as a device uses them. */

/** The header that a device pulls with. */
export function basic(username: unknown, password: unknown): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** Asks an endpoint for its head, which is no pull, with credentials of outputs or state. */
export function head({ endpoint, username, password }: { readonly [name: string]: any }): Promise<Response> {
  return fetch(endpoint, { method: 'HEAD', headers: basic(username, password) });
}
