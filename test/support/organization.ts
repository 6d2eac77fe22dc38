/** An organisation as years of work by hand leave it, as a snapshot of the emulator. */
import { createHash } from 'node:crypto';
import { HOSTILE } from './hostile';
import type { Snapshot, StoredIntegration, StoredSubscription } from '../../src/emulator';
import { entityTypeOf, OUTPUT_FORMATS } from '../../src/model';

const CREATED = '2024-05-06T07:08:09.000Z';

/** Names that people give, and those that nobody should. Some differ in capitals only, or not at all once marks are taken off. */
const NAMES = [
  'edge', 'Edge', 'EDGE', 'edge!', 'Büro Zürich (Ost)', 'バックボーン', '🛡️', '2024 pilot', 'index', 'imports', 'crowdsec', 'backend', 'override', 'my_override',
  'class', 'delete', 'main', 'integrations', 'n'.repeat(200), '名'.repeat(200), ...HOSTILE.map(([, text]) => text),
];

/** The same id for the same thing in every run. */
function objectId(of: string): string {
  return createHash('sha256').update(of).digest('hex').slice(0, 24);
}

/**
 * @param subscriptions of all integrations together, of all four kinds in turn
 * @param blocklists ids of the catalogue's, whose names are known; others follow
 */
export function grownOrganization(integrations: number, subscriptions: number, blocklists: readonly string[] = []): Snapshot {
  return {
    version: 1,
    created: integrations,
    organizationBlocklists: [],
    integrations: Array.from({ length: integrations }, (_, n) => {
      const share = Math.floor(subscriptions / integrations) + (n < subscriptions % integrations ? 1 : 0);
      return grownIntegration(n, Array.from({ length: share }, (__, each) => grownSubscription(n, each, blocklists)));
    }),
  };
}

function grownIntegration(n: number, subscriptions: readonly StoredSubscription[]): StoredIntegration {
  const format = OUTPUT_FORMATS[n % OUTPUT_FORMATS.length];
  const name = NAMES[n] ?? `site-${n}`;
  return {
    id: objectId(`integration ${n}`),
    name,
    ...(n % 3 === 0 && { description: `about ${name}` }),
    entity_type: entityTypeOf(format),
    output_format: format,
    pull_limit: n % 4 === 0 ? 10_000 * n : null,
    enable_ip_aggregation: n % 5 === 0,
    tags: [n % 2 === 0 ? 'paris' : 'berlin'],
    created_at: CREATED,
    updated_at: CREATED,
    last_pull: null,
    page_pulls: {},
    subscriptions,
    streamed: null,
  };
}

function grownSubscription(n: number, each: number, blocklists: readonly string[]): StoredSubscription {
  const number = Math.floor(each / 4);
  const [, hostile] = HOSTILE[(n + number) % HOSTILE.length];
  switch (each % 4) {
    case 0: return { kind: 'vendor', key: number % 3 === 0 ? `${hostile} ${number}` : `Vendor ${number} & Sons`, created_at: CREATED };
    case 1: return { kind: 'cve', key: `CVE-${2010 + (n % 15)}-${1000 + number}`, created_at: CREATED };
    case 2: return { kind: 'fingerprint', key: number % 3 === 0 ? `${number}-${hostile}` : `rule-${number}`, created_at: CREATED };
    default: return { kind: 'blocklist', key: blocklists[number] ?? objectId(`blocklist ${number}`), remediation: number % 3 === 0 ? 'captcha' : 'ban', created_at: CREATED };
  }
}
