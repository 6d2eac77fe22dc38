import type { FastifyInstance } from 'fastify';
import { checkFormatFitsEntity, ENTITY_TYPES, OUTPUT_FORMATS } from '../../model';
import { answerPage, originOf, queryOf } from '../http/answers';
import { problem, unprocessable } from '../http/problem';
import { flag, integer, nullable, oneOf, readBody, text } from '../http/validation';
import { integrationOf, writeIntegration } from '../objects/integration';
import { mintCredentials } from '../organization/credentials';
import type { StoredIntegration } from '../types';
import type { World } from '../world';

interface IntegrationCreate {
  readonly name: string;
  readonly entity_type: string;
  readonly output_format: string;
  readonly description?: string;
  readonly pull_limit?: number | null;
  readonly enable_ip_aggregation?: boolean;
}

type IntegrationUpdate = Partial<Omit<IntegrationCreate, 'entity_type'>> & { readonly regenerate_credentials?: boolean };

const SHARED_FIELDS = {
  description: { check: text },
  pull_limit: { check: nullable(integer) },
  enable_ip_aggregation: { check: flag },
};
const CREATE_FIELDS = {
  name: { required: true, check: text },
  entity_type: { required: true, check: oneOf(ENTITY_TYPES) },
  output_format: { required: true, check: oneOf(OUTPUT_FORMATS) },
  ...SHARED_FIELDS,
};
const UPDATE_FIELDS = {
  name: { check: text },
  output_format: { check: oneOf(OUTPUT_FORMATS) },
  regenerate_credentials: { check: flag },
  ...SHARED_FIELDS,
};

interface ById {
  readonly Params: { readonly id: string };
}

/** Integrations, without their content. */
export function integrationRoutes(app: FastifyInstance, world: World): void {
  app.post('/integrations', (request, reply) => {
    const body = readBody<IntegrationCreate>(request.body, CREATE_FIELDS);
    refuseMisfit(body.output_format, body.entity_type);
    refuseClash(world, body.name);
    refuseOverQuota(world);
    const { shown, stored } = mintCredentials(body.entity_type);
    const now = world.clock.stamp();
    const integration = world.store.add({
      ...body,
      pull_limit: body.pull_limit ?? null,
      enable_ip_aggregation: body.enable_ip_aggregation ?? false,
      tags: [],
      created_at: now,
      updated_at: now,
      last_pull: null,
      page_pulls: {},
      credentials: stored,
      subscriptions: [],
      streamed: null,
    });
    return reply.code(201).send(writeIntegration(world, integration, originOf(request), shown));
  });

  app.get('/integrations', (request) => answerPage(request, (query) => {
    const tags = query.texts('tag');
    return () => world.store.list().filter((integration) => !tags.length || integration.tags.some((tag) => tags.includes(tag)));
  }, (integration) => writeIntegration(world, integration, originOf(request))));

  app.get<ById>('/integrations/:id', (request) =>
    writeIntegration(world, integrationOf(world, request.params.id), originOf(request)));

  app.patch<ById>('/integrations/:id', (request) => {
    const integration = integrationOf(world, request.params.id);
    const { regenerate_credentials: regenerate, ...change } = readBody<IntegrationUpdate>(request.body, UPDATE_FIELDS);
    if (change.output_format) refuseMisfit(change.output_format, integration.entity_type);
    const renamed = change.name !== undefined && change.name !== integration.name;
    if (renamed) refuseClash(world, change.name!);
    const minted = regenerate ? mintCredentials(integration.entity_type) : undefined;
    const updated: StoredIntegration = {
      ...integration,
      ...change,
      updated_at: world.clock.stamp(),
      ...(minted && { credentials: minted.stored }),
      ...(renamed && world.settings.renameDropsSubscriptions && { subscriptions: keyedById(integration) }),
    };
    world.store.put(updated);
    return writeIntegration(world, updated, originOf(request), minted?.shown);
  });

  app.delete<ById>('/integrations/:id', (request, reply) => {
    const query = queryOf(request);
    const force = query.flag('force');
    query.done();
    const integration = integrationOf(world, request.params.id);
    const count = integration.subscriptions.length;
    if (count && !force) {
      throw problem(409, `Integration "${integration.name}" has ${count} subscription${count > 1 ? 's' : ''}; end them first, or delete with force=true`);
    }
    world.store.remove(integration.id);
    return reply.code(204).send();
  });
}

/** A rename cannot drop these: blocklists know the integration by its id. */
function keyedById(integration: StoredIntegration): StoredIntegration['subscriptions'] {
  return integration.subscriptions.filter(({ kind }) => kind === 'blocklist');
}

/** The contract says which format a remediation component uses, not what happens otherwise: 422 here. */
function refuseMisfit(format: string, entityType: string): void {
  const misfit = checkFormatFitsEntity(format, entityType);
  if (misfit) throw unprocessable([{ loc: ['body', 'output_format'], msg: misfit, type: 'value_error' }]);
}

/** Names are unique; the status of a clash is not described: 409 here. */
function refuseClash(world: World, name: string): void {
  if (world.store.byName(name)) throw problem(409, `An integration named "${name}" exists already in this organization`);
}

/** The status at the quota is not described: 403 here. */
function refuseOverQuota(world: World): void {
  const quota = world.settings.integrationQuota;
  if (quota !== null && world.store.list().length >= quota) {
    throw problem(403, `The quota of ${quota} integration${quota === 1 ? '' : 's'} of this organization is used up`);
  }
}
