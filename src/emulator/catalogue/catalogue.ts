import { countOf, type Run } from './addresses';
import { makeBlocklists, type Blocklist } from './blocklists';
import { VENDOR_NAMES } from './names';
import { Random, uuid } from './random';
import { makeRules, type Rule, type RuleType } from './rules';

/** A vendor as the API writes it. */
export interface Vendor {
  readonly value: string;
  readonly nb_cves: number;
  readonly nb_fingerprints: number;
  /** Counts an address once. */
  readonly nb_ips: number;
  readonly nb_ips_cves: number;
  readonly nb_ips_fingerprints: number;
  readonly latest_rule_release: string | null;
}

/** Everything that can be subscribed to. It follows from the seed alone and never changes. */
export class Catalogue {
  readonly organizationId: string;
  readonly rules: readonly Rule[];
  readonly blocklists: readonly Blocklist[];
  private readonly rulesById: ReadonlyMap<string, Rule>;
  private readonly rulesByVendor = new Map<string, Rule[]>(VENDOR_NAMES.map((name) => [name, []]));
  private readonly blocklistsById: ReadonlyMap<string, Blocklist>;
  private vendorsMade: readonly Vendor[] | undefined;

  constructor(readonly seed: number) {
    const random = new Random(seed);
    this.organizationId = uuid(`${seed}:organization`);
    this.rules = makeRules(random);
    this.blocklists = makeBlocklists(random, seed, this.organizationId);
    this.rulesById = new Map(this.rules.map((rule) => [`${rule.type}:${rule.fields.id}`, rule]));
    this.blocklistsById = new Map(this.blocklists.map((blocklist) => [blocklist.fields.id, blocklist]));
    for (const rule of this.rules) for (const vendor of rule.vendors) this.rulesByVendor.get(vendor)?.push(rule);
  }

  rule(type: RuleType, id: string): Rule | undefined {
    return this.rulesById.get(`${type}:${id}`);
  }

  blocklist(id: string): Blocklist | undefined {
    return this.blocklistsById.get(id);
  }

  /** A vendor's CVEs and fingerprints, undefined for an unknown vendor. */
  rulesOf(vendor: string): readonly Rule[] | undefined {
    return this.rulesByVendor.get(vendor);
  }

  /** Counted at first use: starting the emulator need not wait for it. */
  vendors(): readonly Vendor[] {
    this.vendorsMade ??= [...this.rulesByVendor].map(([value, rules]) => makeVendor(value, rules));
    return this.vendorsMade;
  }

  /** Where the addresses of a vendor, CVE, fingerprint or blocklist lie; undefined if there is none of that key. */
  runs(kind: string, key: string): readonly Run[] | undefined {
    if (kind === 'vendor') return this.rulesOf(key)?.flatMap((rule) => rule.runs);
    const found = kind === 'blocklist' ? this.blocklist(key) : this.rulesById.get(`${kind}:${key}`);
    return found?.runs;
  }
}

function makeVendor(value: string, rules: readonly Rule[]): Vendor {
  const cves = rules.filter((rule) => rule.type === 'cve');
  const fingerprints = rules.filter((rule) => rule.type === 'fingerprint');
  const releases = rules.map((rule) => rule.fields.rule_release_date).sort();
  return {
    value,
    nb_cves: cves.length,
    nb_fingerprints: fingerprints.length,
    nb_ips: countOf(rules.flatMap((rule) => rule.runs)),
    nb_ips_cves: countOf(cves.flatMap((rule) => rule.runs)),
    nb_ips_fingerprints: countOf(fingerprints.flatMap((rule) => rule.runs)),
    latest_rule_release: releases.at(-1) ?? null,
  };
}
