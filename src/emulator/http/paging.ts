import type { Query } from './query';
import { splitTarget } from './target';
import { MAX_PAGE_SIZE } from '../../model';

const DEFAULT_PAGE_SIZE = 50;

export interface PageRequest {
  readonly page: number;
  readonly size: number;
  /** The request's path and query as they came: the links carry every other parameter on. */
  readonly target?: string;
}

export interface Page {
  readonly items: readonly unknown[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly pages: number;
  readonly links: { readonly [name in 'first' | 'last' | 'self' | 'next' | 'prev']: string | null };
}

export function readPage(query: Query, target?: string): PageRequest {
  return {
    page: query.integer('page', 1, { low: 1 }),
    size: query.integer('size', DEFAULT_PAGE_SIZE, { low: 1, high: MAX_PAGE_SIZE }),
    target,
  };
}

/** Cuts a page out of a list; `write` turns its items, and no others, into what is sent. */
export function paginate<T>(all: readonly T[], { page, size, target }: PageRequest, write: (item: T) => unknown): Page {
  const pages = Math.ceil(all.length / size);
  const link = (number: number) => linkTo(target, number, size);
  return {
    items: all.slice((page - 1) * size, page * size).map(write),
    total: all.length,
    page,
    size,
    pages,
    links: {
      first: link(1),
      last: link(Math.max(pages, 1)),
      self: link(page),
      next: page < pages ? link(page + 1) : null,
      prev: page > 1 ? link(page - 1) : null,
    },
  };
}

/** Relative to the host, as the service has it: clients put scheme and host of their base URL in front. */
function linkTo(target: string | undefined, page: number, size: number): string {
  const { path, query } = splitTarget(target);
  const parameters = new URLSearchParams(query);
  parameters.set('page', String(page));
  parameters.set('size', String(size));
  return `${path}?${parameters}`;
}
