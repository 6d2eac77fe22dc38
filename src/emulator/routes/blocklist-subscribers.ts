import type { FastifyInstance } from 'fastify';
import { ENTITY_TYPES, EntityType } from '../../model';
import { answerPage } from '../http/answers';
import { notFound, unprocessable } from '../http/problem';
import { oneOf, readBody, text, textList } from '../http/validation';
import { blocklistOf, ORGANIZATION, subscribersOf } from '../objects/blocklist';
import { DEFAULT_REMEDIATION } from '../objects/integration';
import type { World } from '../world';

/** A tag or an engine subscribes too, but this emulator has none. */
const FIELDS = {
  ids: { required: true, check: textList },
  entity_type: { required: true, check: oneOf([...ENTITY_TYPES, ORGANIZATION, 'tag', 'engine']) },
  remediation: { check: text },
};

interface SubscriberRequest {
  readonly ids: readonly string[];
  readonly entity_type: string;
  readonly remediation?: string;
}

interface ById {
  readonly Params: { readonly id: string };
}

/** Who is subscribed to a blocklist. Integrations are known by their id here. */
export function blocklistSubscriberRoutes(app: FastifyInstance, world: World): void {
  app.post<ById>('/blocklists/:id/subscribers', (request) => {
    const body = readBody<SubscriberRequest>(request.body, FIELDS);
    refuseIncomplete(body);
    const { id: blocklist } = blocklistOf(world, request.params.id).fields;
    const ids = body.entity_type === ORGANIZATION ? [world.catalogue.organizationId] : [...new Set(body.ids)];
    const results = ids.map((id) => ({ id, error: subscribe(world, blocklist, id, body) }));
    const updated = results.filter(({ error }) => !error).map(({ id }) => id);
    const errors = results.filter(({ error }) => error).map(({ id, error }) => ({ [id]: error }));
    return { updated: updated.length ? updated : null, errors: errors.length ? errors : null };
  });

  app.get<ById>('/blocklists/:id/subscribers', (request) => answerPage(request, () => () =>
    subscribersOf(world, blocklistOf(world, request.params.id).fields.id), (subscriber) => subscriber));

  app.delete<{ Params: { id: string; entity: string } }>('/blocklists/:id/subscribers/:entity', (request) => {
    const { id: blocklist } = blocklistOf(world, request.params.id).fields;
    if (!unsubscribe(world, blocklist, request.params.entity)) throw notFound('Subscriber', request.params.entity);
    return {};
  });
}

/** Only firewall integrations do without a remediation; the organisation goes without ids. */
function refuseIncomplete({ ids, entity_type: type, remediation }: SubscriberRequest): void {
  if (type !== EntityType.FIREWALL_INTEGRATION && remediation === undefined) {
    throw unprocessable([{ loc: ['body', 'remediation'], msg: `Field required for entity type '${type}'`, type: 'missing' }]);
  }
  if (type === ORGANIZATION && ids.length) {
    throw unprocessable([{ loc: ['body', 'ids'], msg: `Must be empty for entity type '${type}'`, type: 'value_error' }]);
  }
}

/** Says why one id could not be subscribed, or nothing: the others are all the same. */
function subscribe(world: World, blocklist: string, id: string, { entity_type: type, remediation }: SubscriberRequest): string | undefined {
  if (type === ORGANIZATION) {
    const blocklists = world.store.organizationBlocklists();
    if (blocklists.some((each) => each.id === blocklist)) return 'Already subscribed';
    world.store.setOrganizationBlocklists([...blocklists, { id: blocklist, remediation: remediation ?? DEFAULT_REMEDIATION }]);
    return undefined;
  }
  const integration = world.store.get(id);
  if (!integration || integration.entity_type !== type) return `No ${type} of this id`;
  const subscription = { kind: 'blocklist' as const, key: blocklist, created_at: world.clock.stamp(), ...(remediation && { remediation }) };
  return world.store.subscribe(integration, subscription) ? undefined : 'Already subscribed';
}

/** False if there was nothing to end. */
function unsubscribe(world: World, blocklist: string, entity: string): boolean {
  if (entity === world.catalogue.organizationId) {
    const blocklists = world.store.organizationBlocklists();
    const left = blocklists.filter(({ id }) => id !== blocklist);
    if (left.length < blocklists.length) world.store.setOrganizationBlocklists(left);
    return left.length < blocklists.length;
  }
  const integration = world.store.get(entity);
  return integration !== undefined && world.store.unsubscribe(integration, 'blocklist', blocklist);
}
