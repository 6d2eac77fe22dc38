import { countOf, merge, POOL_SIZE, type Run } from './addresses';
import { COUNTRIES, INDUSTRIES, OBJECTIVES, PHASE_DESCRIPTIONS, PROBES, PRODUCT_WORDS, VENDOR_NAMES, WEAKNESSES } from './names';
import { Random } from './random';
import { EXPLOITATION_PHASES } from '../../model';

const CVES = 2000;
const FINGERPRINTS = 400;
/** Newest date of the catalogue: it must not follow the clock, or it would be another one every day. */
const NEWEST = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

export type RuleType = 'cve' | 'fingerprint';

/** A CVE or a fingerprint. */
export interface Rule {
  readonly type: RuleType;
  readonly vendors: readonly string[];
  /** Addresses seen using it. */
  readonly runs: readonly Run[];
  /** Fields of every answer. */
  readonly fields: RuleFields;
  /** The heavy fields, which lists leave out. Written when asked for. */
  details(): { readonly [name: string]: unknown };
}

export interface RuleFields {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly affected_components: readonly { readonly vendor: string; readonly product: string }[];
  readonly nb_ips: number;
  readonly momentum_score: number;
  readonly first_seen: string | null;
  readonly rule_release_date: string;
  readonly exploitation_phase: { readonly name: string; readonly label: string; readonly description: string };
  readonly [name: string]: unknown;
}

interface Subject {
  readonly type: RuleType;
  readonly id: string;
  readonly vendors: readonly string[];
  readonly product: string;
  readonly weakness: { readonly title: string; readonly cwe?: string };
}

/** Ids that the service's documentation uses. */
const KNOWN_CVE: Subject = {
  type: 'cve', id: 'CVE-2024-25600', vendors: ['Bricks Builder', 'WordPress'], product: 'Bricks', weakness: WEAKNESSES[0],
};
const KNOWN_FINGERPRINT: Subject = {
  type: 'fingerprint', id: 'microsoft-exchange', vendors: ['Microsoft'], product: 'Exchange', weakness: { title: 'login probing' },
};

export function makeRules(random: Random): Rule[] {
  const cves = distinct(KNOWN_CVE, CVES, (n) => makeCve(random, n));
  const fingerprints = distinct(KNOWN_FINGERPRINT, FINGERPRINTS, (n) => makeFingerprint(random, n));
  return [...cves, ...fingerprints].map((subject, n) => makeRule(random, subject, n));
}

function distinct(known: Subject, total: number, make: (n: number) => Subject): Subject[] {
  const byId = new Map([[known.id, known]]);
  for (let n = 0; byId.size < total; n++) {
    const subject = make(n);
    if (!byId.has(subject.id)) byId.set(subject.id, subject);
  }
  return [...byId.values()];
}

/** The vendors in turn, so that each has rules; a tenth of the rules concern a second one. */
function vendorsOf(random: Random, n: number): string[] {
  const first = VENDOR_NAMES[n % VENDOR_NAMES.length];
  return random.chance(0.1) ? [...new Set([first, random.pick(VENDOR_NAMES)])] : [first];
}

function makeCve(random: Random, n: number): Subject {
  const id = `CVE-${random.int(2014, 2025)}-${random.int(1000, 49_999)}`;
  return { type: 'cve', id, vendors: vendorsOf(random, n), product: random.pick(PRODUCT_WORDS), weakness: random.pick(WEAKNESSES) };
}

