import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { argument, isKnown, quoted } from '../synth';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { DeviceResource, ProviderFacts } from './device-resource';
import { F5FeedListOptions, F5List, f5List } from './f5-list';

/** From 2.0 on the provider compares with the device's answer, which adds fields and hides passwords: it would plan for ever. */
const PROVIDER: ProviderFacts = { type: 'restapi', source: 'Mastercard/restapi', checked: ['1.20.0'], version: '~> 1.20' };
const PATH = '/mgmt/tm/security/ip-intelligence';

export interface F5FeedListProps extends F5FeedListOptions {}

/** Arguments of `restapi_object`. Nothing of it is marked sensitive by the provider: what is hidden is so because the value is. */
interface RestapiObject {
  readonly path: string;
  readonly object_id: string;
  /** JSON. */
  readonly data: string;
  /** A change replaces the object; without it the provider would look for the new name, which is not there. */
  readonly force_new: string[];
}

type Kind = 'blacklist-category' | 'feed-list' | 'policy';

/**
 * Makes an F5 BIG-IP with AFM pull an integration of format `f5`: category, feed list and a policy that drops, over the device's REST
 * interface, with `Mastercard/restapi`. Attach the policy to the whole device, a virtual server or a route domain. Removed objects are seen
 * and made again; other changes on the device are not seen.
 */
export class F5FeedList extends Construct {
  /** Names of the feed lists on the device: one, in which a blocklist that is split has several feeds. */
  readonly listNames: string[];
  /** Path of the feed list, for policies of your own: `/Common/NAME`. Known once it has been made, so that what refers to it comes after it. */
  readonly feedListPath: string;
  /** Path of the policy that drops, to attach it. Known once it has been made. Undefined without a policy. */
  readonly policyPath?: string;

  constructor(scope: Construct, id: string, props: F5FeedListProps) {
    super(scope, id);
    const list = f5List(this, props);
    this.listNames = [list.name];
    const make = this.maker(list, props);

    const fallback = make('Category', 'blacklist-category', list.fallback, { name: list.fallback });
    // The new one before the old one goes: the feed list needs not wait, and no line is without its category.
    const served = list.category === list.fallback ? [] : [make('ServedCategory', 'blacklist-category', list.category, { name: list.category }, {
      lifecycle: { createBeforeDestroy: true, ...list.categoryLifecycle },
    })];
    const feedList = make('Resource', 'feed-list', list.name, { name: list.name, feeds: feedsOf(list) }, {
      dependsOn: [fallback, ...served], lifecycle: list.feed.lifecycle,
    });
    this.feedListPath = pathOf(feedList);
    if (props.policy === false) return;
    const policy = make('Policy', 'policy', list.name, { name: list.name, defaultAction: 'drop', feedLists: [`/${list.partition}/${list.name}`] }, { dependsOn: [feedList] });
    this.policyPath = pathOf(policy);
  }

  private maker({ partition }: F5List, { provider }: F5FeedListProps) {
    return (id: string, kind: Kind, name: string, data: object, meta: object = {}) => new DeviceResource<RestapiObject>(this, id, PROVIDER, 'restapi_object', {
      path: `${PATH}/${kind}`,
      object_id: `~${partition}~${name}`,
      data: Fn.jsonencode({ ...data, partition }),
      force_new: [partition, name],
    }, { provider, ...meta });
  }
}

/** The device takes the interval as a text. */
function feedsOf({ partition, fallback, feeds, feed, seconds }: F5List): object[] {
  // A text that is known may hold what Terraform would take for its own.
  const text = (value: string) => (isKnown(value) ? quoted(value) : argument(value));
  return feeds.map(({ name, url }) => ({
    name,
    defaultBlacklistCategory: `/${partition}/${fallback}`,
    defaultListType: 'blacklist',
    poll: { url, user: text(feed.username), password: text(feed.password), interval: String(seconds) },
  }));
}

function pathOf(object: DeviceResource<RestapiObject>): string {
  return Fn.replace(object.getStringAttribute('id'), '~', '/');
}

export interface RestapiProviderProps extends DeviceProviderProps {
  /** URL of the device without a path: `https://192.0.2.1`. */
  readonly uri: string;

  /**
   * User name, of a local administrator of the device.
   * @default - the environment variable REST_API_USERNAME where Terraform runs
   */
  readonly username?: string;

  /**
   * Password: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable REST_API_PASSWORD where Terraform runs
   */
  readonly password?: string;

  /**
   * Whether the device's certificate is left unchecked.
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * Bound of one request, in seconds.
   * @default 60
   */
  readonly timeoutSeconds?: number;
}

/** The provider `Mastercard/restapi`, for stacks that have none of their own. */
export class RestapiProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: RestapiProviderProps) {
    const { uri, username, password, insecure, timeoutSeconds: timeout = 60 } = props;
    super(scope, id, PROVIDER, props, { uri, username, password, insecure, timeout }, { password });
  }
}
