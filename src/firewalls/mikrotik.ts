import { Construct } from 'constructs';
import { Duration, OutputFormat, PlanTier } from '../model';
import { onValidate, stackMates } from '../synth';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { DeviceResource, ProviderFacts } from './device-resource';
import { listFilledTwice } from './errors';
import { DeviceFacts, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { counted } from './interval';
import { ADDRESS_LIST, addressListScript } from './mikrotik-script';

const PROVIDER: ProviderFacts = { type: 'routeros', source: 'terraform-routeros/routeros', checked: ['1.99.1'], version: '>= 1.99.0' };

const SCRIPT = 'routeros_system_script';
const SCHEDULER = 'routeros_system_scheduler';

/** RouterOS does not ask for compressed answers. Names become names of files. */
const FACTS: DeviceFacts = {
  device: 'RouterOS',
  formats: [OutputFormat.MIKROTIK],
  name: { refused: /[^\w.-]/g, separator: '-', longest: 64, pattern: /^[\w.-]+$/, words: '1 to 64 letters, digits, _, . and -' },
  splitFrom: 35_000,
  credentials: 'separate',
  oneObject: true,
};

/** Entries live for 48 hours: an hour is left for the pull itself. */
const LONGEST_INTERVAL_SECONDS = 47 * 3600;

/** What fetching, importing and removing files takes, in the order in which RouterOS answers. */
const POLICY = ['ftp', 'read', 'write', 'test'] as const;

export interface MikroTikAddressListProps extends FirewallFeedProps {
  /**
   * Whether the router pulls once right after the script is created or renamed, in the background. It does not after other changes:
   * new credentials are used from the next pull on. A change adds or removes a script of one line.
   * @default true
   */
  readonly pullAtOnce?: boolean;

  /**
   * Whether the router also pulls two minutes after it starts. Entries live in memory: without it the list is empty from a restart to
   * the next pull. CrowdSec's community plan refuses such a pull if the last one is younger than 24 hours. A change is made in place.
   * @default - true with PlanTier.ENTERPRISE, else false
   */
  readonly pullAtStart?: boolean;

  /**
   * Whether the router checks the service's certificate. What it pulls is run as a script, so leave it on; the router must trust
   * Amazon Root CA 1. A change is made in place.
   * @default true
   */
  readonly checkCertificate?: boolean;

  /**
   * Comment on the script and the scheduler. A change is made in place.
   * @default - none
   */
  readonly comment?: string;
}

/** Arguments of `routeros_system_script`. */
interface SystemScript {
  readonly name: string;
  /** Sensitive, although the provider does not mark it: user name and password stand in it. */
  readonly source: string;
  readonly policy: readonly string[];
  readonly comment?: string;
  /** Not empty: the script runs after it was created or changed. What goes wrong in it is not reported. */
  readonly launch_trigger?: string;
}

/** Arguments of `routeros_system_scheduler`. */
interface SystemScheduler {
  readonly name: string;
  readonly on_event: string;
  readonly interval: string;
  readonly start_time?: 'startup';
  readonly policy: readonly string[];
  readonly comment?: string;
}

/**
 * Makes a MikroTik router with RouterOS 7 pull an integration of format `mikrotik`, with a script that a scheduler runs. The service
 * decides the list's name, so a router takes one integration. Use it as source address list of a rule that drops. At most 35,000
 * entries arrive unless `maxEntries` asks for more; where the last page is full the router's log warns of it. Entries expire after 48
 * hours without a pull that works, so `refreshInterval` may be 47 hours at most.
 */
export class MikroTikAddressList extends Construct {
  /** Name of the address list on the device, for `src_address_list` of rules: always `crowdsec-integration`, of IPv4. */
  readonly listNames: string[];

  private readonly onProvider?: object;

  constructor(scope: Construct, id: string, props: MikroTikAddressListProps) {
    super(scope, id);
    const feed = feedOf(this, props, FACTS);
    const [name] = feed.names;
    this.listNames = [ADDRESS_LIST];
    this.onProvider = props.provider;
    this.refuseSecondOnRouter();
    const { comment, provider, checkCertificate = true, pullAtOnce = true, pullAtStart = props.planTier === PlanTier.ENTERPRISE } = props;
    const common = { policy: POLICY, comment };
    const script = new DeviceResource<SystemScript>(this, 'Resource', PROVIDER, SCRIPT, {
      name,
      source: addressListScript({ ...feed, name, urls: feed.pages.map(({ url }) => url), checkCertificate }),
      ...common,
    }, { provider, lifecycle: feed.lifecycle });
    const run = `/system script run "${name}"`;
    const before = [script];
    if (pullAtOnce) {
      // The provider waits for what it launches, and RouterOS breaks off after a minute: an import may take longer.
      before.push(new DeviceResource<SystemScript>(this, 'Launcher', PROVIDER, SCRIPT, {
        name: `${name}-now`, source: `:execute {${run}}`, policy: POLICY, launch_trigger: 'created',
      }, { provider, dependsOn: [script] }));
    }
    // Counts from its creation, so after the first pull.
    new DeviceResource<SystemScheduler>(this, 'Scheduler', PROVIDER, SCHEDULER, {
      name, on_event: name, interval: this.interval(feed.interval), ...common,
    }, { provider, dependsOn: before });
    if (pullAtStart) {
      // With an interval RouterOS would not run it at start. Two minutes: the network must be up.
      new DeviceResource<SystemScheduler>(this, 'AtStart', PROVIDER, SCHEDULER, {
        name: `${name}-start`, on_event: `:delay 2m; ${run}`, interval: '0s', start_time: 'startup', ...common,
      }, { provider, dependsOn: [script] });
    }
  }

  /** In RouterOS' own spelling: the provider would take any other for a change. */
  private interval(interval: Duration): string {
    const left = counted(this, interval, {
      device: 'RouterOS, where entries expire after 48 hours,', unit: Duration.seconds(1), least: 1, most: LONGEST_INTERVAL_SECONDS,
    });
    const parts = [[86_400, Infinity, 'd'], [3600, 24, 'h'], [60, 60, 'm'], [1, 60, 's']] as const;
    return parts.map(([size, wrap, unit]) => [Math.floor(left / size) % wrap, unit] as const)
      .filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`).join('');
  }

  /** Two would clear each other's entries. */
  private refuseSecondOnRouter(): void {
    onValidate(this, () => {
      const [first] = stackMates(this).filter((mate): mate is MikroTikAddressList => (
        mate instanceof MikroTikAddressList && mate.onProvider === this.onProvider
      ));
      return first === this ? [] : [listFilledTwice(this, first, ADDRESS_LIST)];
    });
  }
}

export interface RouterosProviderProps extends DeviceProviderProps {
  /**
   * Where the router is reached: `https://NAME` for its REST service, `apis://NAME:8729` for its API.
   * @default - the environment variable ROS_HOSTURL where Terraform runs
   */
  readonly hosturl?: string;

  /**
   * User name on the router. Its group needs the policies `rest-api` or `api`, and `ftp`, `read`, `write` and `test`.
   * @default - the environment variable ROS_USERNAME where Terraform runs
   */
  readonly username?: string;

  /**
   * Password on the router: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable ROS_PASSWORD where Terraform runs
   */
  readonly password?: string;

  /**
   * Whether the router's certificate is left unchecked.
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * Path of the certificate authority's file that the router's certificate is checked with, where Terraform runs.
   * @default - the environment variable ROS_CA_CERTIFICATE where Terraform runs
   */
  readonly caCertificate?: string;

  /**
   * RouterOS version, as `7.16`. With it a plan needs no router as long as nothing was deployed.
   * @default - the provider asks the router
   */
  readonly routerosVersion?: string;
}

/** The provider `terraform-routeros/routeros`, for stacks that have none of their own. */
export class RouterosProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: RouterosProviderProps = {}) {
    const { hosturl, username, password, insecure, caCertificate, routerosVersion } = props;
    super(scope, id, PROVIDER, props, {
      hosturl, username, password, insecure, ca_certificate: caCertificate, routeros_version: routerosVersion,
    }, { password });
  }
}
