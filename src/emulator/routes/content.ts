import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MIN_CONTENT_PAGE_SIZE, OBJECT_ID_PATTERN } from '../../model';
import { delta } from '../content/decisions';
import { render } from '../content/formats';
import { pullWindowSeconds } from '../control/settings';
import { queryOf, sendText } from '../http/answers';
import { problem, unprocessable } from '../http/problem';
import { integrationOf } from '../objects/integration';
import { opens, presentedBy } from '../organization/credentials';
import type { StoredIntegration } from '../types';
import type { World } from '../world';

interface ById {
  readonly Params: { readonly id: string };
}

/** What devices pull: the content and the decision stream. The integration's own credentials open it, or the organisation's key. */
export function contentRoutes(app: FastifyInstance, world: World): void {
  app.head<ById>('/integrations/:id/content', (request, reply) => {
    const integration = opened(world, request);
    const { page, ...asked } = readContentQuery(request);
    const has = world.entries(world.view(integration, asked)).length > 0;
    return reply.code(has ? 200 : 204).type('text/plain').send();
  });

  app.get<ById>('/integrations/:id/content', async (request, reply) => {
    const integration = opened(world, request);
    const { page, pageSize, ...asked } = readContentQuery(request);
    refuseWithinWindow(world, integration, page);
    const now = world.clock.stamp();
    world.store.put({ ...integration, last_pull: now, page_pulls: { ...integration.page_pulls, [page]: now } });
    const all = world.entries(world.view(integration, asked));
    const entries = pageSize === undefined ? all : all.slice((page - 1) * pageSize, page * pageSize);
    if (!entries.length || (pageSize === undefined && page > 1)) return reply.code(204).send();
    return sendText(request, reply, 'text/plain; charset=utf-8', render(entries, integration.output_format, integration.name), true);
  });

  app.get<ById>('/integrations/:id/v1/decisions/stream', async (request, reply) => {
    const integration = opened(world, request);
    const query = queryOf(request);
    const startup = query.flag('startup');
    query.done();
    const held = startup ? null : integration.streamed;
    const view = world.view(integration);
    const entries = world.entries(view);
    // A 204 takes nothing away: what the component holds then is told to be dropped by the next answer.
    world.store.put({ ...integration, last_pull: world.clock.stamp(), streamed: entries.length ? view : held });
    if (!entries.length) return reply.code(204).send();
    const changes = delta(held ? world.entries(held) : [], entries);
    return sendText(request, reply, 'application/json; charset=utf-8', JSON.stringify(changes));
  });
}

/** Without any credentials 401, then whether there is such an integration, then whether these credentials are its own. */
function opened(world: World, request: FastifyRequest<ById>): StoredIntegration {
  const { id } = request.params;
  const presented = presentedBy(request.headers);
  const refused = problem(401, 'Credentials missing or invalid', { 'www-authenticate': 'Basic realm="crowdsec"' });
  if (presented.apiKey === undefined && presented.username === undefined) throw refused;
  if (!OBJECT_ID_PATTERN.test(id)) {
    throw unprocessable([{ loc: ['path', 'integration_id'], msg: 'Id must be an object id, 24 hexadecimal digits', type: 'value_error' }]);
  }
  const integration = integrationOf(world, id);
  if (presented.apiKey !== world.apiKey && !opens(presented, integration.credentials)) throw refused;
  return integration;
}

function readContentQuery(request: FastifyRequest): { page: number; pageSize?: number; limit?: number; aggregate: boolean } {
  const query = queryOf(request);
  const asked = {
    page: query.integer('page', 1, { low: 1 }),
    pageSize: query.integer('page_size', undefined, { low: MIN_CONTENT_PAGE_SIZE }),
    limit: query.integer('pull_limit', undefined),
    aggregate: query.flag('enable_ip_aggregation'),
  };
  query.done();
  return asked;
}

/**
 * The window holds for each page by itself: a device that takes its list in several URLs pulls all of them at once.
 * Whether the service's limit covers the stream is undocumented; its own components pull it every few seconds: not here.
 */
function refuseWithinWindow(world: World, integration: StoredIntegration, page: number): void {
  const last = integration.page_pulls[page];
  if (!world.settings.enforcePullWindow || last === undefined) return;
  const left = Math.ceil((Date.parse(last) - world.clock.now().getTime()) / 1000 + pullWindowSeconds(world.settings.plan));
  if (left > 0) {
    throw problem(429, `Integration "${integration.name}" was pulled too recently; pull again in ${left} seconds`, { 'retry-after': String(left) });
  }
}
