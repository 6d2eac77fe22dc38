import { mergeCidr } from 'cidr-tools';

/**
 * The pool that every list of the catalogue draws from: documentation and benchmarking ranges only (RFC 5737, 2544, 3849,
 * 9637, 5180), so that no real address is ever blocked by a device fed from here. An address is its place in the pool.
 * Behind it lie addresses that RFC 1112 reserves, for the one list that is larger than any device takes.
 */
interface Range {
  readonly size: number;
  readonly at: (offset: number) => string;
}

const RANGES: readonly Range[] = [
  { size: 256, at: (n) => `192.0.2.${n}` },
  { size: 256, at: (n) => `198.51.100.${n}` },
  { size: 256, at: (n) => `203.0.113.${n}` },
  { size: 2 ** 17, at: (n) => `198.${18 + high(n, 65_536)}.${high(n, 256) % 256}.${n % 256}` },
  { size: 16_000, at: (n) => `2001:db8:${network(n)}::${host(n)}` },
  { size: 4_000, at: (n) => `3fff:${network(n)}::${host(n)}` },
  { size: 2_000, at: (n) => `2001:2:0:${network(n)}::${host(n)}` },
];
const BEHIND: Range = { size: 2 ** 18, at: (n) => `240.${high(n, 65_536)}.${high(n, 256) % 256}.${n % 256}` };

/** Sixteen hosts to a network: neighbours aggregate. */
const network = (n: number) => (high(n, 16) + 1).toString(16);
const host = (n: number) => (n % 16 + 1).toString(16);
const high = (n: number, unit: number) => Math.floor(n / unit);

export const POOL_SIZE = RANGES.reduce((sum, range) => sum + range.size, 0);

let pool: readonly string[] | undefined;

/** Every address of the pool, and those behind it, in order. Written out at first use: the start need not wait for it. */
function addresses(): readonly string[] {
  pool ??= [...RANGES, BEHIND].flatMap(({ size, at }) => Array.from({ length: size }, (_, n) => at(n)));
  return pool;
}

/** Places `start` to `start + length - 1` of the pool. */
export interface Run {
  readonly start: number;
  readonly length: number;
}

/** The same places, each once, in order. */
export function merge(runs: readonly Run[]): Run[] {
  const merged: { start: number; length: number }[] = [];
  for (const { start, length } of [...runs].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start <= last.start + last.length) last.length = Math.max(last.length, start + length - last.start);
    else merged.push({ start, length });
  }
  return merged;
}

/** How many places the runs cover. */
export function countOf(runs: readonly Run[]): number {
  return merge(runs).reduce((sum, run) => sum + run.length, 0);
}

/** The addresses at the places that the runs cover, each once, in order. */
export function addressesAt(runs: readonly Run[]): string[] {
  const all = addresses();
  return merge(runs).flatMap(({ start, length }) => all.slice(start, start + length));
}

/** Adjacent addresses as ranges where that is shorter; what stays alone has no prefix. */
export function aggregate(entries: readonly string[]): string[] {
  return mergeCidr([...entries]).map((range) => range.replace(/\/(32|128)$/, ''));
}
