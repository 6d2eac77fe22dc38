import { createHash } from 'node:crypto';

/** A prime, and a factor that takes a generator of this kind through every number below it (Park and Miller). */
const MODULUS = 2 ** 31 - 1;
const FACTOR = 48_271;

/** Numbers that follow from a seed alone: the catalogue is the same on every machine. Not for secrets. */
export class Random {
  private state: number;

  constructor(seed: number | string) {
    this.state = 1 + parseInt(digest(`random:${seed}`, 8), 16) % (MODULUS - 1);
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state * FACTOR) % MODULUS;
    return (this.state - 1) / MODULUS;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.int(0, from.length - 1)];
  }
}

/** Hexadecimal digits that follow from a text: ids. */
export function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** An id as the service has them, 24 hexadecimal digits. */
export function objectId(seed: number, kind: string, number: number): string {
  return digest(`${seed}:${kind}:${number}`, 24);
}

/** A UUID of 32 hexadecimal digits. */
export function uuidOf(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** A UUID that follows from a text. */
export function uuid(text: string): string {
  return uuidOf(digest(text, 32));
}
