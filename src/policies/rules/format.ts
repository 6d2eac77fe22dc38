import { quoted } from '../../model';
import { PolicyRule } from '../policy-rule';
import { Rule } from '../rule';
import { literalOf } from '../values';

/** Integrations serve only the formats that are allowed. */
export const format: Rule = ({ allowedFormats }, { integrations }) => {
  if (!allowedFormats) return [];
  return integrations.flatMap(({ at, args }) => {
    const given = literalOf(args.output_format);
    if (given === undefined || allowedFormats.some((one) => one === given)) return [];
    return [{ rule: PolicyRule.FORMAT, at, problem: `"outputFormat": ${quoted(given)} is not allowed here. Use one of ${allowedFormats.join(', ')}` }];
  });
};
