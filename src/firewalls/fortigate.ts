import { Construct } from 'constructs';
import { Duration, OutputFormat } from '../model';
import { checkLength, checkOneOf } from '../synth';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { DeviceResource, ProviderFacts } from './device-resource';
import { checkEntriesPerList, DeviceFacts, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { counted } from './interval';

const PROVIDER: ProviderFacts = { type: 'fortios', source: 'fortinetdev/fortios', checked: ['1.16.0', '1.25.0'], version: '>= 1.16.0' };

/** Lengths: the provider's validators. Capacity: Fortinet, external resource entry limit, from FortiOS 7.4.4. */
const FACTS: DeviceFacts = {
  device: 'FortiGate',
  formats: [OutputFormat.FORTIGATE],
  name: { refused: /[^\w-]/g, separator: '-', longest: 35, pattern: /^[\w-]+$/, words: '1 to 35 letters, digits, _ and -' },
  capacity: 300_000,
  credentials: 'separate',
  longest: { username: 64, password: 128, url: 511 },
};

/** How strictly a FortiGate compares a server's certificate with its name. */
export enum FortiGateServerIdentityCheck {
  /** Not at all. */
  NONE = 'none',
  /** The certificate must be valid. */
  BASIC = 'basic',
  /** The certificate must be valid and bear the server's name. */
  FULL = 'full',
}

export interface FortiGateThreatFeedProps extends FirewallFeedProps {
  /**
   * Most entries of one feed, from 10,000 to 300,000: what is more comes as further feeds. Needs `maxEntries`. Before FortiOS 7.4.4 a feed ends at
   * 131,072 entries or 10 MB. A change adds or removes feeds.
   * @default - as few feeds as `maxEntries` allows: one
   */
  readonly entriesPerList?: number;

  /**
   * Whether the feed is in use. A change is made in place.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Comment on the device, at most 255 characters. A change is made in place.
   * @default - none
   */
  readonly comments?: string;

  /**
   * Address that the device pulls from. A change is made in place.
   * @default - what the device chooses
   */
  readonly sourceIp?: string;

  /**
   * How strictly the server's certificate is compared with its name. Needs a version of the provider newer than 1.16.0. A change is made in place.
   * @default - what the device chooses
   */
  readonly serverIdentityCheck?: FortiGateServerIdentityCheck;

  /**
   * VDOM that the feed belongs to. A change replaces the feed.
   * @default - the provider's
   */
  readonly vdom?: string;
}

/** Arguments of `fortios_system_externalresource`. */
interface ExternalResource {
  readonly name: string;
  readonly type: 'address';
  readonly resource: string;
  readonly refresh_rate: number;
  readonly username: string;
  /** Sensitive. Never read back from the device. */
  readonly password: string;
  readonly status: 'enable' | 'disable';
  readonly comments?: string;
  readonly source_ip?: string;
  readonly server_identity_check?: string;
  readonly vdomparam?: string;
}

/**
 * Makes a FortiGate pull an integration of format `fortigate`, as a threat feed (external resource) of type IP address. Use its names
 * as source addresses of a policy that denies. The device pulls at once and applies what changes by itself.
 */
export class FortiGateThreatFeed extends Construct {
  /** Names of the lists on the device, for `srcaddr` and `dstaddr` of policies; more than one where the blocklist is split. */
  readonly listNames: string[];

  constructor(scope: Construct, id: string, props: FortiGateThreatFeedProps) {
    super(scope, id);
    const { entriesPerList, maxEntries } = props;
    checkEntriesPerList(this, entriesPerList, OutputFormat.FORTIGATE, maxEntries === undefined ? '"maxEntries"' : undefined);
    const feed = feedOf(this, props, { ...FACTS, pageSize: entriesPerList });
    this.listNames = feed.names;
    const refresh_rate = counted(this, feed.interval, { device: FACTS.device, unit: Duration.minutes(1), least: 1, most: 43_200 });
    checkLength(this, 'comments', props.comments, FACTS.device, 255);
    checkOneOf(this, 'serverIdentityCheck', props.serverIdentityCheck, 'check', Object.values(FortiGateServerIdentityCheck));
    for (const page of feed.pages) {
      new DeviceResource<ExternalResource>(this, page.id, PROVIDER, 'fortios_system_externalresource', {
        name: page.name,
        type: 'address',
        resource: page.url,
        refresh_rate,
        username: feed.username,
        password: feed.password,
        status: props.enabled === false ? 'disable' : 'enable',
        comments: props.comments,
        source_ip: props.sourceIp,
        server_identity_check: props.serverIdentityCheck,
        vdomparam: props.vdom,
      }, { provider: props.provider, lifecycle: feed.lifecycle });
    }
  }
}

export interface FortiosProviderProps extends DeviceProviderProps {
  /**
   * Name or address of the device, with `:PORT` if it is not 443.
   * @default - the environment variable FORTIOS_ACCESS_HOSTNAME where Terraform runs
   */
  readonly hostname?: string;

  /**
   * API token: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable FORTIOS_ACCESS_TOKEN where Terraform runs
   */
  readonly token?: string;

  /**
   * Whether the device's certificate is left unchecked.
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * VDOM of what names none.
   * @default - the device's root
   */
  readonly vdom?: string;
}

/** The provider `fortinetdev/fortios`, for stacks that have none of their own. */
export class FortiosProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: FortiosProviderProps = {}) {
    const { hostname, token, insecure, vdom } = props;
    super(scope, id, PROVIDER, props, { hostname, token, insecure, vdom }, { token });
  }
}
