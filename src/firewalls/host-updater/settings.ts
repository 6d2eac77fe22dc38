import { Duration } from '../../model';

/** What holds a host's addresses. */
export enum HostSetKind {
  /** Sets of nftables, in a table of family `inet` of their own. */
  NFTABLES = 'nftables',
  /** Sets of ipset, with rules of iptables and ip6tables. */
  IPSET = 'ipset',
}

/** Traffic that a host checks against the sets. */
export enum HostChain {
  /** What is for the host itself. */
  INPUT = 'input',
  /** What the host passes on, as a router does, or to its containers. */
  FORWARD = 'forward',
}

/** What the texts of a host updater are made of. All of it is known when the app is synthesised. */
export interface UpdaterSettings {
  readonly name: string;
  readonly kind: HostSetKind;
  /** Empty: sets alone, no rules. */
  readonly chains: readonly HostChain[];
  readonly priority: number;
  readonly interval: Duration;
  readonly allowEmpty: boolean;
}

const QUARTER_HOUR = 900;
const HOUR = 3600;

/** Names and places that several of the files mention. */
export function placesOf(name: string): { unit: string; script: string; config: string; state: string; v4: string; v6: string } {
  const unit = `${name}-updater`;
  return { unit, script: `/usr/local/sbin/${unit}`, config: `/etc/${unit}`, state: `/var/lib/${unit}`, v4: `${name}-v4`, v6: `${name}-v6` };
}

/**
 * Seconds between two looks at whether a pull is due. They are short and cost no request: a timer as long as the interval would
 * find the last pull seconds too young, and skip every second one.
 */
export function tickSeconds(interval: Duration): number {
  return Math.max(60, Math.min(QUARTER_HOUR, Math.floor(interval.toSeconds() / 4)));
}

/** Seconds between two tries after one that failed. */
export function retrySeconds(interval: Duration): number {
  return Math.ceil(Math.min(HOUR, interval.toSeconds()));
}
