import { MAX_PAGE_SIZE } from '../../model';
import type { Answer, Call, CallRequest } from '../call';
import type { Reader } from '../schemas/reader';
import type { Page } from '../types';
import { read } from './answers';

const PARALLEL_PAGES = 4;

/** More pages than any list has: what a service gone wrong stops at. */
const MOST_PAGES = 10_000;

type PageRequest = Omit<CallRequest, 'method'>;

/** Every item of a list. Once the first page tells how many there are the others are fetched side by side, else one after the other. */
export async function fetchAll<T>(call: Call, request: PageRequest, reader: Reader<Page<T>>): Promise<T[]> {
  const fetchPage = async (page: number): Promise<[Page<T>, Answer]> => {
    const answer = await call({ ...request, method: 'GET', query: { ...request.query, page, size: MAX_PAGE_SIZE } });
    return [read(answer, reader), answer];
  };
  const [first, answer] = await fetchPage(1);
  if (typeof first.pages !== 'number') return follow(first, answer, fetchPage);
  if (first.pages > MOST_PAGES) throw answer.unexpected(`it promises ${first.pages} pages; no list has more than ${MOST_PAGES}`);

  const pages = [first.items];
  let next = 2;
  const worker = async () => {
    while (next <= first.pages!) {
      const number = next++;
      try {
        pages[number - 1] = (await fetchPage(number))[0].items;
      } catch (error) {
        next = Infinity; // the list has failed: the other workers need fetch no more
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_PAGES }, worker));
  return pages.flat();
}

async function follow<T>(first: Page<T>, answer: Answer, fetchPage: (page: number) => Promise<[Page<T>, Answer]>): Promise<T[]> {
  const items = [...first.items];
  let [last, lastAnswer] = [first, answer];
  for (let page = 2; hasNext(last); page++) {
    if (page > MOST_PAGES) throw lastAnswer.unexpected(`its list has not ended after ${MOST_PAGES} pages`);
    [last, lastAnswer] = await fetchPage(page);
    items.push(...last.items);
  }
  return items;
}

/** A page that is not full, or that names no next one, is the last. */
function hasNext(page: Page<unknown>): boolean {
  return page.items.length >= (page.size ?? MAX_PAGE_SIZE) && page.items.length > 0 && page.links.next !== null;
}
