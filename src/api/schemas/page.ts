import * as z from 'zod/mini';
import type { Page } from '../types';
import { number, reader, text, type Reader } from './reader';

/** A page of something. The four numbers may be absent or null, and the links are not needed to go on. */
export function pageReader<T>(item: z.ZodMiniType<T>): Reader<Page<T>> {
  return reader<Page<T>>(z.object({
    items: z.array(item),
    total: z.nullish(number),
    page: z.nullish(number),
    size: z.nullish(number),
    pages: z.nullish(number),
    links: z._default(z.object({ next: z.nullish(text) }), {}),
  }));
}
