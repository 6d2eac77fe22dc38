/** A control call that cannot be understood: what was given, and what would do. Answered with 400. */
export class ControlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ControlError';
  }
}

/** Takes a JSON object, whose fields the caller then looks at. */
export function objectOf(value: unknown, what: string): { readonly [name: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ControlError(`${what} is ${value === undefined ? 'missing' : 'no JSON object'}; send one as the body`);
  }
  return value as { readonly [name: string]: unknown };
}
