import { Annotations, Aspects, IAspect, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { OutputFormat, PlanTier } from '../constructs';
import { holdsForApps, onValidate } from '../synth';
import { checkPolicy } from './check';
import { exemptionWithoutPlace } from './errors';
import { Finding, messageOf } from './finding';
import { inventoryOf } from './inventory';
import { PolicyExemption, PolicyRule, RequiredSubscriptions } from './policy-rule';
import { RULES } from './rules';

export interface BlocklistPolicyProps {
  /**
   * Output formats that integrations may have.
   * @default - all
   */
  readonly allowedFormats?: OutputFormat[];

  /**
   * What integrations must subscribe to, all of them or those of some formats.
   * @default - nothing
   */
  readonly requiredSubscriptions?: RequiredSubscriptions[];

  /**
   * What the name of an integration must look like, whole: a regular expression as JavaScript writes it, without slashes, such as
   * `(prod|test)-[a-z0-9-]+`.
   * @default - any name
   */
  readonly namePattern?: string;

  /**
   * Whether every integration needs a description.
   * @default false
   */
  readonly requireDescription?: boolean;

  /**
   * Whether passwords, tokens and keys may stand in the program as literals: as arguments of resources and providers, whoever's they are,
   * in URLs, and as defaults of sensitive variables.
   * @default false
   */
  readonly allowLiteralSecrets?: boolean;

  /**
   * Whether integrations must serve neighbouring addresses as ranges. Not asked of format Sophos, nor where a declared remediation
   * component overlooks ranges, nor of remediation components that are not declared.
   * @default false
   */
  readonly requireAggregation?: boolean;

  /**
   * Most integrations that the app may declare for one organisation: as many as its plan has. A rotation by `BlueGreenIntegration` needs
   * one more for a while. Which organisation it is tells `expectedOrganizationId` of the provider, else its alias.
   * @default - not counted
   */
  readonly integrationQuota?: number;

  /**
   * The organisation's plan, which says how often an integration may be pulled by all its firewalls and remediation components together,
   * whatever they declare as theirs. Those that this app declares are counted.
   * @default - not checked
   */
  readonly planTier?: PlanTier;

  /**
   * CVEs that come with a vendor, by the vendor's name: subscriptions to them are redundant where the integration subscribes to the vendor.
   * @default - none
   */
  readonly coverage?: { [vendor: string]: string[] };

  /**
   * Rules whose findings are warnings.
   * @default - none: all are errors
   */
  readonly warnings?: PolicyRule[];

  /**
   * Places where the policy, or some of its rules, do not hold.
   * @default - none
   */
  readonly exemptions?: PolicyExemption[];
}

/** What was reported already, in each app: the same policy may be added in several places. */
const REPORTED = new WeakMap<IConstruct, Set<string>>();

/**
 * What a platform team asks of all integrations, firewalls and subscriptions of an app, checked when the app is synthesised:
 * `Aspects.of(app).add(new BlocklistPolicy({ … }))`. Every finding names the construct by its path, the value, and what to do; errors fail the
 * synthesis, all of them at once, with the first stack. A value that only Terraform knows is not judged.
 *
 * It can be added to an app, a stack, or any construct, and holds for what is below. An app that uses nothing of this package but the
 * bindings adds it to each stack: the toolkit lets an aspect of the app visit nothing.
 */
export class BlocklistPolicy implements IAspect {
  private readonly props: BlocklistPolicyProps;
  private readonly visited = new WeakSet<IConstruct>();

  constructor(props: BlocklistPolicyProps) {
    checkPolicy(props);
    this.props = props;
    holdsForApps(this);
  }

  /** Called by the toolkit: has everything below where the policy was added judged once, when the stack is validated. */
  visit(node: IConstruct): void {
    const scope = node.node.scopes.find((one) => Aspects.of(one).all.includes(this)) ?? node;
    if (this.visited.has(scope)) return;
    this.visited.add(scope);
    const stack = TerraformStack.of(node);
    // By then all aspects of the stack have visited it, those that complete what this one asks for included.
    let errors: string[] | undefined;
    onValidate(stack, () => (errors ??= this.judge(scope, stack)));
  }

  /** Answers the errors; warnings are written to where they belong. */
  private judge(scope: IConstruct, stack: TerraformStack): string[] {
    const { exemptions = [] } = this.props;
    exemptions.filter(({ path }) => !constructAt(scope.node.root, path))
      .forEach(({ path }) => this.warnOnce(stack, exemptionWithoutPlace(path)));
    const inventory = inventoryOf(scope);
    const findings = RULES.flatMap((rule) => rule(this.props, inventory)).filter((finding) => !this.isExempt(finding));
    findings.filter((finding) => this.isWarning(finding)).forEach((finding) => this.warnOnce(finding.at, messageOf(finding)));
    return findings.filter((finding) => !this.isWarning(finding))
      .map(messageOf).filter((message) => isNew(scope, 'error', message));
  }

  private isWarning({ rule, uncertain }: Finding): boolean {
    return uncertain === true || (this.props.warnings ?? []).includes(rule);
  }

  private isExempt({ at, rule }: Finding): boolean {
    return (this.props.exemptions ?? []).some(({ path, rules }) => (
      (at.node.path === path || at.node.path.startsWith(`${path}/`)) && (!rules || rules.includes(rule))
    ));
  }

  private warnOnce(at: IConstruct, message: string): void {
    if (isNew(at, 'warning', message)) Annotations.of(at).addWarning(message);
  }
}

function isNew({ node: { root } }: IConstruct, level: 'error' | 'warning', message: string): boolean {
  const reported = REPORTED.get(root) ?? new Set();
  REPORTED.set(root, reported);
  const { size } = reported;
  return reported.add(`${level} ${message}`).size > size;
}

/** Ids hold no `/`. */
function constructAt(root: IConstruct, path: string): IConstruct | undefined {
  return path.split('/').reduce<IConstruct | undefined>((at, id) => at?.node.tryFindChild(id), root);
}
