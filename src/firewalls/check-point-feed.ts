import { Fn, IResolvable, ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { checkProp, invalidValue, onValidate, stackMates } from '../synth';
import { addressOf, DeviceResource, ProviderFacts } from './device-resource';
import { Feed, NameRule } from './feed';
import { FirewallFeedProps } from './feed-types';

/** What both kinds of Check Point feed share: their arguments in common, and how a change gets from the management server to the gateways. */

export const CHECK_POINT: ProviderFacts = { type: 'checkpoint', source: 'CheckPointSW/checkpoint', checked: ['3.2.0'], version: '>= 2.6.0' };

/** Neither provider nor its documentation state a rule; these characters and this length are what objects are usually named with. */
export const CHECK_POINT_NAME: NameRule = {
  refused: /[^\w.-]/g, separator: '_', longest: 100, pattern: /^[A-Za-z][\w. -]*$/, words: '1 to 100 letters, digits, spaces, _, . and -, the first a letter',
};

const PUBLISH = 'checkpoint_management_publish';
const INSTALL = 'checkpoint_management_install_policy';

/** A policy to install when a feed has changed. */
export interface CheckPointInstall {
  /** Name of the policy package. */
  readonly policyPackage: string;

  /**
   * Gateways to install it on, by name or UID.
   * @default - all that the package is for
   */
  readonly targets?: string[];
}

export interface CheckPointFeedProps extends FirewallFeedProps {
  /**
   * Whether changes of the feed are published, when it is made, changed, given new credentials, or taken away. Publishing takes all changes of
   * the provider's session along, those of other resources included. A change adds or removes the resources that publish.
   * @default - true with `install`, else false: publish by hand, or with a resource of your own
   */
  readonly publish?: boolean;

  /**
   * The policy to install after publishing: a gateway learns of a feed, and of its new credentials, from the policy. Taking the feed away
   * installs nothing. A change installs it.
   * @default - none: install by hand, or with a resource of your own
   */
  readonly install?: CheckPointInstall;

  /**
   * Whether the gateway pulls through its proxy, if it has one. A change is made in place.
   * @default true
   */
  readonly useGatewayProxy?: boolean;

  /**
   * SHA-1 fingerprint of the certificate that the server must have, 40 hexadecimal digits, with or without `:`. CrowdSec changes its certificate
   * from time to time: trust its root on the gateway instead, where you can. A change is made in place.
   * @default - none: the certificate must chain to one that the gateway trusts
   */
  readonly certificateId?: string;

  /**
   * Comment on the object. A change is made in place.
   * @default - none
   */
  readonly comments?: string;
}

/** A feed's resource, and references to all that it tells the server. */
interface Page {
  readonly resource: TerraformResource;
  readonly values: IResolvable[];
}

/** Adds the resources of a feed, one a page, and what publishes and installs them if that is asked for. */
export function checkPointFeed<Arguments extends object>(
  at: Construct, type: string, props: CheckPointFeedProps, feed: Feed, argumentsOf: (page: Feed['pages'][number]) => Arguments,
): void {
  checkProp(at, 'certificateId', props.certificateId, (id) => (
    /^([\dA-Fa-f]{2}:?){19}[\dA-Fa-f]{2}$/.test(id) ? undefined : `"${id}" is no SHA-1 fingerprint; give 40 hexadecimal digits`
  ));
  if (props.install && props.publish === false) {
    onValidate(at, () => [invalidValue(at, 'publish', 'a policy is installed as it was published; leave "publish" out, or "install"')]);
  }
  const publishes = props.publish ?? props.install !== undefined;
  // A session publishes all of its changes: what another feed publishes is over before this one begins.
  const earlier = publishes ? publicationsBefore(at, props) : [];
  const dependsOn = publishes ? [removalOf(at, props, earlier)] : undefined;
  const pages = feed.pages.map((page): Page => {
    const args = argumentsOf(page);
    const meta = { provider: props.provider, lifecycle: feed.lifecycle, dependsOn };
    const resource = new DeviceResource<Arguments>(at, page.id, CHECK_POINT, type, args, meta);
    const set = (Object.keys(args) as (keyof Arguments & string)[]).filter((name) => args[name] !== undefined);
    return { resource, values: set.map((name) => resource.interpolationForAttribute(name)) };
  });
  if (publishes) publish(at, props, pages);
}

function publicationsBefore(at: Construct, { provider }: CheckPointFeedProps): ITerraformDependable[] {
  return stackMates(at).filter((node): node is DeviceResource<object> => (
    node instanceof DeviceResource && node.provider === provider && [PUBLISH, INSTALL].includes(node.terraformResourceType)
  ));
}

/**
 * Publishes when the feed is gone. Terraform destroys what depends on a resource before the resource, so the feed depends on this one; the
 * publication that follows the feed is destroyed too early for it.
 */
function removalOf(at: Construct, { provider }: CheckPointFeedProps, dependsOn: ITerraformDependable[]): ITerraformDependable {
  return new DeviceResource(at, 'PublishRemoval', CHECK_POINT, PUBLISH, { run_publish_on_destroy: true }, { provider, dependsOn });
}

/**
 * Both triggers are needed. The hash holds when an apply ended between change and publication; replacing with the feed holds when a change
 * made by hand is set back. Neither knows the integration's name.
 */
function publish(at: Construct, { provider, install }: CheckPointFeedProps, pages: readonly Page[]): void {
  const feeds = pages.map(({ resource }) => resource);
  const triggers = [Fn.sha256(Fn.jsonencode(pages.map(({ values }) => values)))];
  // In Terraform's JSON this argument takes addresses, not expressions.
  const lifecycle = { replaceTriggeredBy: feeds.map(addressOf) };
  const published = new DeviceResource(at, 'Publish', CHECK_POINT, PUBLISH, { triggers }, { provider, lifecycle, dependsOn: feeds });
  if (!install) return;
  const { policyPackage: policy_package, targets } = install;
  const args = { policy_package, targets, triggers };
  new DeviceResource(at, 'Install', CHECK_POINT, INSTALL, args, { provider, lifecycle, dependsOn: [published] });
}
