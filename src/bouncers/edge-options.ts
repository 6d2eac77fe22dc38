/** What a Cloudflare zone does with a listed address. */
export enum CloudflareBouncerAction {
  /** Refused. */
  BAN = 'ban',
  /** A Turnstile challenge. */
  CAPTCHA = 'captcha',
}

export interface CloudflareBouncerZone {
  /** ID of the zone. */
  readonly zoneId: string;

  /** Routes that the worker is put on, at least one, such as `*example.org/*`. What is on none is not protected. */
  readonly routes: string[];

  /**
   * What is done with addresses whose decision names no action of this zone. CAPTCHA turns Turnstile on.
   * @default CloudflareBouncerAction.BAN
   */
  readonly action?: CloudflareBouncerAction;
}

export interface CloudflareBouncerAccount {
  /** ID of the account. */
  readonly id: string;

  /** API token that may edit workers, KV, routes, D1 and Turnstile. A secret. */
  readonly token: string;

  /**
   * Name of the account in messages and metrics.
   * @default - the id
   */
  readonly name?: string;

  /** Zones of the account that are protected, at least one. */
  readonly zones: CloudflareBouncerZone[];
}

export interface CloudflareBouncerOptions {
  /** Accounts, at least one. */
  readonly accounts: CloudflareBouncerAccount[];
}

export interface FastlyBouncerService {
  /** ID of the service. */
  readonly id: string;

  /** Site key of reCAPTCHA; the component does not start without one. */
  readonly recaptchaSiteKey: string;

  /** Secret key of reCAPTCHA; the component does not start without one. A secret. */
  readonly recaptchaSecretKey: string;

  /** Whether the changed version of the service goes into production. With false the component prepares a version that protects nothing. */
  readonly activate: boolean;

  /**
   * How many addresses at most, 1 to 1,000,000.
   * @default 20000
   */
  readonly maxItems?: number;
}

export interface FastlyBouncerAccount {
  /** API token with the scope `global`. A secret. */
  readonly token: string;

  /** Services that are protected, at least one. */
  readonly services: FastlyBouncerService[];
}

export interface FastlyBouncerOptions {
  /** Accounts, at least one. */
  readonly accounts: FastlyBouncerAccount[];
}

/** What AWS WAF does with a listed address. */
export enum AwsWafBouncerAction {
  /** Refused. */
  BAN = 'ban',
  /** A challenge. */
  CAPTCHA = 'captcha',
  /** Only counted: protects nothing. */
  COUNT = 'count',
}

/** What a web ACL protects. */
export enum AwsWafBouncerScope {
  /** Load balancers, API gateways and the like of one region. */
  REGIONAL = 'REGIONAL',
  /** Distributions of CloudFront. */
  CLOUDFRONT = 'CLOUDFRONT',
}

export interface AwsWafBouncerAcl {
  /** Name of the web ACL, which is there already. */
  readonly webAclName: string;

  /** Name of the rule group that the component makes, unique. */
  readonly ruleGroupName: string;

  /** Start of the names of the IP sets that the component makes, unique. */
  readonly ipsetPrefix: string;

  /** What the web ACL protects. */
  readonly scope: AwsWafBouncerScope;

  /**
   * Region; required for REGIONAL.
   * @default - none
   */
  readonly region?: string;

  /**
   * What is done with an address whose decision names an action that AWS WAF does not know.
   * @default AwsWafBouncerAction.BAN
   */
  readonly fallbackAction?: AwsWafBouncerAction;

  /**
   * Capacity units of the rule group, 1 to 5,000.
   * @default 300
   */
  readonly capacity?: number;
}

export interface AwsWafBouncerOptions {
  /** Web ACLs, at least one. */
  readonly acls: AwsWafBouncerAcl[];
}
