import { Annotations, LocalExecProvisioner } from 'cdktf';
import { Construct } from 'constructs';
import { IIntegration } from '../constructs';
import { Duration, OutputFormat } from '../model';
import {
  checkLength, checkOneOf, checkProp, checkRequired, digest, ensureNullProvider, HelperProgram, isKnown, onlyKnown, onSynthesis, onValidate,
  placedHelper,
} from '../synth';
import { DeviceResource, ProviderFacts } from './device-resource';
import { aggregated } from './errors';
import { DeviceFacts, Feed, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { named, NamedInterval } from './interval';

const PROVIDER: ProviderFacts = { type: 'null', source: 'hashicorp/null', checked: ['3.2.4'], version: '~> 3.0' };

const HELPER: HelperProgram = { folder: 'sophos', purpose: 'Sophos Firewall' };

/** Lengths and names: Sophos, XML API of version 22.0, ThirdPartyFeed. */
const FACTS: DeviceFacts = {
  device: 'Sophos Firewall',
  formats: [OutputFormat.SOPHOS],
  name: { refused: /[^\w-]/g, separator: '-', longest: 63, pattern: /^[\w-]+$/, words: '1 to 63 letters, digits, _ and -' },
  credentials: 'separate',
  longest: { username: 64, password: 64, url: 1024 },
};

/** All that the device knows. */
const INTERVALS: readonly NamedInterval[] = [
  { word: '5m', length: Duration.minutes(5) },
  { word: '15m', length: Duration.minutes(15) },
  { word: '30m', length: Duration.minutes(30) },
  { word: '1h', length: Duration.hours(1) },
  { word: '6h', length: Duration.hours(6) },
  { word: '24h', length: Duration.hours(24) },
  { word: '7d', length: Duration.days(7) },
  { word: '30d', length: Duration.days(30) },
];

/** What a Sophos Firewall does with traffic from and to what is listed. */
export enum SophosThreatFeedAction {
  /** Drops and logs it. */
  BLOCK = 'block',
  /** Logs it and lets it pass. */
  MONITOR = 'monitor',
}

export interface SophosThreatFeedProps extends FirewallFeedProps {
  /**
   * Name or address of the firewall, with `:PORT` if its web admin console is not at 4444. A change moves the feed: it is removed from
   * the old firewall and made on the new one.
   */
  readonly hostname: string;

  /**
   * What happens to traffic from and to what is listed. No rule is needed. A change is made in place.
   * @default SophosThreatFeedAction.BLOCK
   */
  readonly action?: SophosThreatFeedAction;

  /**
   * Whether the feed is in use. A change is made in place.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Description on the firewall, at most 255 characters. A change is made in place.
   * @default - none
   */
  readonly description?: string;

  /**
   * Whether the firewall checks the certificate of CrowdSec's endpoint. A change is made in place.
   * @default true
   */
  readonly validateServerCertificate?: boolean;

  /**
   * Certificate of the CA that the firewall's own certificate chains to, as PEM. Must be known when the app is synthesised. A change
   * tells the firewall nothing.
   * @default - the CAs that Node trusts
   */
  readonly caCertificate?: string;

  /**
   * Whether the firewall's own certificate is left unchecked: whoever answers in its place then learns the administrator's password. A
   * change tells the firewall nothing.
   * @default false
   */
  readonly insecure?: boolean;
}

/** Arguments of `null_resource`. */
interface NullResource {
  /** A change replaces the resource. */
  readonly triggers: { readonly [name: string]: string };
}

/**
 * Makes a Sophos Firewall pull an integration of format `sophos`, as a third-party threat feed. No Terraform provider has such a resource:
 * a helper program, placed into the stack's folder and started by `null_resource`, tells the firewall over its XML interface. The
 * administrator's user name and password are the environment variables SOPHOS_USERNAME and SOPHOS_PASSWORD where Terraform runs.
 * `provider` is a NullProvider; the stack gets one if it has none. What changes on the firewall itself is not seen.
 */
export class SophosThreatFeed extends Construct {
  /** Names of the feeds on the firewall; more than one where the blocklist is split. */
  readonly listNames: string[];

  constructor(scope: Construct, id: string, props: SophosThreatFeedProps) {
    super(scope, id);
    const feed = feedOf(this, props, FACTS);
    this.listNames = feed.names;
    this.checkProps(props);
    const settings = settingsOf(feed, props, named(this, feed.interval, FACTS.device, INTERVALS));
    const run = helperCalls(placedHelper(this, HELPER), props);
    if (!props.provider) ensureNullProvider(this);
    for (const page of feed.pages) {
      // The feed's life: where it is and what it is called. What else changes leaves it alone, so that an update never removes it first.
      const life = new DeviceResource<NullResource>(this, page.id, PROVIDER, 'null_resource', {
        triggers: { hostname: props.hostname, name: page.name },
      }, {
        provider: props.provider,
        provisioners: [run('remove', { SOPHOS_HOSTNAME: '${self.triggers.hostname}', SOPHOS_FEED_NAME: '${self.triggers.name}' })],
      });
      const environment = { ...settings, SOPHOS_HOSTNAME: props.hostname, SOPHOS_FEED_NAME: page.name, SOPHOS_FEED_URL: page.url };
      new DeviceResource<NullResource>(this, `${page.id}Settings`, PROVIDER, 'null_resource', {
        triggers: { feed: life.getStringAttribute('id'), ...triggersOf(environment) },
      }, { provider: props.provider, lifecycle: feed.lifecycle, provisioners: [run('set', environment)] });
    }
  }

  private checkProps({ integration, hostname, action, description, caCertificate }: SophosThreatFeedProps): void {
    checkRequired(this, 'hostname', hostname, (text) => (
      /^([\w.-]+|\[[\da-fA-F:.]+\])(:\d{1,5})?$/.test(text) ? undefined : `"${text}" is no host; give a name or an address, with :PORT if it is not 4444`
    ));
    checkOneOf(this, 'action', action, 'action', Object.values(SophosThreatFeedAction));
    checkLength(this, 'description', description, FACTS.device, 255);
    if (caCertificate !== undefined) {
      onValidate(this, () => (isKnown(caCertificate) ? [] : [onlyKnown(this, 'caCertificate', 'a removal cannot refer to it')]));
      checkProp(this, 'caCertificate', caCertificate, (text) => (text.includes('-----BEGIN CERTIFICATE-----') ? undefined : 'it is no certificate in PEM'));
    }
    onSynthesis(this, () => {
      if (aggregates(integration)) Annotations.of(this).addWarning(aggregated(this, integration, 'Sophos Firewall'));
    });
  }
}

type Settings = { readonly [name: string]: string };

/** What is the same for all pages, as the helper takes it from its environment. */
function settingsOf(feed: Feed, props: SophosThreatFeedProps, interval: string): Settings {
  const { action = SophosThreatFeedAction.BLOCK, enabled = true, description = '', validateServerCertificate = true } = props;
  return {
    SOPHOS_FEED_USERNAME: feed.username,
    SOPHOS_FEED_PASSWORD: feed.password,
    SOPHOS_FEED_INTERVAL: interval,
    SOPHOS_FEED_ACTION: action,
    SOPHOS_FEED_DESCRIPTION: description,
    SOPHOS_FEED_VALIDATE_CERTIFICATE: validateServerCertificate ? '1' : '0',
    SOPHOS_FEED_ENABLED: enabled ? '1' : '0',
  };
}

/** Calls of the helper without a shell. A removal may refer to `self` alone, so what else it needs is written out. */
function helperCalls(helper: string, { caCertificate, insecure }: SophosThreatFeedProps) {
  const tls = { SOPHOS_CA_CERTIFICATE: isKnown(caCertificate) ? caCertificate : '', SOPHOS_INSECURE: insecure ? '1' : '0' };
  return (command: 'set' | 'remove', environment: Settings): LocalExecProvisioner => ({
    type: 'local-exec',
    interpreter: ['node', helper],
    command,
    environment: { ...environment, ...tls },
    ...(command === 'remove' && { when: 'destroy' as const }),
  });
}

/** What replaces the settings when it changes: all of them, of the credentials only digests, because a state shows triggers. */
function triggersOf({ SOPHOS_FEED_USERNAME: username, SOPHOS_FEED_PASSWORD: password, ...others }: Settings): Settings {
  return { ...others, SOPHOS_FEED_USERNAME: digest(username), SOPHOS_FEED_PASSWORD: digest(password) };
}

/** Whether an integration of this app serves ranges; unknown of one that is looked up. */
function aggregates(integration: IIntegration): boolean {
  const resource = integration.node.defaultChild as { readonly enableIpAggregationInput?: unknown } | undefined;
  return resource?.enableIpAggregationInput === true;
}
