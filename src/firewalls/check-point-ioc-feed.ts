import { Construct } from 'constructs';
import { OutputFormat } from '../model';
import { checkOneOf, onValidate } from '../synth';
import { CHECK_POINT_NAME, checkPointFeed, CheckPointFeedProps } from './check-point-feed';
import { intervalIsElsewhere } from './errors';
import { DeviceFacts, feedOf } from './feed';

/** Capacity: at least, from R81.20 on, bounded by memory. Source: Check Point, Threat Prevention administration guide. */
const FACTS: DeviceFacts = {
  device: 'Check Point Threat Prevention',
  formats: [OutputFormat.CHECKPOINT],
  name: CHECK_POINT_NAME,
  capacity: 2_000_000,
  credentials: 'separate',
};

const INTERVAL = 'the one that holds for all feeds of a gateway: checkpoint_gaia_custom_intelligence_interval, through a provider with context "gaia_api"';

/** What a gateway does with traffic to or from an address of an IOC feed. */
export enum CheckPointIocFeedAction {
  /** Drops and logs it. */
  PREVENT = 'Prevent',
  /** Logs it and lets it through. */
  DETECT = 'Detect',
}

/**
 * `refreshInterval` must be left out: the interval belongs to the gateway and holds for all of its IOC feeds, resource
 * `checkpoint_gaia_custom_intelligence_interval`.
 */
export interface CheckPointIocFeedProps extends CheckPointFeedProps {
  /**
   * What is done with traffic from or to a listed address. A change is made in place.
   * @default CheckPointIocFeedAction.PREVENT
   */
  readonly action?: CheckPointIocFeedAction;

  /**
   * Whether the feed is in use. A change is made in place.
   * @default true
   */
  readonly enabled?: boolean;
}

/** Arguments of `checkpoint_management_threat_ioc_feed`. The format is Check Point's own, so nothing is said of columns or types. */
interface ThreatIocFeed {
  readonly name: string;
  readonly feed_url: string;
  /** Not marked sensitive by the provider. */
  readonly username: string;
  /** Not marked sensitive by the provider: hidden in plans because the value is. */
  readonly password: string;
  readonly action: string;
  readonly enabled: boolean;
  readonly use_custom_feed_settings: boolean;
  readonly use_gateway_proxy: boolean;
  readonly certificate_id?: string;
  readonly comments?: string;
}

/**
 * Makes Check Point gateways pull an integration of format `checkpoint`, as an external IOC feed of Threat Prevention (Anti-Bot and Anti-Virus).
 * No rule names it: the gateway's Threat Prevention profile enforces it. For Access Control rules there is `CheckPointNetworkFeed`.
 *
 * How often it is pulled cannot be told here: set the interval on each gateway so that it fits your plan.
 */
export class CheckPointIocFeed extends Construct {
  /** Names of the feeds; more than one where the blocklist is split. */
  readonly listNames: string[];

  constructor(scope: Construct, id: string, props: CheckPointIocFeedProps) {
    super(scope, id);
    if (props.refreshInterval !== undefined) onValidate(this, () => [intervalIsElsewhere(this, INTERVAL)]);
    const feed = feedOf(this, { ...props, refreshInterval: undefined }, FACTS);
    this.listNames = feed.names;
    checkOneOf(this, 'action', props.action, 'action', Object.values(CheckPointIocFeedAction));
    checkPointFeed<ThreatIocFeed>(this, 'checkpoint_management_threat_ioc_feed', props, feed, ({ name, url }) => ({
      name,
      feed_url: url,
      username: feed.username,
      password: feed.password,
      action: props.action ?? CheckPointIocFeedAction.PREVENT,
      enabled: props.enabled ?? true,
      use_custom_feed_settings: false,
      use_gateway_proxy: props.useGatewayProxy ?? true,
      certificate_id: props.certificateId,
      comments: props.comments,
    }));
  }
}
