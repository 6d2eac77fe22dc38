import { Duration } from '../model';
import { AwsWafBouncerOptions, CloudflareBouncerOptions, FastlyBouncerOptions } from './edge-options';

/** What the firewall bouncer drives. */
export enum FirewallBouncerMode {
  /** Own tables of nftables. */
  NFTABLES = 'nftables',
  /** ipset sets, and rules of iptables and ip6tables. */
  IPTABLES = 'iptables',
  /** Fills ipset sets that are there already; makes no rule. */
  IPSET = 'ipset',
  /** Tables of pf that `pf.conf` declares. Place and commands are FreeBSD's. */
  PF = 'pf',
}

/** What is done with a packet. */
export enum FirewallBouncerDenyAction {
  /** The sender hears nothing. */
  DROP = 'DROP',
  /** The sender is told. */
  REJECT = 'REJECT',
}

/** Where nftables looks at packets. */
export enum FirewallBouncerHook {
  /** Packets for this host. */
  INPUT = 'input',
  /** Packets that this host routes: a router, a host of containers. */
  FORWARD = 'forward',
}

export interface FirewallBouncerOptions {
  /** What it drives. */
  readonly mode: FirewallBouncerMode;

  /**
   * What is done with a packet from a listed address. Not for mode `ipset`, which makes no rule, and not for `pf`, where `pf.conf` says it.
   * @default FirewallBouncerDenyAction.DROP
   */
  readonly denyAction?: FirewallBouncerDenyAction;

  /**
   * Whether dropped packets are logged by the kernel.
   * @default false
   */
  readonly denyLog?: boolean;

  /**
   * Whether IPv6 addresses are left out.
   * @default false
   */
  readonly disableIpv6?: boolean;

  /**
   * Hooks of nftables. For mode `nftables` only. Version 0.0.25 (Debian 12) knows INPUT only.
   * @default - INPUT and FORWARD
   */
  readonly nftablesHooks?: FirewallBouncerHook[];

  /**
   * Chains of iptables that get a rule, such as `INPUT`, `FORWARD`, `DOCKER-USER`. For mode `iptables` only.
   * @default - INPUT
   */
  readonly iptablesChains?: string[];

  /**
   * How many addresses an ipset set holds, 1 to 16,777,216; more do not fit. For mode `iptables` only.
   * @default 131072
   */
  readonly ipsetSize?: number;

  /**
   * Anchor of pf that the tables are in. For mode `pf` only.
   * @default - none
   */
  readonly pfAnchor?: string;
}

export interface CustomBouncerOptions {
  /** Absolute path of the program that is called for each decision. It must be there when the component starts. */
  readonly binPath: string;

  /**
   * Arguments of the program. Version 0.0.15 (Debian 12) does not pass them.
   * @default - none
   */
  readonly binArgs?: string[];

  /**
   * Whether the program is started once and reads one decision a line, instead of being called with `add|del VALUE DURATION REASON JSON`.
   * @default false
   */
  readonly feedViaStdin?: boolean;

  /**
   * How often a program that reads decisions is started again after it ended; -1 for always. For `feedViaStdin` only.
   * @default -1
   */
  readonly totalRetries?: number;

  /**
   * How long the same decision is not passed again.
   * @default - 10 seconds
   */
  readonly cacheRetention?: Duration;
}

/** How the mirror writes a list. */
export enum BlocklistMirrorFormat {
  /** An address a line. */
  PLAIN_TEXT = 'plain_text',
  /** Commands of RouterOS. */
  MIKROTIK = 'mikrotik',
  /** Lines of an F5 IP intelligence feed list. */
  F5 = 'f5',
  /** Networks, one a line, as a Juniper SRX reads them. */
  JUNIPER = 'juniper',
}

/** Who may read a list of the mirror. */
export enum BlocklistMirrorAuthentication {
  /** Everyone who reaches it. */
  NONE = 'none',
  /** The trusted addresses. */
  IP_BASED = 'ip_based',
  /** Who knows user and password, and the trusted addresses. */
  BASIC = 'basic',
}

export interface BlocklistMirrorList {
  /**
   * How it is written.
   * @default BlocklistMirrorFormat.PLAIN_TEXT
   */
  readonly format?: BlocklistMirrorFormat;

  /**
   * Path of its URL, unique in the file.
   * @default /security/blocklist
   */
  readonly endpoint?: string;

  /**
   * Who may read it.
   * @default BlocklistMirrorAuthentication.NONE
   */
  readonly authentication?: BlocklistMirrorAuthentication;

