import { ENTITY_TYPES, OBJECT_ID_PATTERN, OUTPUT_FORMATS } from '../../model';
import {
  checkFields, ControlError, DATE, FLAG, isDate, isObject, isText, objectOf, oneOf, orNull, type Rule, type Rules,
} from '../control/fields';
import type { OrganizationBlocklist, Snapshot, StoredIntegration, StoredSubscription } from '../types';

export const EMPTY_SNAPSHOT: Snapshot = { version: 1, created: 0, integrations: [], organizationBlocklists: [] };

const LIST: Rule = { accepts: Array.isArray, expected: 'a list' };
const TEXT: Rule = { accepts: (value) => isText(value) && value !== '', expected: 'a text' };
/** Nobody writes these by hand. */
const AS_BEFORE = 'what a snapshot had';

const SNAPSHOT: Rules<Omit<Snapshot, 'version'>> = {
  created: { accepts: Number.isInteger, expected: 'a whole number' },
  integrations: LIST,
  organizationBlocklists: LIST,
};

const INTEGRATION: Rules<StoredIntegration> = {
  id: { accepts: (value) => isText(value) && OBJECT_ID_PATTERN.test(value), expected: 'an id, 24 hexadecimal digits', required: true },
  name: { ...TEXT, required: true },
  description: TEXT,
  entity_type: { ...oneOf(ENTITY_TYPES), required: true },
  output_format: { ...oneOf(OUTPUT_FORMATS), required: true },
  pull_limit: orNull({ accepts: Number.isInteger, expected: 'a whole number' }),
  enable_ip_aggregation: FLAG,
  tags: { accepts: (value) => Array.isArray(value) && value.every(isText), expected: 'a list of texts' },
  created_at: { ...DATE, required: true },
  updated_at: { ...DATE, required: true },
  last_pull: orNull(DATE),
  page_pulls: { accepts: (value) => isObject(value) && Object.values(value).every(isDate), expected: 'an object of dates' },
  credentials: { accepts: areCredentials, expected: AS_BEFORE, secret: true },
  subscriptions: LIST,
  streamed: orNull({ accepts: isView, expected: AS_BEFORE }),
};

const SUBSCRIPTION: Rules<StoredSubscription> = {
  kind: { ...oneOf(['vendor', 'cve', 'fingerprint', 'blocklist']), required: true },
  key: { ...TEXT, required: true },
  remediation: TEXT,
  created_at: { ...DATE, required: true },
};

const ORGANIZATION_BLOCKLIST: Rules<OrganizationBlocklist> = {
  id: { ...TEXT, required: true },
  remediation: { ...TEXT, required: true },
};

/** What an integration of a snapshot may leave out: snapshots are also written by hand. */
const DEFAULTS = {
  pull_limit: null, enable_ip_aggregation: false, tags: [], last_pull: null, page_pulls: {}, subscriptions: [], streamed: null,
};

/** Reads a snapshot from JSON. Throws a `ControlError` that says what is wrong with it, and where. */
export function readSnapshot(value: unknown): Snapshot {
  const snapshot = { ...EMPTY_SNAPSHOT, ...objectOf(value, 'the snapshot') };
  if (snapshot.version !== 1) throw new ControlError(`the snapshot has version ${JSON.stringify(snapshot.version)}; this emulator reads version 1`);
  checkFields({ ...snapshot }, SNAPSHOT, 'the snapshot');
  const integrations = snapshot.integrations.map(readIntegration);
  for (const field of ['id', 'name'] as const) refuseTwice(integrations.map((integration) => integration[field]), field);
  checkEach(snapshot.organizationBlocklists, ORGANIZATION_BLOCKLIST, 'organizationBlocklists', 'the snapshot');
  return { ...snapshot, integrations, created: Math.max(snapshot.created, integrations.length) };
}

function readIntegration(value: unknown, n: number): StoredIntegration {
  const where = `integrations[${n}] of the snapshot`;
  const given = { ...DEFAULTS, ...objectOf(value, where) } as unknown as StoredIntegration;
  checkFields({ ...given }, INTEGRATION, where);
  checkEach(given.subscriptions, SUBSCRIPTION, 'subscriptions', where);
  return { ...given, id: given.id.toLowerCase() };
}

function checkEach(list: readonly unknown[], rules: { readonly [name: string]: Rule }, name: string, where: string): void {
  list.forEach((each, n) => checkFields(objectOf(each, `${name}[${n}] of ${where}`), rules, `${name}[${n}] of ${where}`));
}

function refuseTwice(values: readonly string[], field: string): void {
  const twice = values.find((value, n) => values.indexOf(value) !== n);
  if (twice !== undefined) throw new ControlError(`two integrations of the snapshot have the ${field} "${twice}"; give each its own`);
}

function areCredentials(value: unknown): boolean {
  return isObject(value) && (isText(value.api_key_sha256) || (isText(value.username) && isText(value.password_sha256)));
}

function isView(value: unknown): boolean {
  return isObject(value)
    && Array.isArray(value.sources) && value.sources.every((source) => isObject(source) && isText(source.kind) && isText(source.key))
    && typeof value.aggregate === 'boolean'
    && (value.limit === null || Number.isInteger(value.limit));
}
