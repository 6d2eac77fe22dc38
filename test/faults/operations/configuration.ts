import type { Facts } from '../operation';

/** An integration's block. */
export const edge = (more = '', name = 'edge') => `
resource "crowdsec_integration" "edge" {
  name          = "${name}"
  output_format = "plain_text"
  ${more}
}`;

/** The four kinds of subscription: attribute, key, and the paths that make and end one. */
export const KINDS = [
  { kind: 'vendor', attribute: 'vendor', key: () => 'Microsoft', add: '/vendors/Microsoft/integrations$', end: '/vendors/Microsoft/integrations/edge$' },
  { kind: 'cve', attribute: 'cve', key: () => 'CVE-2024-25600', add: '/cves/CVE-2024-25600/integrations$', end: '/cves/CVE-2024-25600/integrations/edge$' },
  {
    kind: 'fingerprint',
    attribute: 'fingerprint',
    key: () => 'microsoft-exchange',
    add: '/fingerprints/microsoft-exchange/integrations$',
    end: '/fingerprints/microsoft-exchange/integrations/edge$',
  },
  { kind: 'blocklist', attribute: 'blocklist_id', key: (facts: Facts) => facts.blocklist, add: '/subscribers$', end: '/subscribers/[0-9a-f]{24}$' },
];

export type Kind = (typeof KINDS)[number];

/** A subscription's block. */
export const subscription = ({ kind, attribute, key }: Kind, facts: Facts, integration = 'crowdsec_integration.edge.id') => `
resource "crowdsec_${kind}_subscription" "one" {
  integration_id = ${integration}
  ${attribute} = "${key(facts)}"
}`;

/** One of each kind. */
export const everySubscription = (facts: Facts) => KINDS.map((kind) => subscription(kind, facts)).join('\n');

/** Subscriptions of these kinds as they are described afterwards. */
export const subscriptions = (facts: Facts, ...kinds: readonly string[]) => KINDS.filter(({ kind }) => kinds.includes(kind))
  .map(({ kind, key }) => `${kind}/${key(facts)}`).sort();

/** An integration as errors name it. */
export const byName = ({ ids }: Facts, name = 'edge') => `integration "${name}" (${ids[name]})`;
