import { createServer } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { Problem, problem } from './http/problem';
import { BODY_LIMIT, bodyOf, CONTROL_PREFIX, interfere } from './interference';
import { presentedBy } from './organization/credentials';
import { blocklistSubscriberRoutes } from './routes/blocklist-subscribers';
import { blocklistRoutes } from './routes/blocklists';
import { contentRoutes } from './routes/content';
import { controlRoutes } from './routes/control';
import { infoRoutes } from './routes/info';
import { integrationRoutes } from './routes/integrations';
import { ruleRoutes } from './routes/rules';
import { subscriptionRoutes } from './routes/subscriptions';
import { vendorRoutes } from './routes/vendors';
import { uiRoutes } from './ui';
import type { World } from './world';
import { LONGEST_PATH_TEXT } from '../model';

const API_PREFIX = '/v1';
export const UI_PREFIX = `${CONTROL_PREFIX}/ui`;

/** Nouns that the organisation's key opens; content and stream have credentials of their own. */
const KEYED_ROUTES = [
  infoRoutes, integrationRoutes, subscriptionRoutes, vendorRoutes, ruleRoutes, blocklistRoutes, blocklistSubscriberRoutes,
];

export function buildServer(world: World, ui = false): FastifyInstance {
  const app = Fastify({
    logger: false,
    exposeHeadRoutes: false,
    bodyLimit: BODY_LIMIT,
    // Held and slow requests must not keep a closed emulator alive.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: LONGEST_PATH_TEXT },
    serverFactory: (handler) => createServer(interfere(world, handler)),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, raw, done) => done(null, readJson(request, String(raw))));
  app.addHook('preParsing', async (request) => bodyOf(request.raw));
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof Problem) return reply.code(error.status).headers(error.headers).send(error.body);
    return reply.code(error.statusCode ?? 500).send({ message: error.message });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: 'Not Found' }));

  void app.register(async (api) => {
    api.addHook('preValidation', async (request) => {
      if (presentedBy(request.headers).apiKey !== world.apiKey) throw problem(401, 'API key missing or invalid');
    });
    for (const routes of KEYED_ROUTES) routes(api, world);
  }, { prefix: API_PREFIX });
  void app.register(async (api) => contentRoutes(api, world), { prefix: API_PREFIX });
  void app.register(async (control) => controlRoutes(control, world), { prefix: CONTROL_PREFIX });
  if (ui) void app.register(async (page) => uiRoutes(page, world, UI_PREFIX), { prefix: UI_PREFIX });
  return app;
}

/** The body as JSON; undefined for what is none, which no route takes. */
function readJson(request: FastifyRequest, raw: string): unknown {
  if (!/^application\/([a-z.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
