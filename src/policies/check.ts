import { PlanTier } from '../constructs';
import { checkOutputFormat, checkSubscriptionKey, quoted } from '../model';
import { isKnown, oneOf } from '../synth';
import type { BlocklistPolicyProps } from './blocklist-policy';
import { invalidPolicy } from './errors';
import { PolicyExemption, PolicyRule, RequiredSubscriptions } from './policy-rule';
import { LISTS } from './rules/subscriptions';

/** Refuses a policy that could not mean what it says, at once. JavaScript passes anything. */
export function checkPolicy(props: BlocklistPolicyProps): void {
  const problems = [
    ...each('allowedFormats', props.allowedFormats, checkOutputFormat),
    ...each('requiredSubscriptions', props.requiredSubscriptions, requirementProblem),
    ...one('namePattern', props.namePattern, patternProblem),
    ...one('integrationQuota', props.integrationQuota, quotaProblem),
    ...one('planTier', props.planTier, (tier) => oneOf(tier, 'plan', Object.values(PlanTier))),
    ...one('coverage', props.coverage, coverageProblem),
    ...each('warnings', props.warnings, ruleProblem),
    ...each('exemptions', props.exemptions, exemptionProblem),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function one<T>(prop: string, value: T | undefined, check: (value: T) => string | undefined): string[] {
  if (value === undefined) return [];
  const problem = isKnown(value) ? check(value) : 'it is a value that only Terraform knows, and the policy is checked before. Give one that is known';
  return problem === undefined ? [] : [invalidPolicy(prop, problem)];
}

function each<T>(prop: string, values: readonly T[] | undefined, check: (value: T) => string | undefined): string[] {
  if (values === undefined) return [];
  if (!Array.isArray(values)) return [invalidPolicy(prop, 'it is no list. Write it in brackets, also when it is one')];
  return values.flatMap((value: T, i) => one(`${prop}[${i}]`, value, check));
}

function requirementProblem(required: RequiredSubscriptions): string | undefined {
  const problems = LISTS.map(([list, kind]) => firstProblem(list, required[list], (key) => checkSubscriptionKey(kind, key)));
  return [firstProblem('formats', required.formats, checkOutputFormat), ...problems].find((problem) => problem !== undefined);
}

function firstProblem<T>(list: string, values: readonly T[] | undefined, check: (value: T) => string | undefined): string | undefined {
  if (values === undefined) return undefined;
  if (!Array.isArray(values)) return `${quoted(list)} has no list. Write it in brackets, also when it is one`;
  return values.map(check).find((problem) => problem !== undefined);
}

function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
    return undefined;
  } catch (error) {
    return `${quoted(pattern)} is no regular expression: ${(error as Error).message}`;
  }
}

function quotaProblem(quota: number): string | undefined {
  return Number.isSafeInteger(quota) && quota >= 0 ? undefined : `${quota} is no number of integrations; give a whole number of at least 0`;
}

function coverageProblem(coverage: { readonly [vendor: string]: readonly string[] }): string | undefined {
  return Object.entries(coverage).map(([vendor, cves]) => firstProblem(vendor, cves, (cve) => checkSubscriptionKey('cve', cve)))
    .find((problem) => problem !== undefined);
}

function ruleProblem(rule: PolicyRule): string | undefined {
  return oneOf(rule, 'rule', Object.values(PolicyRule));
}

function exemptionProblem({ path, reason, rules }: PolicyExemption): string | undefined {
  if (!path?.trim()) return 'it has no "path"; give the path of a construct, as messages start with it';
  if (!reason?.trim()) return `that of ${quoted(path)} has no "reason"; say why the policy does not hold there`;
  return firstProblem('rules', rules, ruleProblem);
}
