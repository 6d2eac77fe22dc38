import { Fn, Op, TerraformResourceLifecycle, Token } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, OutputFormat } from '../model';
import { checkLength, checkProp, invalidValue, isKnown, onValidate } from '../synth';
import { DeviceResource } from './device-resource';
import { holdsCharacter, tooLong } from './errors';
import { DeviceFacts, Feed, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { counted } from './interval';
import { JUNOS } from './juniper-provider';

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
    const server = new DeviceResource<FeedServer>(this, 'Resource', JUNOS, SERVER_RESOURCE, {
      name: props.serverName ?? start(feed.names[0]),
      url,
      description: props.description,
      tls_profile: props.tlsProfile,
      validate_certificate_attributes_subject_or_san: props.validateCertificateAttributes ? true : undefined,
      feed_name: feed.pages.map(({ name, plainUrl }) => ({ name, path: pathOf(plainUrl), ...intervals })),
    }, { provider: props.provider, lifecycle: this.lifecycle(feed, url) }, ['feed_name']);
    feed.names.forEach((name, i) => {
      new DeviceResource<AddressName>(this, i === 0 ? 'Address' : `Address${i + 1}`, JUNOS, NAME_RESOURCE, {
        name,
        profile_feed_name: name,
      }, { provider: props.provider, dependsOn: [server] });
    });
  }

  private addChecks(props: JuniperDynamicAddressProps): void {
    checkProp(this, 'serverName', props.serverName, (name) => (
      SERVER_NAME.test(name) ? undefined : `"${name}" is no name for a feed server, which takes 1 to 16 letters, digits, _ and -`
    ));
    checkLength(this, 'description', props.description, FACTS.device, LONGEST_DESCRIPTION, 1);
    checkProp(this, 'description', props.description, (text) => (text.includes('"') ? 'it has a double quote, which Junos does not take' : undefined));
    if (props.validateCertificateAttributes && props.tlsProfile === undefined) {
      onValidate(this, () => [invalidValue(this, 'validateCertificateAttributes', 'Junos checks them only with a TLS profile; name one in "tlsProfile"')]);
    }
  }

  private intervals({ interval }: Feed, held = Duration.seconds(interval.toSeconds() * INTERVALS_HELD)): Omit<FeedName, 'name' | 'path'> {
    const unit = Duration.seconds(1);
    return {
      update_interval: counted(this, interval, { device: FACTS.device, unit, least: 30, most: LONGEST_SECONDS }),
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

/** As much of a list's name as a feed server's takes. */
function start(name: string): string {
  return isKnown(name) ? name.slice(0, LONGEST_SERVER_NAME) : Fn.substr(name, 0, LONGEST_SERVER_NAME);
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
