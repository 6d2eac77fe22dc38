import type { FastifyInstance } from 'fastify';
import type { Audience } from '../catalogue/blocklists';
import { answerPage } from '../http/answers';
import { blocklistOf, subscribersOf, writeBlocklist } from '../objects/blocklist';
import type { World } from '../world';

const FILTERS = ['public', 'private', 'shared', 'all'] as const;
/** Public lists come only when asked for. */
const DEFAULT_FILTERS: readonly (Audience | 'all')[] = ['private', 'shared'];
/** Of the older `page_size`, which clients still send beside `size`: `size` counts. */
const MAX_OLD_PAGE_SIZE = 1000;

/** Blocklists, without their subscribers' list. */
export function blocklistRoutes(app: FastifyInstance, world: World): void {
  app.get('/blocklists', (request) => answerPage(request, (query) => {
    const asked = query.choices('include_filter', FILTERS);
    const filters = asked.length ? asked : DEFAULT_FILTERS;
    const subscribedOnly = query.flag('subscribed_only');
    const excludeSubscribed = query.flag('exclude_subscribed');
    const categories = query.texts('category');
    query.integer('page_size', undefined, { low: 1, high: MAX_OLD_PAGE_SIZE });
    return () => world.catalogue.blocklists.filter(({ audience, fields }) => {
      const subscribed = subscribersOf(world, fields.id).length > 0;
      return (filters.includes('all') || filters.includes(audience))
        && !(subscribedOnly && !subscribed)
        && !(excludeSubscribed && subscribed)
        && (!categories.length || fields.categories.some(({ name }) => categories.includes(name)));
    });
  }, (blocklist) => writeBlocklist(world, blocklist)));

  app.get<{ Params: { id: string } }>('/blocklists/:id', (request) => writeBlocklist(world, blocklistOf(world, request.params.id)));
}
