import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { OutputFormat } from '../model';
import { checkLength, checkOneOf, checkProp, invalidValue, isKnown, oneOf, onlyKnown, onValidate, stackMates } from '../synth';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { DeviceResource, ProviderFacts } from './device-resource';
import { serverUnchecked, tooManyLists } from './errors';
import { checkEntriesPerList, DeviceFacts, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { PaloAltoLocation } from './palo-alto-location';
import { modelFacts, PaloAltoModel } from './palo-alto-model';
import { PaloAltoWeekday, recurring } from './palo-alto-recurring';

const PROVIDER: ProviderFacts = { type: 'panos', source: 'PaloAltoNetworks/panos', checked: ['2.0.12'], version: '>= 2.0.0, < 3.0.0' };

/** Lengths: the specification that the provider is generated from. Name: PAN-OS web interface help. */
const FACTS: Omit<DeviceFacts, 'device'> = {
  formats: [OutputFormat.PALOALTO],
  name: { refused: /[^\w.-]/g, separator: '-', longest: 32, pattern: /^\w[\w. -]*$/, words: '1 to 32 letters, digits, spaces, _, . and -, the first no space, . or -' },
  credentials: 'separate',
  longest: { username: 255, password: 255, url: 255 },
};

/** Lists from different URLs that a firewall takes. Source: PAN-OS web interface help. */
const MOST_LISTS = 30;

export interface PaloAltoExternalDynamicListProps extends FirewallFeedProps {
  /**
   * Where the list belongs: `PaloAltoLocation.shared()`, `.vsys(…)` of a firewall, `.deviceGroup(…)` of a Panorama. A change replaces the list.
   * @default - PaloAltoLocation.vsys(): the virtual system `vsys1`
   */
  readonly location?: PaloAltoLocation;

  /**
   * The firewall's model, which decides how many addresses it holds. The list then ends there, unless `maxEntries` asks for less; more is an
   * error. The firewall counts over all its lists and skips what is beyond. A change is made in place.
   * @default - none: `maxEntries` may be at most 150,000, what the largest hold, and without it the list is as long as the service sends it
   */
  readonly model?: PaloAltoModel;

  /**
   * Most entries of one list, from 10,000 to 300,000: what is more comes as further lists. Needs `model` or `maxEntries`. PAN-OS has no limit
   * for a single list, so one is the best number, unless you want the parts apart, as for exceptions. A change adds or removes lists.
   * @default - one list
   */
  readonly entriesPerList?: number;

  /**
   * Hour at which the list is pulled, two digits, `00` to `23`, where `refreshInterval` comes to daily, weekly or monthly: longer than an hour.
   * A change is made in place.
   * @default '00'
   */
  readonly at?: string;

  /**
   * Day of a pull, where `refreshInterval` comes to weekly: longer than a day, up to 7 days. A change is made in place.
   * @default PaloAltoWeekday.SUNDAY
   */
  readonly dayOfWeek?: PaloAltoWeekday;

  /**
   * Day of a pull, 1 to 31, where `refreshInterval` comes to monthly: longer than 7 days, up to 31. A change is made in place.
   * @default 1
   */
  readonly dayOfMonth?: number;

  /**
   * Name of the certificate profile with which the server's certificate is checked: one that holds Amazon Root CA 1. From PAN-OS 8.0 a list from
   * HTTPS needs one. `None` says on purpose that there is none. A change is made in place.
   * @default - none, with a warning
   */
  readonly certificateProfile?: string;

  /**
   * Addresses of the list that are not to be blocked. A change is made in place.
   * @default - none
   */
  readonly exceptions?: string[];

  /**
   * Description on the device, at most 255 characters. A change is made in place.
   * @default - none
   */
  readonly description?: string;
}

/** Arguments of `panos_external_dynamic_list`. All that is nested are objects. */
interface ExternalDynamicList {
  readonly name: string;
  readonly location: object;
  readonly type: {
    readonly ip: {
      readonly url: string;
      readonly auth: {
        readonly username: string;
        /** Sensitive. */
        readonly password: string;
      };
      readonly recurring: object;
      readonly certificate_profile?: string;
      readonly exception_list?: string[];
      readonly description?: string;
    };
  };
}

/**
 * Makes a Palo Alto Networks firewall pull an integration of format `paloalto`, as an external dynamic list of type IP. Use its names as source
 * or destination addresses of a security policy rule that drops.
 *
 * Nothing of it is in force before the candidate configuration is **committed**, on a Panorama also pushed. Terraform does that with the action
 * `panos_commit` from version 1.14 on, so this construct does not. New credentials need a commit at once: until then the firewall still has
 * the old ones, which end when new ones are made.
 */
export class PaloAltoExternalDynamicList extends Construct {
  /** Names of the lists on the device, for `source_addresses` and `destination_addresses` of rules; more than one where the blocklist is split. */
  readonly listNames: string[];
  private readonly props: PaloAltoExternalDynamicListProps;

  constructor(scope: Construct, id: string, props: PaloAltoExternalDynamicListProps) {
    super(scope, id);
    this.props = props;
    const location = props.location ?? PaloAltoLocation.vsys();
    const feed = feedOf(this, props, this.facts());
    this.listNames = feed.names;
    this.check(location);
    for (const page of feed.pages) {
      new DeviceResource<ExternalDynamicList>(this, page.id, PROVIDER, 'panos_external_dynamic_list', {
        name: page.name,
        location: location._argument,
        type: {
          ip: {
            url: page.url,
            auth: { username: feed.username, password: feed.password },
            recurring: recurring(this, feed.interval, props),
            certificate_profile: props.certificateProfile,
            exception_list: props.exceptions,
            description: props.description,
          },
        },
      }, { provider: props.provider, lifecycle: feed.lifecycle });
    }
  }

  private facts(): DeviceFacts {
    const { model, entriesPerList, maxEntries } = this.props;
    if (model !== undefined && !isKnown(model)) throw new Error(onlyKnown(this, 'model', 'the length of the list follows from it'));
    const problem = model === undefined ? undefined : oneOf(model, 'model that is known', Object.values(PaloAltoModel));
    if (problem) throw new Error(invalidValue(this, 'model', problem));
    checkEntriesPerList(this, entriesPerList, OutputFormat.PALOALTO, model === undefined && maxEntries === undefined ? '"model" or "maxEntries"' : undefined);
    const { words, capacity } = modelFacts(model);
    return { ...FACTS, device: words, capacity, splitFrom: model && capacity, pageSize: entriesPerList };
  }

  private check(location: PaloAltoLocation): void {
    const { at, dayOfWeek, dayOfMonth, description, certificateProfile } = this.props;
    checkProp(this, 'location', location._argument.device_group?.name, (name) => (
      name === 'shared' ? '"shared" is no device group; use PaloAltoLocation.shared()' : undefined
    ));
    checkProp(this, 'at', at, (hour) => (/^([01]\d|2[0-3])$/.test(hour) ? undefined : `"${hour}" is no hour; use two digits, 00 to 23`));
    checkOneOf(this, 'dayOfWeek', dayOfWeek, 'day', Object.values(PaloAltoWeekday));
    checkProp(this, 'dayOfMonth', dayOfMonth, (day) => (
      Number.isInteger(day) && day >= 1 && day <= 31 ? undefined : `${day} is no day of a month; use 1 to 31`
    ));
    checkLength(this, 'description', description, 'PAN-OS', 255);
    if (certificateProfile === undefined) Annotations.of(this).addWarning(serverUnchecked(this, 'certificateProfile', 'PAN-OS'));
    onValidate(this, () => this.checkNumberOfLists(location));
  }

  /** Over all constructs of the stack that tell the same firewall, so far as the app shows it. */
  private checkNumberOfLists(location: PaloAltoLocation): string[] {
    const sameFirewall = stackMates(this).filter((node): node is PaloAltoExternalDynamicList => (
      node instanceof PaloAltoExternalDynamicList && node.props.provider === this.props.provider
      && location._meets(node.props.location ?? PaloAltoLocation.vsys())
    ));
    const lists = sameFirewall.reduce((sum, { listNames }) => sum + listNames.length, 0);
    return lists > MOST_LISTS && sameFirewall[0] === this ? [tooManyLists(this, lists, 'PAN-OS', MOST_LISTS)] : [];
  }
}

export interface PanosProviderProps extends DeviceProviderProps {
  /**
   * Name or address of the firewall or Panorama.
   * @default - the environment variable PANOS_HOSTNAME where Terraform runs
   */
  readonly hostname?: string;

  /**
   * API key: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable PANOS_API_KEY where Terraform runs
   */
  readonly apiKey?: string;

  /**
   * User name, in place of an API key.
   * @default - the environment variable PANOS_USERNAME where Terraform runs
   */
  readonly username?: string;

  /**
   * Password: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable PANOS_PASSWORD where Terraform runs
   */
  readonly password?: string;

  /**
   * Whether the device's certificate is left unchecked.
   * @default - the environment variable PANOS_SKIP_VERIFY_CERTIFICATE where Terraform runs, else it is checked
   */
  readonly skipVerifyCertificate?: boolean;
}

/** The provider `PaloAltoNetworks/panos`, version 2, for stacks that have none of their own. It needs Terraform 1.8 or newer. */
export class PanosProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: PanosProviderProps = {}) {
    const { hostname, apiKey, username, password, skipVerifyCertificate } = props;
    const args = { hostname, api_key: apiKey, username, password, skip_verify_certificate: skipVerifyCertificate };
    super(scope, id, PROVIDER, props, args, { apiKey, password });
  }
}
