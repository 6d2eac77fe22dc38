import { PolicyRule } from '../policy-rule';
import { Rule } from '../rule';
import { isGiven } from '../values';

/** Every integration says what it is for. */
export const description: Rule = ({ requireDescription }, { integrations }) => {
  if (!requireDescription) return [];
  return integrations.filter(({ args }) => !isGiven(args.description) || String(args.description).trim() === '')
    .map(({ at }) => ({ rule: PolicyRule.DESCRIPTION, at, problem: '"description" is missing. Say what the integration is for, and who to ask' }));
};
