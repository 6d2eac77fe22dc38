import { Construct } from 'constructs';
import { Duration, OutputFormat } from '../model';
import { checkLength } from '../synth';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { DeviceResource, ProviderFacts } from './device-resource';
import { DeviceFacts, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { counted } from './interval';

/** The original, marshallford/pfsense, has no URL table alias. */
const PROVIDER: ProviderFacts = { type: 'pfsense', source: 'emanuelbesliu/pfsense', checked: ['0.58.0'], version: '>= 0.58.0' };

/** Names: pfSense's own check of an alias. */
const FACTS: DeviceFacts = {
  device: 'pfSense',
  formats: [OutputFormat.PFSENSE],
  name: { refused: /\W/g, separator: '_', longest: 31, pattern: /^(?!\d+$|_+$)\w+$/, words: '1 to 31 letters, digits and _, at least one of them a letter' },
  credentials: 'in-url',
};

/** Entries that all tables hold together, unless the device was told otherwise. Source: pfSense, `globals.inc`. */
const TABLE_ENTRIES = 400_000;

/** The most days that pfSense's own form offers. */
const LONGEST_DAYS = 128;
const LONGEST_DESCRIPTION = 200;

export interface PfSenseUrlTableAliasProps extends FirewallFeedProps {
  /**
   * Description on the device, 1 to 200 characters. A change is made in place.
   * @default - none
   */
  readonly description?: string;

  /**
   * Whether the firewall reloads its filter when the alias changes; without it somebody must. A change is made in place.
   * @default true
   */
  readonly apply?: boolean;

  /**
   * Entries that the firewall's tables hold together: "Firewall Maximum Table Entries" in its advanced settings. `maxEntries` may
   * not be more. It sets nothing on the device.
   * @default 400,000
   */
  readonly tableEntries?: number;
}

/** Arguments of `pfsense_firewall_url_alias`. */
interface UrlAlias {
  readonly name: string;
  readonly type: 'urltable';
  /** One, for this type. Sensitive, although the provider does not mark it: user name and password stand in the URL. */
  readonly entries: readonly { readonly url: string }[];
  /** In days. */
  readonly update_frequency: number;
  readonly description?: string;
  readonly apply?: boolean;
}

/**
 * Makes pfSense pull an integration of format `pfsense`, as an alias of type URL table (IPs). Use its name as source of a rule that
 * blocks. pfSense counts in days: an interval is rounded up to whole ones. The provider is a fork that one person maintains, made to
 * work the device's web pages; look at it before you rely on it.
 */
export class PfSenseUrlTableAlias extends Construct {
  /** Names of the aliases on the device, for `source_address` of rules; more than one where the blocklist is split. */
  readonly listNames: string[];

  constructor(scope: Construct, id: string, props: PfSenseUrlTableAliasProps) {
    super(scope, id);
    const feed = feedOf(this, props, { ...FACTS, capacity: props.tableEntries ?? TABLE_ENTRIES });
    this.listNames = feed.names;
    const update_frequency = counted(this, feed.interval, { device: FACTS.device, unit: Duration.days(1), least: 1, most: LONGEST_DAYS });
    checkLength(this, 'description', props.description, 'pfSense\'s provider', LONGEST_DESCRIPTION, 1);
    for (const page of feed.pages) {
      new DeviceResource<UrlAlias>(this, page.id, PROVIDER, 'pfsense_firewall_url_alias', {
        name: page.name,
        type: 'urltable',
        entries: [{ url: page.url }],
        update_frequency,
        description: props.description,
        apply: props.apply,
      }, { provider: props.provider, lifecycle: feed.lifecycle });
    }
  }
}

export interface PfsenseProviderProps extends DeviceProviderProps {
  /**
   * URL of the device's web interface: `https://NAME`.
   * @default - the environment variable TF_PFSENSE_URL where Terraform runs, else `https://192.168.1.1`
   */
  readonly url?: string;

  /**
   * User name on the device.
   * @default - the environment variable TF_PFSENSE_USERNAME where Terraform runs, else `admin`
   */
  readonly username?: string;

  /**
   * Password on the device: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable TF_PFSENSE_PASSWORD where Terraform runs
   */
  readonly password?: string;

  /**
   * Whether the device's certificate is left unchecked.
   * @default false
   */
  readonly tlsSkipVerify?: boolean;
}

/** The provider `emanuelbesliu/pfsense`, a fork of `marshallford/pfsense`, for stacks that have none of their own. */
export class PfsenseProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: PfsenseProviderProps = {}) {
    const { url, username, password, tlsSkipVerify } = props;
    super(scope, id, PROVIDER, props, { url, username, password, tls_skip_verify: tlsSkipVerify }, { password });
  }
}