function makeFingerprint(random: Random, n: number): Subject {
  const vendors = vendorsOf(random, n);
  const product = random.pick(PRODUCT_WORDS);
  const probe = random.pick(PROBES);
  const id = `${vendors[0]} ${product} ${probe}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return { type: 'fingerprint', id, vendors, product, weakness: { title: probe } };
}

function makeRule(random: Random, subject: Subject, n: number): Rule {
  const { type, id, vendors, product, weakness } = subject;
  const quiet = random.chance(0.04) && subject !== KNOWN_CVE && subject !== KNOWN_FINGERPRINT;
  const runs = makeRuns(random, quiet ? 0 : Math.floor(8 * Math.exp(random.next() * 4.5)));
  const nbIps = countOf(runs);
  const phase = EXPLOITATION_PHASES[n % EXPLOITATION_PHASES.length];
  const published = type === 'cve' ? daysSince(Number(id.slice(4, 8))) - random.int(0, 364) : random.int(1, 3000);
  const age = Math.max(published - random.int(0, 60), 1);
  const title = `${vendors[0]} ${product} - ${weakness.title}`;
  const fields: RuleFields = {
    id,
    name: type === 'cve' ? id : title,
    title,
    affected_components: vendors.map((vendor) => ({ vendor, product })),
    crowdsec_score: random.int(0, 10),
    nb_ips: nbIps,
    exploitation_phase: { name: phase, label: label(phase), description: PHASE_DESCRIPTIONS[phase] },
    ...(type === 'cve' && {
      published_date: date(published),
      has_public_exploit: random.chance(0.6),
      cvss_score: random.chance(0.05) ? null : random.int(40, 100) / 10,
    }),
    opportunity_score: random.int(0, 5),
    momentum_score: random.int(0, 5),
    first_seen: nbIps ? date(age) : null,
    last_seen: nbIps ? date(random.int(0, Math.min(age, 30))) : null,
    rule_release_date: date(random.int(0, age)),
    adjustment_score: random.chance(0.3) ? null : { total: -random.int(0, 2), recency: -random.int(0, 1), low_info: 0 },
    threat_context: nbIps === 0 ? null : {
      attacker_countries: weights(random, COUNTRIES),
      defender_countries: weights(random, COUNTRIES),
      industry_types: weights(random, INDUSTRIES),
      industry_risk_profiles: {},
      attacker_objectives: weights(random, OBJECTIVES),
    },
  };
  return { type, vendors, runs, fields, details: () => makeDetails(subject, fields) };
}

function makeDetails({ type, id, weakness }: Subject, fields: RuleFields): { readonly [name: string]: unknown } {
  const random = new Random(id);
  const event = (name: string, at: string) => ({ name, date: at, label: label(name), description: `${label(name)} of ${id}.` });
  const events = [event('rule_release', fields.rule_release_date), ...(fields.first_seen ? [event('first_seen', fields.first_seen)] : [])];
  return {
    description: `${fields.title}, as the emulator's catalogue has it.`,
    crowdsec_analysis: random.chance(0.2) ? null : `${fields.nb_ips} addresses were seen; the phase is ${fields.exploitation_phase.label}.`,
    references: [`https://advisories.example/${id}`],
    tags: [weakness.title.toLowerCase().replace(/ /g, '-')],
    events: type === 'cve' ? events.map((each, n) => ({ ...each, sorting_priority: n })) : events,
    ...(weakness.cwe && { cwes: [{ name: weakness.cwe, label: weakness.title, description: `The weakness behind ${weakness.title.toLowerCase()}.` }] }),
  };
}

/** Places in the pool, about as many as asked for: blocks of neighbours, which aggregate, and lone addresses, which do not. */
export function makeRuns(random: Random, size: number): Run[] {
  const runs: Run[] = [];
  for (let total = 0; total < size;) {
    const length = Math.min(size - total, random.chance(0.5) ? random.int(1, 3) : 2 ** random.int(3, 6));
    const start = random.int(0, POOL_SIZE - length);
    runs.push({ start: length > 3 ? start - (start % length) : start, length });
    total += length;
  }
  return merge(runs);
}

function weights(random: Random, names: readonly string[]): { [name: string]: number } {
  return Object.fromEntries(Array.from({ length: 3 }, () => [random.pick(names), random.int(1, 500)]));
}

function label(name: string): string {
  const words = name.replace(/_/g, ' ');
  return words[0].toUpperCase() + words.slice(1);
}

/** Days from the start of a year to the catalogue's newest date. */
function daysSince(year: number): number {
  return (NEWEST - Date.UTC(year, 0, 1)) / DAY;
}

function date(daysAgo: number): string {
  return new Date(NEWEST - daysAgo * DAY).toISOString();
}
