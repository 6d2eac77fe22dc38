import { TerraformProvider } from 'cdktf';
import { IIntegration } from '../constructs';
import { Duration, PlanTier } from '../model';

/** User name and password of an integration, from where they were kept when it was made. */
export interface FeedCredentials {
  /** User name. It may be a literal. */
  readonly username: string;
  /** Password: the value of a `TerraformVariable` with `sensitive: true`, or of a secret store's data source. A literal is an error. */
  readonly password: string;
}

/** What the firewall's side of every format takes first. */
export interface FirewallFeedProps {
  /**
   * The integration that the firewall pulls. Its output format must be the firewall's. Renaming it, or describing it otherwise, plans
   * nothing here; new credentials update what holds them, in place.
   */
  readonly integration: IIntegration;

  /**
   * Time between two pulls. It is rounded up to what the device can be told, so that the firewall never pulls more often. Shorter than
   * 24 hours is an error with PlanTier.COMMUNITY, shorter than an hour a warning with PlanTier.ENTERPRISE. A change is made in place.
   * @default - the shortest that the plan allows: 24 hours for PlanTier.COMMUNITY, an hour for PlanTier.ENTERPRISE
   */
  readonly refreshInterval?: Duration;

  /**
   * Name of the list on the device. What the device refuses is an error at synthesis. Where the list is split, the first part has this
   * name and the others have a number after it. Most devices replace the object when it changes.
   * @default - the construct's id, with `-` or `_` in place of what the device refuses
   */
  readonly name?: string;

  /**
   * Most entries that the device is to hold, a whole number of at least 1. The blocklist is split into as many lists as it needs for
   * each to arrive whole, even uncompressed; what is beyond is left out. The service sends no fewer than 10,000: for less set
   * `pullLimit` on the integration. A change adds or removes lists, and tells the others in place where they end.
   * @default - one list with the whole blocklist, as the service sends it
   */
  readonly maxEntries?: number;

  /**
   * The organisation's plan, which decides how often its blocklists may be pulled. A change tells the device nothing but another
   * default of `refreshInterval`.
   * @default PlanTier.COMMUNITY
   */
  readonly planTier?: PlanTier;

  /**
   * User name and password, for an integration that is looked up: the service does not show them again. A change is made in place.
   * @default - the integration's own; one that is looked up has none
   */
  readonly credentials?: FeedCredentials;

  /**
   * The device's provider: one of this package, of your own generated bindings, or one with an alias.
   * @default - the stack's own
   */
  readonly provider?: TerraformProvider;
}
