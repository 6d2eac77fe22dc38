import { Construct } from 'constructs';
import { Duration, OutputFormat } from '../model';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { DeviceResource, ProviderFacts } from './device-resource';
import { DeviceFacts, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { counted } from './interval';

const PROVIDER: ProviderFacts = { type: 'fmc', source: 'CiscoDevNet/fmc', checked: ['2.4.1'], version: '>= 2.0.0, < 3.0.0' };

/** The provider states no rule for names; these are what its own examples and the management center's objects are made of. */
const FACTS: DeviceFacts = {
  device: 'Secure Firewall Management Center',
  formats: [OutputFormat.CISCO],
  name: { refused: /[^\w-]/g, separator: '_', longest: 64, pattern: /^\w[\w .-]*$/, words: '1 to 64 letters, digits, spaces, _, . and -, the first a letter, digit or _' },
  credentials: 'in-url',
};

export interface CiscoSecurityIntelligenceFeedProps extends FirewallFeedProps {
  /**
   * Domain of the management center. A change replaces the feed.
   * @default - the global domain
   */
  readonly domain?: string;
}

/** Arguments of `fmc_security_intelligence_network_feed`. */
interface SecurityIntelligenceNetworkFeed {
  readonly name: string;
  /** With user name and password. Not marked sensitive by the provider: hidden in plans because the value is. */
  readonly feed_url: string;
  readonly update_frequency: number;
  readonly domain?: string;
}

/**
 * Makes a Cisco Secure Firewall Management Center pull an integration of format `cisco`, as a Security Intelligence network feed. The management
 * center needs version 7.4 or newer. It pulls once for all its devices and passes on what changes by itself.
 *
 * **By hand** remains, once: put the feed on the block list of the access control policy's Security Intelligence, and deploy the policy. The
 * provider has no resource for the first; its `fmc_device_deploy` deploys at every apply, so it is not part of this construct.
 *
 * User name and password stand in the URL, percent-encoded, because there is no other place for them. Cisco does not say whether the management
 * center takes them there: see the guide for a test.
 */
export class CiscoSecurityIntelligenceFeed extends Construct {
  /** Names of the feeds in the management center, for the block list; more than one where the blocklist is split. */
  readonly listNames: string[];

  /** Ids of the feeds in the management center, in the order of `listNames`, for calls of its REST interface. Known after apply. */
  readonly feedIds: string[];

  constructor(scope: Construct, id: string, props: CiscoSecurityIntelligenceFeedProps) {
    super(scope, id);
    const feed = feedOf(this, props, FACTS);
    this.listNames = feed.names;
    const minutes = { device: FACTS.device, unit: Duration.minutes(1), least: 1, most: Number.MAX_SAFE_INTEGER };
    const update_frequency = counted(this, feed.interval, minutes);
    this.feedIds = feed.pages.map((page) => (
      new DeviceResource<SecurityIntelligenceNetworkFeed>(this, page.id, PROVIDER, 'fmc_security_intelligence_network_feed', {
        name: page.name,
        feed_url: page.url,
        update_frequency,
        domain: props.domain,
      }, { provider: props.provider, lifecycle: feed.lifecycle }).getStringAttribute('id')
    ));
  }
}

export interface FmcProviderProps extends DeviceProviderProps {
  /**
   * URL of the management center: `https://HOST`.
   * @default - the environment variable FMC_URL where Terraform runs
   */
  readonly url?: string;

  /**
   * User name.
   * @default - the environment variable FMC_USERNAME where Terraform runs
   */
  readonly username?: string;

  /**
   * Password: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable FMC_PASSWORD where Terraform runs
   */
  readonly password?: string;

  /**
   * API token of a cloud-delivered management center, in place of user name and password: the value of a `TerraformVariable` with
   * `sensitive: true`. A literal is an error.
   * @default - the environment variable FMC_TOKEN where Terraform runs
   */
  readonly token?: string;

  /**
   * Whether the management center's certificate is left unchecked. It is always stated, whatever the provider would do without.
   * @default false
   */
  readonly insecure?: boolean;
}

/** The provider `CiscoDevNet/fmc`, for stacks that have none of their own. It logs in when it plans. */
export class FmcProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: FmcProviderProps = {}) {
    const { url, username, password, token, insecure = false } = props;
    super(scope, id, PROVIDER, props, { url, username, password, token, insecure }, { password, token });
  }
}
