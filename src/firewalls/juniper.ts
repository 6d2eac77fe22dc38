import { Fn, Op, TerraformResourceLifecycle, Token } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, OutputFormat } from '../model';
import { checkProp, invalidValue, onValidate } from '../synth';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { DeviceResource, ProviderFacts } from './device-resource';
import { holdsCharacter, tooLong } from './errors';
import { DeviceFacts, Feed, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { counted } from './interval';

const PROVIDER: ProviderFacts = { type: 'junos', source: 'jeremmfr/junos', checked: ['1.33.0', '2.20.0'], version: '>= 1.33.0' };

const SERVER_RESOURCE = 'junos_security_dynamic_address_feed_server';
const NAME_RESOURCE = 'junos_security_dynamic_address_name';

/** Lengths and ranges: the provider's validators; version 1.33 of it does not check the URL. */
const FACTS: DeviceFacts = {
  device: 'Junos',
  formats: [OutputFormat.JUNIPER],
  name: { refused: /[^\w-]/g, separator: '-', longest: 240, pattern: /^[\w-]+$/, words: '1 to 240 letters, digits, _ and -' },
  credentials: 'in-url',
};
const SERVER_NAME = /^[\w-]{1,16}$/;
const LONGEST_SERVER_NAME = 16;
const LONGEST_URL = 256;
const LONGEST_DESCRIPTION = 900;
const LONGEST_SECONDS = 4_294_967_295;

/** Intervals that a device keeps its entries for without a pull that works, unless the user says otherwise. */
const INTERVALS_HELD = 3;

export interface JuniperDynamicAddressProps extends FirewallFeedProps {
  /**
   * Name of the feed server on the device: 1 to 16 letters, digits, `_` and `-`. A change replaces the server.
   * @default - the list's name, its first 16 characters
   */
  readonly serverName?: string;

  /**
   * How long the device keeps the entries when pulls fail, 1 to 4,294,967,295 seconds. A change is made in place.
   * @default - three times the refresh interval
   */
  readonly holdInterval?: Duration;

  /**
   * Name of the SSL initiation profile that the device pulls with; it names the certificates that are trusted. A change is made in place.
   * @default - none
   */
  readonly tlsProfile?: string;

  /**
   * Whether the server's certificate must bear the server's name. Needs `tlsProfile`. A change is made in place.
   * @default false
   */
  readonly validateCertificateAttributes?: boolean;

  /**
   * Description of the feed server on the device, 1 to 900 characters without `"`. A change is made in place.
   * @default - none
   */
  readonly description?: string;
}

/** Block `feed_name` of a feed server. */
interface FeedName {
  readonly name: string;
  /** What follows the server's URL. */
  readonly path: string;
  readonly update_interval: number;
  readonly hold_interval: number;
}

/** Arguments of `junos_security_dynamic_address_feed_server`. */
interface FeedServer {
  readonly name: string;
  /** Sensitive, although the provider does not mark it: user name and password stand in it. */
  readonly url: string;
  readonly description?: string;
  readonly tls_profile?: string;
  readonly validate_certificate_attributes_subject_or_san?: true;
  readonly feed_name: readonly FeedName[];
}

/** Arguments of `junos_security_dynamic_address_name`. */
interface AddressName {
  readonly name: string;
  readonly profile_feed_name: string;
}

/**
 * Makes a Junos firewall (SRX, vSRX, cSRX) pull an integration of format `juniper`: a feed server with one feed for each part of the list,
 * and a dynamic address for each feed. Use their names as source addresses of a security policy that denies. The provider commits.
 */
export class JuniperDynamicAddress extends Construct {
  /** Names of the dynamic addresses, for `match_source_address` of policies; more than one where the blocklist is split. */
  readonly listNames: string[];

  constructor(scope: Construct, id: string, props: JuniperDynamicAddressProps) {
    super(scope, id);
    const feed = feedOf(this, props, FACTS);
    this.listNames = feed.names;
    const url = serverOf(feed.pages[0].url);
    this.addChecks(props);
    const intervals = this.intervals(feed, props.holdInterval);
    const server = new DeviceResource<FeedServer>(this, 'Resource', PROVIDER, SERVER_RESOURCE, {
      name: props.serverName ?? feed.names[0].slice(0, LONGEST_SERVER_NAME),
      url,
      description: props.description,
      tls_profile: props.tlsProfile,
      validate_certificate_attributes_subject_or_san: props.validateCertificateAttributes ? true : undefined,
      feed_name: feed.pages.map(({ name, plainUrl }) => ({ name, path: pathOf(plainUrl), ...intervals })),
    }, { provider: props.provider, lifecycle: this.lifecycle(feed, url) }, ['feed_name']);
    feed.names.forEach((name, i) => {
      new DeviceResource<AddressName>(this, i === 0 ? 'Address' : `Address${i + 1}`, PROVIDER, NAME_RESOURCE, {
        name,
        profile_feed_name: name,
      }, { provider: props.provider, dependsOn: [server] });
    });
  }

  private addChecks(props: JuniperDynamicAddressProps): void {
    checkProp(this, 'serverName', props.serverName, (name) => (
      SERVER_NAME.test(name) ? undefined : `"${name}" is no name for a feed server, which takes 1 to 16 letters, digits, _ and -`
    ));
    checkProp(this, 'description', props.description, (text) => (
      text.length >= 1 && text.length <= LONGEST_DESCRIPTION && !text.includes('"') ? undefined
        : `it has ${text.length} characters${text.includes('"') ? ', with a double quote' : ''}; Junos takes 1 to ${LONGEST_DESCRIPTION} without one`
    ));
    if (props.validateCertificateAttributes && props.tlsProfile === undefined) {
      onValidate(this, () => [invalidValue(this, 'validateCertificateAttributes', 'Junos checks them only with a TLS profile; name one in "tlsProfile"')]);
    }
  }

  private intervals({ interval }: Feed, held = Duration.seconds(interval.toSeconds() * INTERVALS_HELD)): Omit<FeedName, 'name' | 'path'> {
    const unit = Duration.seconds(1);
    return {
      update_interval: counted(this, interval, { device: 'Junos', unit, least: 30, most: LONGEST_SECONDS }),
      hold_interval: Math.min(LONGEST_SECONDS, Math.ceil(held.toSeconds())),
    };
  }

  /** The part of the URL that the feed server takes is shorter than the URL, so its length is checked here. */
  private lifecycle({ lifecycle }: Feed, url: string): TerraformResourceLifecycle {
    const words = 'server\'s URL with its credentials';
    return {
      precondition: [
        { condition: Op.lte(Fn.lengthOf(url), LONGEST_URL), errorMessage: tooLong(this, words, 'Junos', LONGEST_URL) },
        { condition: Op.not(Fn.strcontains(url, Fn.rawString('"'))), errorMessage: holdsCharacter(this, words, 'Junos', 'double quote') },
        ...(lifecycle?.precondition ?? []),
      ],
    };
  }
}

/** What a feed server takes of a URL: the path belongs to its feeds. */
function serverOf(url: string): string {
  const [whole] = url.split('?');
  return Token.asString(Fn.regex('^[a-z]+://[^/]+', whole));
}

/** What a feed takes of a URL. */
function pathOf(url: string): string {
  const [whole, ...query] = url.split('?');
  return [Token.asString(Fn.element(Fn.regex('^[a-z]+://[^/]+(/.*)$', whole), 0)), ...query].join('?');
}

export interface JunosProviderProps extends DeviceProviderProps {
  /**
   * Name or address of the device.
   * @default - the environment variable JUNOS_HOST where Terraform runs
   */
  readonly ip?: string;

  /**
   * Port of NETCONF over SSH.
   * @default - the environment variable JUNOS_PORT where Terraform runs, else 830
   */
  readonly port?: number;

  /**
   * User name on the device.
   * @default - the environment variable JUNOS_USERNAME where Terraform runs, else `netconf`
   */
  readonly username?: string;

  /**
   * Path of the private key for SSH, where Terraform runs.
   * @default - the environment variable JUNOS_KEYFILE where Terraform runs
   */
  readonly sshkeyfile?: string;

  /**
   * The private key itself, in PEM form: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable JUNOS_KEYPEM where Terraform runs
   */
  readonly sshkeyPem?: string;

  /**
   * Passphrase of the private key: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable JUNOS_KEYPASS where Terraform runs
   */
  readonly keypass?: string;

  /**
   * Password on the device: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable JUNOS_PASSWORD where Terraform runs
   */
  readonly password?: string;

  /**
   * File that the provider writes the `set` lines of new resources to, instead of reaching a device: for trying a stack. The feed's
   * password is in it, so nobody but its owner may read it.
   * @default - none: the device is configured
   */
  readonly fakeCreateWithSetfile?: string;

  /**
   * Whether changes of resources are written to that file as well.
   * @default false
   */
  readonly fakeUpdateAlso?: boolean;

  /**
   * Whether the removal of resources is written to that file as well.
   * @default false
   */
  readonly fakeDeleteAlso?: boolean;
}

/** The provider `jeremmfr/junos`, for stacks that have none of their own. */
export class JunosProvider extends DeviceProvider<object> {
  constructor(scope: Construct, id: string, props: JunosProviderProps = {}) {
    const { ip, port, username, sshkeyfile, sshkeyPem, keypass, password } = props;
    super(scope, id, PROVIDER, props, {
      ip,
      port,
      username,
      sshkeyfile,
      sshkey_pem: sshkeyPem,
      keypass,
      password,
      fake_create_with_setfile: props.fakeCreateWithSetfile,
      fake_update_also: props.fakeUpdateAlso,
      fake_delete_also: props.fakeDeleteAlso,
      file_permission: props.fakeCreateWithSetfile === undefined ? undefined : '600',
    }, { sshkeyPem, keypass, password });
  }
}
