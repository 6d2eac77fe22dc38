import { Fn, TerraformResourceLifecycle } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, OutputFormat } from '../model';
import { argument, checkProp } from '../synth';
import { categoryRefused } from './errors';
import { DeviceFacts, Feed, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { counted } from './interval';

/** No source gives lengths; the interval is what a tmsh number holds. */
const FACTS: DeviceFacts = {
  device: 'F5 BIG-IP',
  formats: [OutputFormat.F5],
  name: {
    refused: /[^\w.-]/g, separator: '-', longest: 255, pattern: /^[A-Za-z][\w.-]*$/, words: '1 to 255 letters, digits, _, . and -, the first a letter',
  },
  credentials: 'separate',
  oneObject: true,
};
const CATEGORY = /^[A-Za-z][\w.-]*$/;
/** What a name may be made of, for Terraform. */
const CATEGORY_CHARACTERS = '^[0-9A-Za-z_.-]+$';

/** What both ways to a BIG-IP take. */
export interface F5FeedListOptions extends FirewallFeedProps {
  /**
   * Category of the addresses: what the served lines say, which is `crowdsec-` and the integration's name. It is made on the device. Give it
   * where the device has had another one and shall keep it: the default follows the integration's name.
   * @default - `crowdsec-` and the integration's name. A rename of the integration makes a new category before the old one goes, because the
   * lines then say the new one; feed list and policy stay as they are
   */
  readonly category?: string;

  /**
   * Partition of all objects, which must be there. A change replaces them.
   * @default Common
   */
  readonly partition?: string;

  /**
   * Whether a policy is made that drops what is listed. Where you have a policy of your own, as one of AS3, let that refer to the feed list.
   * A change adds or removes the policy.
   * @default true
   */
  readonly policy?: boolean;
}

/** One URL of a feed list. */
export interface F5Feed {
  readonly name: string;
  readonly plainUrl: string;
  /** The same for functions of Terraform. */
  readonly url: string;
}

/** What the device is told, whichever way. */
export interface F5List {
  readonly name: string;
  readonly partition: string;
  /** Category of lines that name none, which the device wants to know. It does not follow the integration's name, so the feed list need not. */
  readonly fallback: string;
  /** Category that the lines name; the same where the user decides. */
  readonly category: string;
  readonly feeds: readonly F5Feed[];
  readonly feed: Feed;
  readonly seconds: number;
  /** Checks of the category, for what makes it. */
  readonly categoryLifecycle?: TerraformResourceLifecycle;
}

export function f5List(at: Construct, props: F5FeedListOptions): F5List {
  const feed = feedOf(at, props, FACTS);
  const [name] = feed.names;
  const { integration, category, partition = 'Common' } = props;
  checkProp(at, 'partition', partition, (text) => (CATEGORY.test(text) ? undefined : `"${text}" is no partition of F5 BIG-IP; give a name`));
  checkProp(at, 'category', category, (text) => (CATEGORY.test(text) ? undefined : `"${text}" is no category for F5 BIG-IP; use letters, digits, _, . and -`));
  return {
    name,
    partition,
    fallback: category ?? name,
    category: category ?? Fn.join('', ['crowdsec-', integration.integrationName]),
    feeds: feed.pages.map((page) => ({ name: page.name, plainUrl: page.plainUrl, url: argument(page.plainUrl) })),
    feed,
    seconds: counted(at, feed.interval, { device: FACTS.device, unit: Duration.seconds(1), least: 1, most: 4_294_967_295 }),
    categoryLifecycle: category === undefined ? {
      precondition: [{ condition: Fn.can(Fn.regex(CATEGORY_CHARACTERS, integration.integrationName)), errorMessage: categoryRefused(at) }],
    } : undefined,
  };
}
