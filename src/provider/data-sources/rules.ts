/** What the data sources of CVEs and of fingerprints have in common. */
import { numberResult, objectsResult, textResult } from './attributes';
import { Rule } from '../../api';
import { Attributes } from '../../tfplugin';

export const RULE_ORDERS = ['rule_release_date', 'trending', 'nb_ips', 'name', 'first_seen'];

export const ruleResults: Attributes = {
  id: textResult('Id.'),
  name: textResult('Name.'),
  title: textResult('Title.'),
  affected_components: objectsResult('Products concerned.', {
    vendor: textResult('Vendor of the product.'),
    product: textResult('Name of the product.'),
  }),
  crowdsec_score: numberResult('CrowdSec\'s score, 0 to 10.'),
  opportunity_score: numberResult('How opportunistic the exploitation is, 0 to 5.'),
  momentum_score: numberResult('How fast the exploitation grows, 0 to 5.'),
  nb_ips: numberResult('How many addresses a subscription brings.'),
  exploitation_phase: textResult('Name of the phase of exploitation, such as `mass_exploitation`.'),
  first_seen: textResult('When exploitation was first seen, in RFC 3339; null if never.'),
  last_seen: textResult('When exploitation was last seen, in RFC 3339; null if never.'),
  rule_release_date: textResult('When the detection rule came out, in RFC 3339; null if there is none.'),
};

export function ruleFromWire(rule: Rule) {
  return {
    id: rule.id,
    name: rule.name,
    title: rule.title,
    affected_components: rule.affected_components.map(({ vendor, product }) => ({ vendor: vendor ?? null, product: product ?? null })),
    crowdsec_score: rule.crowdsec_score,
    opportunity_score: rule.opportunity_score ?? 0,
    momentum_score: rule.momentum_score ?? 0,
    nb_ips: rule.nb_ips,
    exploitation_phase: rule.exploitation_phase.name,
    first_seen: rule.first_seen ?? null,
    last_seen: rule.last_seen ?? null,
    rule_release_date: rule.rule_release_date ?? null,
  };
}
