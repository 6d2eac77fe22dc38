import { Construct } from 'constructs';
import { Duration, OutputFormat } from '../model';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { DeviceResource, ProviderFacts } from './device-resource';
import { DeviceFacts, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { counted } from './interval';

const PROVIDER: ProviderFacts = { type: 'opnsense', source: 'browningluke/opnsense', checked: ['0.24.0'], version: '>= 0.24.0' };

/** Names: the provider's validator and OPNsense's model of an alias. */
const FACTS: DeviceFacts = {
  device: 'OPNsense',
  formats: [OutputFormat.OPNSENSE],
  name: { refused: /\W/g, separator: '_', longest: 31, pattern: /^[A-Za-z_]\w*$/, words: '1 to 31 letters, digits and _, the first of them no digit' },
  credentials: 'in-url',
  oneObject: true,
};

/** Entries that all tables hold together, unless the device has more memory or was told otherwise. Source: OPNsense, `filter.inc`. */
const TABLE_ENTRIES = 1_000_000;

/** A ten-thousandth of a day: the provider writes six digits after the point. */
const STEPS_A_DAY = 10_000;
const LONGEST_DAYS = 3650;

export interface OpnSenseUrlTableAliasProps extends FirewallFeedProps {
  /**
   * Whether the alias is in use. A change is made in place.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Description on the device. A change is made in place.
   * @default - none
   */
  readonly description?: string;

  /**
   * Whether the firewall counts hits of each entry. A change is made in place.
   * @default false
   */
  readonly statistics?: boolean;

  /**
   * Entries that the firewall's tables hold together: "Firewall Maximum Table Entries" in its advanced settings. `maxEntries` may
   * not be more. It sets nothing on the device.
   * @default 1,000,000
   */
  readonly tableEntries?: number;
}

/** Arguments of `opnsense_firewall_alias`. */
interface Alias {
  readonly name: string;
  readonly type: 'urltable';
  /** Sensitive, although the provider does not mark it: user name and password stand in the URLs. */
  readonly content: readonly string[];
  /** In days. */
  readonly update_freq: number;
  readonly enabled: boolean;
  readonly description?: string;
  readonly stats?: boolean;
}

/**
 * Makes OPNsense pull an integration of format `opnsense`, as an alias of type URL table. Use its name as source of a rule that
 * blocks. The pages of a list that is split belong to one alias. OPNsense writes the URL to its log when it pulls, the password in it.
 */
export class OpnSenseUrlTableAlias extends Construct {
  /** Name of the alias on the device, for `source.net` and `destination.net` of rules. */
  readonly listNames: string[];

  constructor(scope: Construct, id: string, props: OpnSenseUrlTableAliasProps) {
    super(scope, id);
    const feed = feedOf(this, props, { ...FACTS, capacity: props.tableEntries ?? TABLE_ENTRIES });
    this.listNames = feed.names;
    const unit = Duration.seconds(86_400 / STEPS_A_DAY);
    const steps = counted(this, feed.interval, { device: FACTS.device, unit, least: 1, most: LONGEST_DAYS * STEPS_A_DAY });
    new DeviceResource<Alias>(this, 'Resource', PROVIDER, 'opnsense_firewall_alias', {
      name: feed.names[0],
      type: 'urltable',
      content: feed.pages.map(({ url }) => url),
      update_freq: steps / STEPS_A_DAY,
      enabled: props.enabled !== false,
      description: props.description,
      stats: props.statistics,
    }, { provider: props.provider, lifecycle: feed.lifecycle });
  }
}

export interface OpnsenseProviderProps extends DeviceProviderProps {
  /**
   * URL of the device: `https://NAME`.
   * @default - the environment variable OPNSENSE_URI where Terraform runs
   */
  readonly uri?: string;

  /**
   * API key: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable OPNSENSE_API_KEY where Terraform runs
   */
  readonly apiKey?: string;

  /**
   * Secret of the API key: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable OPNSENSE_API_SECRET where Terraform runs
   */
  readonly apiSecret?: string;

  /**
   * Whether the device's certificate is left unchecked.
   * @default - the environment variable OPNSENSE_ALLOW_INSECURE where Terraform runs, else false
   */
  readonly allowInsecure?: boolean;
}

/** The provider `browningluke/opnsense`, for stacks that have none of their own. */
export class OpnsenseProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: OpnsenseProviderProps = {}) {
    const { uri, apiKey, apiSecret, allowInsecure } = props;
    super(scope, id, PROVIDER, props, { uri, api_key: apiKey, api_secret: apiSecret, allow_insecure: allowInsecure }, { apiKey, apiSecret });
  }
}
