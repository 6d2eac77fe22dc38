import { countOf, POOL_SIZE, type Run } from './addresses';
import { BLOCKLIST_TOPICS } from './names';
import { objectId, uuid, type Random } from './random';
import { makeRuns } from './rules';

/** Who may see a blocklist: everybody, its own organisation, or those that its owner shares it with. */
export type Audience = 'public' | 'private' | 'shared';

export interface Blocklist {
  readonly audience: Audience;
  readonly runs: readonly Run[];
  /** Everything but `subscribers`, which depends on the organisation. */
  readonly fields: {
    readonly id: string;
    readonly name: string;
    readonly label: string;
    readonly categories: readonly { readonly name: string; readonly label: string; readonly description: string; readonly priority: number }[];
    readonly [name: string]: unknown;
  };
}

const AUDIENCES: readonly Audience[] = ['public', 'public', 'private', 'public', 'shared'];
const TIERS = ['free', 'premium', 'platinum'];
const COPIES = 3;

/** Entries of the largest list: more than one uncompressed answer of any format carries, but plain text. */
const LARGEST = 300_000;

/**
 * Each topic three times, from small to large; the first, a public list, holds most of the pool. One more is larger than all, for
 * tests of pages.
 */
export function makeBlocklists(random: Random, seed: number, organizationId: string): Blocklist[] {
  const make = (draft: Draft): Blocklist => (
    { audience: draft.audience, runs: draft.runs, fields: makeFields(random, seed, organizationId, draft) }
  );
  const count = BLOCKLIST_TOPICS.length * COPIES;
  const lists = Array.from({ length: count }, (_, n) => {
    const topic = BLOCKLIST_TOPICS[n % BLOCKLIST_TOPICS.length];
    const edition = Math.floor(n / BLOCKLIST_TOPICS.length);
    const audience = n === 0 ? 'public' : AUDIENCES[n % AUDIENCES.length];
    const runs = n === 0 ? [{ start: 0, length: POOL_SIZE - 20_000 }] : makeRuns(random, random.int(20, 400) * 8 ** edition);
    const name = `${audience === 'public' ? 'emulated' : audience}-${topic.name}${edition ? `-${edition + 1}` : ''}`;
    return make({ n, topic, audience, runs, name });
  });
  const largest: Draft = { n: count, topic: BLOCKLIST_TOPICS[0], audience: 'public', runs: [{ start: 0, length: LARGEST }], name: 'emulated-largest' };
  return [...lists, make(largest)];
}

interface Draft {
  readonly n: number;
  readonly topic: typeof BLOCKLIST_TOPICS[number];
  readonly audience: Audience;
  readonly runs: readonly Run[];
  readonly name: string;
}

function makeFields(random: Random, seed: number, organizationId: string, { n, topic, audience, runs, name }: Draft): Blocklist['fields'] {
  const updated = new Date(Date.UTC(2025, random.int(6, 11), random.int(1, 28))).toISOString();
  const [added, dropped] = [random.int(0, 40), random.int(0, 40)];
  const count = countOf(runs);
  return {
    id: objectId(seed, 'blocklist', n),
    name,
    label: name.replace(/-/g, ' '),
    description: `Addresses of ${topic.text}.`,
    created_at: new Date(Date.UTC(2024, random.int(0, 11), random.int(1, 28))).toISOString(),
    updated_at: updated,
    is_private: audience !== 'public',
    pricing_tier: audience === 'public' ? TIERS[n % TIERS.length] : 'free',
    source: audience !== 'public' ? 'custom' : random.chance(0.7) ? 'crowdsec' : 'third_party',
    stats: {
      count,
      addition_2days: added,
      addition_month: added * 9,
      suppression_2days: dropped,
      suppression_month: dropped * 9,
      change_2days_percentage: percentage(added - dropped, count),
      change_month_percentage: percentage((added - dropped) * 9, count),
      content_stats: {},
      usage_stats: {},
      updated_at: updated,
    },
    references: [],
    tags: [topic.category],
    categories: [{ name: topic.category, label: topic.category, description: `Lists about ${topic.category}.`, priority: 1 + (n % 3) }],
    shared_with: audience === 'shared' ? [{ organization_id: organizationId, permission: 'read' }] : [],
    organization_id: audience === 'public' ? null : audience === 'private' ? organizationId : uuid(`${seed}:organization:other`),
    from_cti_query: null,
    since: null,
  };
}

function percentage(change: number, of: number): number {
  return of === 0 ? 0 : Math.round((change / of) * 10_000) / 100;
}
