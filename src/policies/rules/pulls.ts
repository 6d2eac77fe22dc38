import { Duration, shortestInterval } from '../../model';
import { pullsOf } from '../../synth';
import { PolicyRule } from '../policy-rule';
import { Rule } from '../rule';

const SECONDS_A_DAY = 86_400;

/** What pulls an integration does so no more often, all together, than the plan allows. */
export const pulls: Rule = ({ planTier }, { integrations }) => {
  if (!planTier) return [];
  const allowed = SECONDS_A_DAY / shortestInterval(planTier).toSeconds();
  return integrations.flatMap(({ at, resource }) => {
    const all = pullsOf(resource);
    const count = Number(all.reduce((sum, { seconds }) => sum + SECONDS_A_DAY / seconds, 0).toFixed(2));
    if (count <= allowed) return [];
    const pullers = all.map(({ by, seconds }) => `${by.node.path}, every ${Duration.seconds(seconds).toHumanString()}`).join('; ');
    const problem = `it is pulled ${count} times a day (${pullers}); the ${planTier} plan allows ${allowed}. `
      + 'Make the intervals longer, or give each device an integration of its own';
    return [{ rule: PolicyRule.PULLS, at, problem }];
  });
};
