/** One entry of a 422, as the service writes it. */
export interface Detail {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** An answer that is not a success. Routes throw it; the server writes it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: { readonly message: string } | { readonly detail: readonly Detail[] },
    readonly headers: { readonly [name: string]: string } = {},
  ) {
    super(`HTTP ${status}`);
  }
}

/** All but 422 carry one message: the contract leaves the shape open, clients must read several. */
export function problem(status: number, message: string, headers?: { readonly [name: string]: string }): Problem {
  return new Problem(status, { message }, headers);
}

export function notFound(what: string, key: string): Problem {
  return problem(404, `${what} "${key}" not found`);
}

export function unprocessable(details: readonly Detail[]): Problem {
  return new Problem(422, { detail: details });
}
