import { MAX_PAGE_SIZE } from '../../model';
import { inMib, LARGEST_LIST, MOST_PAGES } from '../bounds';
import type { Answer, Call, CallRequest } from '../call';
import type { Reader } from '../schemas/reader';
import type { Page } from '../types';
import { read } from './answers';

const PARALLEL_PAGES = 4;

/** Times that a list is read which changes while it is read, or that holds less than it says. */
const MOST_READINGS = 3;

type PageRequest = Omit<CallRequest, 'method'>;

/** A page as it came. */
interface Fetched<T> {
  readonly page: Page<T>;
  readonly answer: Answer;
}

type FetchPage<T> = (number: number) => Promise<Fetched<T>>;

/**
 * Every item of a list. Pages are asked for by number, links are not followed. A list that lost or gained items while its pages were
 * read, or has one twice, may miss one that moved to another page: it is read again. One that keeps holding less than it says is an error.
 */
export async function fetchAll<T>(call: Call, request: PageRequest, reader: Reader<Page<T>>): Promise<T[]> {
  const fetchPage = async (number: number): Promise<Fetched<T>> => {
    const answer = await call({ ...request, method: 'GET', query: { ...request.query, page: number, size: MAX_PAGE_SIZE } });
    return { page: read(answer, reader), answer };
  };
  const seen = new Map<string, T>();
  for (let reading = 1; ; reading++) {
    const fetched = await readOnce(fetchPage);
    const items = fetched.flatMap(({ page }) => page.items);
    const distinct = new Map(items.map((item) => [keyOf(item), item]));
    const totals = new Set(fetched.map(({ page }) => page.total).filter((total) => typeof total === 'number'));
    const total = Math.max(0, ...totals);
    const moved = totals.size > 1 || distinct.size < items.length;
    if (!moved && items.length >= total) return items;
    for (const [key, item] of distinct) seen.set(key, item);
    if (reading < MOST_READINGS) continue;
    // It never stood still: what one reading missed another has, and nothing is there twice.
    if (moved) return [...seen.values()];
    throw fetched[0].answer.unexpected(`its list says that it has ${total} items, and holds ${items.length}`);
  }
}

/** What tells an item of a list from the others. */
function keyOf(item: unknown): string {
  const { id, value } = item as { readonly id?: string; readonly value?: string };
  return id ?? value ?? JSON.stringify(item);
}

/** The pages from the first to the last. Once the first tells how many there are the others are fetched side by side. */
async function readOnce<T>(fetchPage: FetchPage<T>): Promise<Fetched<T>[]> {
  const first = await fetchPage(1);
  const { pages, total } = first.page;
  const promised = Math.max(pages ?? 1, Math.ceil((total ?? 0) / MAX_PAGE_SIZE));
  if (promised > MOST_PAGES) throw first.answer.unexpected(`its list says that it has ${promised} pages; no list has more than ${MOST_PAGES}`);

  const list = new PageList(first);
  let next = 2;
  const worker = async () => {
    while (next <= promised) {
      const number = next++;
      try {
        const fetched = await fetchPage(number);
        list.add(number, fetched);
        if (fetched.page.items.length === 0) next = Infinity;
      } catch (error) {
        next = Infinity; // the list has failed: the other workers need fetch no more
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_PAGES }, worker));
  while (list.goesOn) list.add(list.length + 1, await fetchPage(list.length + 1));
  return list.pages;
}

/** Pages of one list by number, bounded in their number and size, and none of them twice. */
class PageList<T> {
  readonly pages: Fetched<T>[] = [];
  private readonly numbers = new Map<string, number>();
  private size = 0;

  constructor(first: Fetched<T>) {
    this.add(1, first);
  }

  get length(): number {
    return this.pages.length;
  }

  /** A page that is not full is the last, and one that names no next one where the service tells the list's length. */
  get goesOn(): boolean {
    const { items, size, links, pages, total } = this.pages[this.length - 1].page;
    const full = items.length > 0 && items.length >= Math.min(size ?? MAX_PAGE_SIZE, MAX_PAGE_SIZE);
    return full && (typeof links.next === 'string' || (links.next === undefined && (pages ?? total ?? undefined) === undefined));
  }

  add(number: number, fetched: Fetched<T>): void {
    const { page, answer } = fetched;
    if (number > MOST_PAGES) throw answer.unexpected(`its list has not ended after ${MOST_PAGES} pages`);
    this.size += answer.body.length;
    if (this.size > LARGEST_LIST) throw answer.unexpected(`its list has more than ${inMib(LARGEST_LIST)} after ${number} pages`);
    const ends = JSON.stringify([page.items[0], page.items.at(-1)]);
    const same = this.numbers.get(ends);
    if (same !== undefined && page.items.length > 0) throw answer.unexpected(`page ${number} of its list is page ${same} again: its paging goes round in a circle`);
    this.numbers.set(ends, number);
    this.pages[number - 1] = fetched;
  }
}
