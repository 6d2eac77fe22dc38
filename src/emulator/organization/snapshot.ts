import { checkEntityType, checkObjectId, checkOutputFormat } from '../../model';
import { ControlError, objectOf } from '../control/control-error';
import type { Snapshot, StoredIntegration } from '../types';

export const EMPTY_SNAPSHOT: Snapshot = { version: 1, created: 0, integrations: [], organizationBlocklists: [] };

const KINDS = ['vendor', 'cve', 'fingerprint', 'blocklist'];

/** What an integration of a snapshot may leave out: snapshots are also written by hand. */
const DEFAULTS = {
  pull_limit: null, enable_ip_aggregation: false, tags: [], last_pull: null, page_pulls: {}, subscriptions: [], streamed: null,
};

/** Reads a snapshot from JSON. Throws a `ControlError` that says what is wrong with it, and where. */
export function readSnapshot(value: unknown): Snapshot {
  const snapshot = { ...EMPTY_SNAPSHOT, ...objectOf(value, 'the snapshot') };
  if (snapshot.version !== 1) throw new ControlError(`the snapshot has version ${JSON.stringify(snapshot.version)}; this emulator reads version 1`);
  if (!Array.isArray(snapshot.integrations)) throw new ControlError('the snapshot\'s "integrations" is no list');
  if (!Array.isArray(snapshot.organizationBlocklists)) throw new ControlError('the snapshot\'s "organizationBlocklists" is no list');
  if (!Number.isInteger(snapshot.created)) throw new ControlError('the snapshot\'s "created" is no whole number');
  const integrations = snapshot.integrations.map(readIntegration);
  for (const field of ['id', 'name'] as const) refuseTwice(integrations.map((integration) => integration[field]), field);
  return { ...snapshot, integrations, created: Math.max(snapshot.created, integrations.length) };
}

function readIntegration(value: unknown, n: number): StoredIntegration {
  const where = `integrations[${n}]`;
  const given = { ...DEFAULTS, ...objectOf(value, where) } as unknown as StoredIntegration;
  const wrong = (problem: string) => new ControlError(`${where} of the snapshot: ${problem}`);
  for (const field of ['id', 'name', 'entity_type', 'output_format', 'created_at', 'updated_at'] as const) {
    if (typeof given[field] !== 'string' || !given[field]) throw wrong(`"${field}" is missing; give a text`);
  }
  for (const field of ['created_at', 'updated_at'] as const) {
    if (Number.isNaN(Date.parse(given[field]))) throw wrong(`"${field}" is "${given[field]}"; give an RFC 3339 date`);
  }
  const problem = checkObjectId(given.id) ?? checkEntityType(given.entity_type) ?? checkOutputFormat(given.output_format);
  if (problem) throw wrong(problem);
  if (!Array.isArray(given.tags)) throw wrong('"tags" is no list');
  if (!Array.isArray(given.subscriptions)) throw wrong('"subscriptions" is no list');
  given.subscriptions.forEach((each: unknown) => {
    const { kind, key, created_at: since } = objectOf(each, `${where}.subscriptions`);
    if (!KINDS.includes(kind as string) || typeof key !== 'string' || Number.isNaN(Date.parse(String(since)))) {
      throw wrong(`a subscription needs "kind" (${KINDS.join(', ')}), "key" and "created_at"; there is ${JSON.stringify(each)}`);
    }
  });
  return { ...given, id: given.id.toLowerCase() };
}

function refuseTwice(values: readonly string[], field: string): void {
  const twice = values.find((value, n) => values.indexOf(value) !== n);
  if (twice !== undefined) throw new ControlError(`two integrations of the snapshot have the ${field} "${twice}"`);
}
