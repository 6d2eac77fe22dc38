import { DEFAULT_REMEDIATION } from './integration';
import { OBJECT_ID_PATTERN } from '../../model';
import type { Blocklist } from '../catalogue/blocklists';
import { notFound, unprocessable } from '../http/problem';
import { find } from '../organization/store';
import type { World } from '../world';

/** Entity type of the organisation as a whole. */
export const ORGANIZATION = 'org';

interface Subscriber {
  readonly id: string;
  readonly entity_type: string;
  readonly remediation: string;
}

/** The blocklist of an id, or 404; 422 for what is no id. */
export function blocklistOf(world: World, id: string): Blocklist {
  if (!OBJECT_ID_PATTERN.test(id)) {
    throw unprocessable([{ loc: ['path', 'blocklist_id'], msg: 'Id must be an object id, 24 hexadecimal digits', type: 'value_error' }]);
  }
  const blocklist = world.catalogue.blocklist(id.toLowerCase());
  if (!blocklist) throw notFound('Blocklist', id);
  return blocklist;
}

/** Everybody subscribed to a blocklist: always with a remediation, also where none was given. */
export function subscribersOf(world: World, blocklist: string): Subscriber[] {
  const integrations = world.store.subscribedTo('blocklist', blocklist).map((integration) => ({
    id: integration.id,
    entity_type: integration.entity_type,
    remediation: find(integration, 'blocklist', blocklist)?.remediation ?? DEFAULT_REMEDIATION,
  }));
  const organization = world.store.organizationBlocklists()
    .filter(({ id }) => id === blocklist)
    .map(({ remediation }) => ({ id: world.catalogue.organizationId, entity_type: ORGANIZATION, remediation }));
  return [...organization, ...integrations];
}

/** The blocklist as the API writes it. */
export function writeBlocklist(world: World, { fields }: Blocklist): unknown {
  const counts = new Map<string, number>();
  for (const { entity_type: type } of subscribersOf(world, fields.id)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return { ...fields, subscribers: [...counts].map(([entity_type, count]) => ({ entity_type, count })) };
}
