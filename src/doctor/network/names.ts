/** What an address or a host tells by itself. */
import { BlockList, isIP } from 'node:net';

const PUBLIC_HOST = /(^|\.)crowdsec\.net$/i;
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;

const NOWHERE = ranges(['0.0.0.0', 8], ['127.0.0.0', 8], ['::', 128], ['::1', 128]);
const PRIVATE = ranges(['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['100.64.0.0', 10], ['169.254.0.0', 16], ['fc00::', 7], ['fe80::', 10]);

function ranges(...subnets: readonly (readonly [network: string, bits: number])[]): BlockList {
  const list = new BlockList();
  for (const [network, bits] of subnets) list.addSubnet(network, bits, familyOf(network));
  return list;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** Without the brackets that an IPv6 address has in a URL. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** `HOST:PORT`, as reports name it. */
export function placeOf(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

export function portOf({ port, protocol }: URL): number {
  return Number(port || (protocol === 'https:' ? 443 : 80));
}

/** Whether a host is one of CrowdSec's, which everybody sees at public addresses. */
export function isPublicHost(host: string): boolean {
  return PUBLIC_HOST.test(host);
}

export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOST.test(host);
}

/** An address at which no host of others is. */
export function isNowhere(address: string): boolean {
  return NOWHERE.check(address, familyOf(address));
}

export function isPrivate(address: string): boolean {
  return PRIVATE.check(address, familyOf(address));
}
