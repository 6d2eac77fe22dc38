import { OutputFormat } from '../../model';
import { pullsOf } from '../../synth';
import { DeclaredIntegration } from '../inventory';
import { PolicyRule } from '../policy-rule';
import { Rule } from '../rule';
import { isGiven, literalOf } from '../values';

/** Neighbouring addresses are served as ranges, where what pulls reads ranges. */
export const aggregation: Rule = ({ requireAggregation }, { integrations }) => {
  if (!requireAggregation) return [];
  return integrations.filter((one) => isOff(one) && readsRanges(one)).map(({ at }) => ({
    rule: PolicyRule.AGGREGATION,
    at,
    problem: '"enableIpAggregation" is off, so that each address takes an entry of the device\'s list. Set enableIpAggregation: true',
  }));
};

function isOff({ args: { enable_ip_aggregation: given } }: DeclaredIntegration): boolean {
  return !isGiven(given) || given === false;
}

/** Nobody says that a Sophos Firewall does; of remediation components some do, so it takes one that is declared. */
function readsRanges({ resource, args }: DeclaredIntegration): boolean {
  const given = literalOf(args.output_format);
  const pulls = pullsOf(resource);
  if (given === undefined || given === OutputFormat.SOPHOS || pulls.some(({ missesRanges }) => missesRanges)) return false;
  return given !== OutputFormat.REMEDIATION_COMPONENT || pulls.length > 0;
}
