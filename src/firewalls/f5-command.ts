import { DataResource, Fn, TerraformResourceLifecycle, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { argument, checkProp, digest, isKnown } from '../synth';
import { DeviceProvider, DeviceProviderProps } from './device-provider';
import { addressOf, DeviceResource, ProviderFacts } from './device-resource';
import { commandFailed, noWordOfTmsh } from './errors';
import { F5FeedListOptions, F5List, f5List } from './f5-list';

const PROVIDER: ProviderFacts = { type: 'bigip', source: 'F5Networks/bigip', checked: ['1.28.0'], version: '>= 1.28.0' };

/** The shell says it after a command that worked. Errors come as any text, and some as none. */
const DONE = 'crowdsec-done';
/** What neither the shell, in double quotes within single ones, nor tmsh treats in a way of its own. */
const PLAIN = '^[0-9A-Za-z._~+/=@%:,?#&-]+$';

export interface F5FeedListCommandProps extends F5FeedListOptions {
  /**
   * Whether the device saves its configuration afterwards, all of it, so that it outlasts a restart. A change runs the commands again.
   * @default true
   */
  readonly saveConfig?: boolean;

  /**
   * Any text. A change of it runs the commands again, as after a failed attempt: Terraform believes what was answered then.
   * @default - none
   */
  readonly attempt?: string;
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Arguments of `bigip_command`. */
interface BigipCommand {
  /** Run as `bash -c 'tmsh COMMAND'`. Not marked sensitive by the provider: hidden in plans because the value is. Its log shows them at INFO. */
  readonly commands: string[];
  readonly when: 'apply' | 'destroy';
}

/**
 * The same as F5FeedList by commands, for those who have `F5Networks/bigip` in use and want no second provider: category, feed list and a
 * policy that drops. The commands can be repeated; nothing that changes on the device is seen. User name and password may hold letters,
 * digits and `._~+/=@%:,?#&-` only, which Terraform checks.
 */
export class F5FeedListCommand extends Construct {
  /** Names of the feed lists on the device: one, in which a blocklist that is split has several feeds. */
  readonly listNames: string[];
  /** Path of the feed list, for policies of your own: `/Common/NAME`. Known once it has been made, so that what refers to it comes after it. */
  readonly feedListPath: string;
  /** Path of the policy that drops, to attach it. Known once it has been made. Undefined without a policy. */
  readonly policyPath?: string;

  constructor(scope: Construct, id: string, props: F5FeedListCommandProps) {
    super(scope, id);
    const { provider, saveConfig = true } = props;
    const list = f5List(this, props);
    const withPolicy = props.policy !== false;
    this.listNames = [list.name];

    const removal = new DeviceResource<BigipCommand>(this, 'Removal', PROVIDER, 'bigip_command', {
      commands: removals(list, withPolicy, saveConfig), when: 'destroy',
    }, { provider });
    const { username, password } = list.feed;
    // Replaced at each change, and not updated: the plan would be checked with the answer of the last time.
    const changes = new DataResource(this, 'Changes', {
      triggersReplace: {
        commands: applied(list, withPolicy, saveConfig, { username: digest(username), password: digest(password) }), attempt: props.attempt ?? '',
      },
    });
    const made = new DeviceResource<BigipCommand>(this, 'Resource', PROVIDER, 'bigip_command', {
      commands: applied(list, withPolicy, saveConfig, { username, password }), when: 'apply',
    }, { provider, dependsOn: [removal] });
    made.lifecycle = { replaceTriggeredBy: [addressOf(changes)], ...this.conditions(list, addressOf(made)) };
    // What refers to the paths comes after the commands.
    const paths = new DataResource(this, 'Paths', {
      input: { feedList: pathOf(list), policy: withPolicy ? pathOf(list) : '' }, dependsOn: [made],
    });
    this.feedListPath = Fn.lookup(paths.output, 'feedList');
    this.policyPath = withPolicy ? Fn.lookup(paths.output, 'policy') : undefined;
  }

  private conditions({ feed, feeds, categoryLifecycle }: F5List, address: string): TerraformResourceLifecycle {
    const texts = [
      ['user name', 'credentials.username', feed.username], ['password', 'credentials.password', feed.password],
      ['URL', 'integration', feeds[feeds.length - 1].url],
    ] as const;
    // Terraform refuses a condition that refers to nothing: what is known is checked here.
    texts.filter(([, , text]) => isKnown(text)).forEach(([what, prop, text]) => checkProp(this, prop, text, (known) => (
      new RegExp(PLAIN).test(known) ? undefined : `the ${what} has characters that F5 BIG-IP's command line would take for its own; use F5FeedList, which takes any`
    )));
    const unknown = texts.filter(([, , text]) => !isKnown(text)).map(([what, , text]) => ({
      condition: Fn.can(Fn.regex(PLAIN, argument(text))), errorMessage: noWordOfTmsh(this, what),
    }));
    return {
      precondition: [...feed.lifecycle?.precondition ?? [], ...categoryLifecycle?.precondition ?? [], ...unknown],
      postcondition: [{
        condition: `\${alltrue([for answer in self.command_result : endswith(trimspace(answer), "${DONE}")])}`,
        errorMessage: commandFailed(this, address),
      }],
    };
  }
}

/** Commands of which each may run again. */
function applied(list: F5List, withPolicy: boolean, saveConfig: boolean, credentials: Credentials): string[] {
  const { partition, fallback, category, feeds, seconds } = list;
  const { username, password } = credentials;
  const categories = category === fallback ? [fallback] : [fallback, category];
  const told = feeds.map(({ name, plainUrl }) => (
    `${name} { default-blacklist-category /${partition}/${fallback} default-list-type blacklist `
    + `poll { url "${plainUrl}" user "${username}" password "${password}" interval ${seconds} } }`
  ));
  return [
    ...categories.map((name) => ensured('blacklist-category', `/${partition}/${name}`)),
    ensured('feed-list', pathOf(list)),
    ended(`modify security ip-intelligence feed-list ${pathOf(list)} feeds replace-all-with { ${told.join(' ')} }`),
    ...(withPolicy ? [
      ensured('policy', pathOf(list)),
      ended(`modify security ip-intelligence policy ${pathOf(list)} default-action drop feed-lists replace-all-with { ${pathOf(list)} }`),
    ] : []),
    ...(saveConfig ? [ended('save sys config')] : []),
  ];
}

/** What a destroy runs; it believes whatever is answered. */
function removals(list: F5List, withPolicy: boolean, saveConfig: boolean): string[] {
  const { partition, fallback, category } = list;
  return [
    ...(withPolicy ? [`delete security ip-intelligence policy ${pathOf(list)}`] : []),
    `delete security ip-intelligence feed-list ${pathOf(list)}`,
    ...[...new Set([category, fallback])].map((name) => `delete security ip-intelligence blacklist-category /${partition}/${name}`),
    ...(saveConfig ? ['save sys config'] : []),
  ];
}

/** Makes an object unless it is there. */
function ensured(kind: string, path: string): string {
  return ended(`list security ip-intelligence ${kind} ${path} > /dev/null 2>&1 || tmsh create security ip-intelligence ${kind} ${path}`);
}

function ended(command: string): string {
  return `${command} 2>&1 && echo ${DONE}`;
}

function pathOf({ partition, name }: F5List): string {
  return `/${partition}/${name}`;
}

export interface BigipProviderProps extends DeviceProviderProps {
  /**
   * Name or address of the device.
   * @default - the environment variable BIGIP_HOST where Terraform runs
   */
  readonly address?: string;

  /**
   * Port of the device's interface.
   * @default - the environment variable BIGIP_PORT where Terraform runs, else 443
   */
  readonly port?: number;

  /**
   * User name, of an administrator who may run commands.
   * @default - the environment variable BIGIP_USER where Terraform runs
   */
  readonly username?: string;

  /**
   * Password: the value of a `TerraformVariable` with `sensitive: true`. A literal is an error.
   * @default - the environment variable BIGIP_PASSWORD where Terraform runs
   */
  readonly password?: string;

  /**
   * Whether the device's certificate is left unchecked. The provider's own default is to leave it so.
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * Certificate file of the CA that the device's certificate chains to, on the machine that runs Terraform. Without `insecure` the provider
   * wants it.
   * @default - the environment variable BIGIP_TRUSTED_CERT_PATH where Terraform runs
   */
  readonly trustedCertPath?: string;
}

/** The provider `F5Networks/bigip`, for stacks that have none of their own. It sends no usage data to F5. */
export class BigipProvider extends DeviceProvider {
  constructor(scope: Construct, id: string, props: BigipProviderProps = {}) {
    const { address, port, username, password, insecure = false, trustedCertPath: trusted_cert_path } = props;
    super(scope, id, PROVIDER, props, {
      address,
      port: port === undefined ? undefined : Tokenization.stringifyNumber(port),
      username,
      password,
      validate_certs_disable: insecure,
      trusted_cert_path,
      teem_disable: true,
    }, { password });
  }
}
