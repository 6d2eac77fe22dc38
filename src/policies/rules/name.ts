import { quoted } from '../../model';
import { PolicyRule } from '../policy-rule';
import { Rule } from '../rule';
import { literalOf } from '../values';

/** Names of integrations look as they should. */
export const name: Rule = ({ namePattern }, { integrations }) => {
  if (namePattern === undefined) return [];
  const pattern = new RegExp(`^(?:${namePattern})$`, 'u');
  return integrations.flatMap(({ at, args }) => {
    const given = literalOf(args.name);
    if (given === undefined || pattern.test(given)) return [];
    return [{ rule: PolicyRule.NAME, at, problem: `"name": ${quoted(given)} does not match ${namePattern}. Rename it, which is done in place` }];
  });
};
