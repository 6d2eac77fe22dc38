import type { Rule } from '../catalogue/rules';
import { sorted } from '../catalogue/sorting';
import type { Query } from '../http/query';

/** What rules are sorted by. How the service measures a trend is not described: momentum, then addresses here. */
const KEYS: { readonly [name: string]: (rule: Rule) => string | number | null } = {
  rule_release_date: ({ fields }) => fields.rule_release_date,
  trending: ({ fields }) => fields.momentum_score * 1_000_000 + fields.nb_ips,
  nb_ips: ({ fields }) => fields.nb_ips,
  name: ({ fields }) => fields.name.toLowerCase(),
  first_seen: ({ fields }) => fields.first_seen,
};

/** Reads how the query wants CVEs and fingerprints sorted. */
export function readRuleOrder(query: Query): (rules: readonly Rule[]) => Rule[] {
  const by = query.choice('sort_by', Object.keys(KEYS)) ?? 'rule_release_date';
  const order = query.choice('sort_order', ['asc', 'desc']) ?? 'desc';
  return (rules) => sorted(rules, KEYS[by], order);
}

/** A CVE or fingerprint as the API writes it: in lists without the heavy fields, unless they are asked for. */
export function writeRule(rule: Rule, detailed: boolean): object {
  return detailed ? { ...rule.fields, ...rule.details() } : rule.fields;
}

/** One of a vendor's rules: `type` tells its readers which of two shapes to expect, and a CVE has a few of the heavy fields. */
export function writeVendorRule(rule: Rule): object {
  const { type, fields } = rule;
  if (type === 'fingerprint') return { ...fields, type };
  const { description, references, cwes } = rule.details();
  return { ...fields, description, references, cwes, type };
}
