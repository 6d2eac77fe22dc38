import { IConstruct } from 'constructs';
import { PolicyRule } from './policy-rule';

/** Something that the policy does not allow, or cannot judge. */
export interface Finding {
  readonly rule: PolicyRule;
  readonly at: IConstruct;
  /** The value, and what to do. */
  readonly problem: string;
  /** Whether only Terraform knows if it holds: such a one is never an error. */
  readonly uncertain?: boolean;
}

export function messageOf({ at, rule, problem }: Finding): string {
  return `${at.node.path}: policy "${rule}": ${problem}`;
}
