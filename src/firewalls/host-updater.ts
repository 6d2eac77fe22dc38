import { Fn, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { OutputFormat } from '../model';
import { demanded, guarded, invalidValue, isKnown, literalText, oneOf, onlyKnown } from '../synth';
import { wrongFormatFound } from './errors';
import { DeviceFacts, Feed, feedOf } from './feed';
import { FirewallFeedProps } from './feed-types';
import { cloudConfig } from './host-updater/cloud-init';
import { HostFile } from './host-updater/host-file';
import { netrc } from './host-updater/netrc';
import { script } from './host-updater/script';
import { setUp } from './host-updater/sets';
import { HostChain, HostSetKind, placesOf, UpdaterSettings } from './host-updater/settings';
import { loadService, pullService, timer } from './host-updater/units';
import { SensitiveFile } from './sensitive-file';

/** Name: fits a table and sets of nftables, sets of ipset (31 characters with what is added), units and files; it cannot hit another service's. */
const FACTS: DeviceFacts = {
  device: 'a host updater',
  formats: [OutputFormat.PLAIN_TEXT],
  name: {
    refused: /[^a-z0-9]+/g,
    separator: '-',
    longest: 24,
    pattern: /^crowdsec(-[a-z0-9]+)*$/,
    words: '"crowdsec", alone or with more words of lower-case letters and digits after a -, at most 24 characters',
  },
  credentials: 'separate',
};

/** What a URL is made of; anything else could not stand in a line of a file. */
const NO_URL = '[^A-Za-z0-9:/?&=._~%@+,\\[\\]-]';

/** A change of any of them, name and credentials included, is a change of the files' content. */
export interface HostUpdaterProps extends FirewallFeedProps {
  /**
   * What holds the addresses on the host. After a change the other kind's sets and rules stay until they are taken away by hand.
   * @default HostSetKind.NFTABLES
   */
  readonly setKind?: HostSetKind;

  /**
   * Traffic of which packets from a listed address are dropped.
   * @default - HostChain.INPUT and HostChain.FORWARD
   */
  readonly chains?: HostChain[];

  /**
   * Whether only the sets are made and filled, for rules of your own. `chains` and `priority` then mean nothing.
   * @default false
   */
  readonly setOnly?: boolean;

  /**
   * Priority of the chains of nftables, a whole number from -400 to 400: those with lower ones come first.
   * @default -10, before the usual filters
   */
  readonly priority?: number;

  /**
   * Whether an empty blocklist empties the sets. Otherwise the last good list stays, because a blocklist without subscriptions is
   * mostly a mistake.
   * @default false
   */
  readonly allowEmpty?: boolean;
}

/**
 * Makes a Linux host pull an integration of format `plain_text` by itself, into sets of nftables or ipset, and drop what comes from
 * them. It is files as content: for `cloudInit`, for `writeLocally`, or for an image. Every host needs an integration of its own: each
 * pull counts for the plan. On the host: systemd, curl 7.55 or newer, and nft 0.9.1 or newer, or ipset and iptables.
 *
 * The name is the construct's id with `crowdsec-` before it unless you give one; tables, sets, units and files are named after it.
 */
export class HostUpdater extends Construct {
  /** Names of the sets, IPv4 first. Those of nftables are in the table `inet NAME`. */
  readonly listNames: string[];
  /** Name of the table, sets, units and files. */
  readonly updaterName: string;
  /** The script that pulls and loads. */
  readonly script: HostFile;
  /** User name and password. Sensitive. */
  readonly netrc: HostFile;
  /** The blocklist's URLs, one a line. */
  readonly urls: HostFile;
  /** What makes sets and rules: commands of nft, or of `ipset restore`. */
  readonly sets: HostFile;
  /** systemd service that pulls. */
  readonly service: HostFile;
  /** systemd service that loads the kept list when the host starts. */
  readonly loadService: HostFile;
  /** systemd timer that looks whether a pull is due. */
  readonly timer: HostFile;

  private readonly feed: Feed;
  private readonly setKind: HostSetKind;
  private readonly localProvider?: TerraformProvider;

  constructor(scope: Construct, id: string, props: HostUpdaterProps) {
    super(scope, id);
    const name = props.name ?? defaultName(id);
    this.check(props);
    this.feed = feedOf(this, { ...props, name }, FACTS);
    this.updaterName = name;
    this.setKind = props.setKind ?? HostSetKind.NFTABLES;
    this.localProvider = props.provider;
    const settings: UpdaterSettings = {
      name,
      kind: this.setKind,
      chains: props.setOnly ? [] : [...new Set(props.chains ?? Object.values(HostChain))],
      priority: props.priority ?? -10,
      interval: this.feed.interval,
      allowEmpty: props.allowEmpty ?? false,
    };
    const places = placesOf(name);
    const units = `/etc/systemd/system/${places.unit}`;
    this.listNames = [places.v4, places.v6];
    this.script = fileOf(places.script, literalText(script(settings)), '0755');
    this.netrc = fileOf(`${places.config}/netrc`, netrc(this.node.path, this.feed.username, this.feed.password), '0600', true);
    this.urls = fileOf(`${places.config}/urls`, this.urlLines(props), '0644');
    this.sets = fileOf(`${places.config}/sets`, setUp(settings), '0644');
    this.service = fileOf(`${units}.service`, pullService(settings), '0644');
    this.loadService = fileOf(`${units}-load.service`, loadService(settings), '0644');
    this.timer = fileOf(`${units}.timer`, timer(settings), '0644');
  }

  /** All files. */
  get files(): HostFile[] {
    return [this.script, this.netrc, this.urls, this.sets, this.service, this.loadService, this.timer];
  }

  /**
   * A cloud-config for the host's user data: installs what the script needs, writes the files, starts the units. Sensitive: it holds
   * the credentials. Clouds keep user data where the host's programs can read it, so prefer `files` and a secret store where you have one.
   */
  cloudInit(): string {
    const { unit } = placesOf(this.updaterName);
    return cloudConfig(this.files, this.setKind, [`${unit}-load.service`, `${unit}.timer`]);
  }

  /**
   * Writes all files on the machine where Terraform runs, as `local_sensitive_file`.
   * @param directory where they lie as under `/`, for an image or for copying; if you give none, the host is that machine itself
   */
  writeLocally(directory: string = ''): SensitiveFile[] {
    return this.files.map(({ path, content, mode }) => new SensitiveFile(this, path.slice(1).replace(/\//g, '-'), {
      path: `${directory}${path}`,
      content,
      mode,
      directoryMode: '0755',
      lifecycle: this.feed.lifecycle,
      provider: this.localProvider,
    }));
  }

  /** At once: files can be made of nothing else. */
  private check({ name, setKind, chains, priority }: HostUpdaterProps): void {
    for (const [prop, value] of Object.entries({ name, setKind, chains, priority })) {
      if (value !== undefined && !isKnown<unknown>(value)) throw new Error(onlyKnown(this, prop, 'the content of files follows from it'));
    }
    const problems = {
      setKind: setKind && oneOf(setKind, 'kind', Object.values(HostSetKind)),
      chains: chains?.length === 0 ? 'it is empty; for sets without rules give setOnly: true'
        : chains?.map((chain) => oneOf(chain, 'chain', Object.values(HostChain))).find((problem) => problem !== undefined),
      priority: priority === undefined ? undefined : checkPriority(priority),
    };
    for (const [prop, problem] of Object.entries(problems)) {
      if (problem) throw new Error(invalidValue(this, prop, problem));
    }
  }

  /** One URL a line. Where only Terraform knows the integration's format, it is checked here: content has no resource that could. */
  private urlLines({ integration: { endpoint, outputFormat } }: FirewallFeedProps): string {
    const whole = guarded(endpoint, NO_URL, `${this.node.path}: the endpoint holds a character that no URL has. Tell CrowdSec`);
    const checked = isKnown(outputFormat)
      ? whole
      : demanded(whole, Fn.contains([...FACTS.formats], outputFormat), wrongFormatFound(this, FACTS.device, FACTS.formats));
    return this.feed.pages.map(({ url }) => `${url.replace(endpoint, () => checked)}\n`).join('');
  }
}

function fileOf(path: string, content: string, mode: string, sensitive = false): HostFile {
  return { path, content, mode, owner: 'root', group: 'root', sensitive };
}

function defaultName(id: string): string {
  const words = id.toLowerCase().replace(FACTS.name.refused, '-').replace(/^-|-$/g, '');
  return /^crowdsec(-|$)/.test(words) ? words : `crowdsec-${words}`;
}

function checkPriority(priority: number): string | undefined {
  return Number.isInteger(priority) && Math.abs(priority) <= 400 ? undefined : `${priority} is no priority; give a whole number from -400 to 400`;
}