  /**
   * User of Basic authentication; required for it.
   * @default - none
   */
  readonly user?: string;

  /**
   * Password of Basic authentication; required for it. A secret.
   * @default - none
   */
  readonly password?: string;

  /**
   * Addresses and networks that need no password; required for IP_BASED.
   * @default - none
   */
  readonly trustedIps?: string[];
}

export interface BlocklistMirrorOptions {
  /**
   * Where it listens, as `ADDRESS:PORT`.
   * @default 127.0.0.1:41412
   */
  readonly listenUri?: string;

  /**
   * Lists that it serves, at least one.
   * @default - one as plain text at /security/blocklist, without authentication
   */
  readonly blocklists?: BlocklistMirrorList[];
}

export interface HaproxySpoaBouncerOptions {
  /**
   * Where HAProxy reaches it over TCP, as `ADDRESS:PORT`. In a container of its own: `0.0.0.0:9000`.
   * @default - 127.0.0.1:9000 if there is no `listenUnix`, else none
   */
  readonly listenTcp?: string;

  /**
   * Path of a socket on which HAProxy reaches it.
   * @default - none
   */
  readonly listenUnix?: string;
}

export interface TraefikBouncerOptions {
  /**
   * Name of the middleware in the file, 1 to 64 letters, digits, `_` and `-`. Routers refer to it as `NAME@file`.
   * @default crowdsec
   */
  readonly middleware?: string;

  /**
   * Name under which the static configuration loads the plugin (`experimental.plugins.NAME`); letters, digits, `_` and `-`.
   * @default bouncer
   */
  readonly plugin?: string;

  /**
   * Absolute path of the file: inside the directory that Traefik's file provider watches.
   * @default /etc/traefik/dynamic/crowdsec.yaml
   */
  readonly path?: string;
}

export interface CaddyBouncerOptions {
  /**
   * Absolute path of the file, which the Caddyfile imports inside its global block.
   * @default /etc/caddy/crowdsec.caddyfile
   */
  readonly path?: string;

  /**
   * Absolute path of the Caddyfile that imports it, for the check.
   * @default /etc/caddy/Caddyfile
   */
  readonly caddyfile?: string;
}

export interface PhpBouncerOptions {
  /**
   * Absolute path of the folder in which the standalone bouncer is installed.
   * @default /var/www/crowdsec-standalone-bouncer
   */
  readonly directory?: string;

  /**
   * User of PHP, which reads the file and pulls.
   * @default www-data
   */
  readonly user?: string;
}

export interface WordpressBouncerOptions {
  /**
   * Absolute path of the WordPress installation.
   * @default /var/www/html
   */
  readonly directory?: string;

  /**
   * User of WordPress, which reads and runs the program.
   * @default www-data
   */
  readonly user?: string;
}

/** What a component needs beyond URL, key and frequency. Only those of the component that is rendered may be given; nginx and OpenResty have none. */
export interface BouncerOptions {
  /**
   * Of the firewall bouncer; required for it.
   * @default - none
   */
  readonly firewall?: FirewallBouncerOptions;

  /**
   * Of the custom bouncer; required for it.
   * @default - none
   */
  readonly custom?: CustomBouncerOptions;

  /**
   * Of the blocklist mirror.
   * @default - their defaults
   */
  readonly blocklistMirror?: BlocklistMirrorOptions;

  /**
   * Of HAProxy's SPOA.
   * @default - their defaults
   */
  readonly haproxySpoa?: HaproxySpoaBouncerOptions;

  /**
   * Of Traefik's plugin.
   * @default - their defaults
   */
  readonly traefik?: TraefikBouncerOptions;

  /**
   * Of Caddy's module.
   * @default - their defaults
   */
  readonly caddy?: CaddyBouncerOptions;

  /**
   * Of the standalone PHP bouncer.
   * @default - their defaults
   */
  readonly php?: PhpBouncerOptions;

  /**
   * Of WordPress's plugin.
   * @default - their defaults
   */
  readonly wordpress?: WordpressBouncerOptions;

  /**
   * Of the Cloudflare Worker's daemon; required for it.
   * @default - none
   */
  readonly cloudflare?: CloudflareBouncerOptions;

  /**
   * Of the Fastly daemon; required for it.
   * @default - none
   */
  readonly fastly?: FastlyBouncerOptions;

  /**
   * Of the AWS WAF daemon; required for it.
   * @default - none
   */
  readonly awsWaf?: AwsWafBouncerOptions;
}
