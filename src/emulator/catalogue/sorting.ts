export type Order = 'asc' | 'desc';

/** Sorts by a key; what has none comes last either way, and equals stay in the catalogue's order. */
export function sorted<T>(list: readonly T[], key: (item: T) => string | number | null, order: Order): T[] {
  const sign = order === 'asc' ? 1 : -1;
  return [...list].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === y) return 0;
    if (x === null) return 1;
    if (y === null) return -1;
    return x < y ? -sign : sign;
  });
}
