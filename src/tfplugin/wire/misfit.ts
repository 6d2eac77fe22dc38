import { formatPath, Path } from '../path';
import { Decimal, Dynamic, isUnknown } from '../value';

/** A value that is not of its type. The text names kinds and places, never the value: it may be a secret. */
export class Misfit extends Error {
  constructor(readonly path: Path, readonly problem: string) {
    super(path.length ? `${formatPath(path)}: ${problem}` : problem);
    this.name = 'Misfit';
  }
}

/** What kind of value it is, in Terraform's words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (isUnknown(value)) return 'an unknown value';
  if (value instanceof Dynamic) return 'a value with a type of its own';
  if (value instanceof Decimal || typeof value === 'number' || typeof value === 'bigint') return 'a number';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value instanceof Uint8Array) return 'bytes';
  return { string: 'a string', boolean: 'a bool', object: 'an object' }[typeof value as string] ?? `a JavaScript ${typeof value}`;
}
