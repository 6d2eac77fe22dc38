import { IntegrationSubscriptions, OutputFormat } from '../constructs';

/** What a `BlocklistPolicy` looks at. Messages name the rule by its value. */
export enum PolicyRule {
  /** `allowedFormats` */
  FORMAT = 'format',
  /** `requiredSubscriptions` */
  SUBSCRIPTIONS = 'subscriptions',
  /** `namePattern` */
  NAME = 'name',
  /** `requireDescription` */
  DESCRIPTION = 'description',
  /** `allowLiteralSecrets` */
  LITERAL_SECRET = 'literal-secret',
  /** `requireAggregation` */
  AGGREGATION = 'aggregation',
  /** `integrationQuota` */
  QUOTA = 'quota',
  /** `planTier` */
  PULLS = 'pulls',
  /** `coverage` */
  REDUNDANT_CVE = 'redundant-cve',
}

/** What every integration must subscribe to, or every one of some formats. */
export interface RequiredSubscriptions extends IntegrationSubscriptions {
  /**
   * Output formats of the integrations that it holds for.
   * @default - all
   */
  readonly formats?: OutputFormat[];
}

/** A place where the policy does not hold. */
export interface PolicyExemption {
  /** Path of a construct, as messages start with it: `production/edge`. The exemption holds for what is below it too. */
  readonly path: string;

  /** Why, for whoever reads it later. It must not be empty. */
  readonly reason: string;

  /**
   * The rules that do not hold there.
   * @default - all
   */
  readonly rules?: PolicyRule[];
}
