import { HostChain, HostSetKind, placesOf, UpdaterSettings } from './settings';

/** Entries that a set of ipset can grow to. It takes memory for those that it holds. */
const IPSET_MOST = 1_048_576;

/** What makes the sets, and with nftables the rules: commands that can be given again and again. */
export function setUp(settings: UpdaterSettings): string {
  return settings.kind === HostSetKind.IPSET ? ipset(settings) : nftables(settings);
}

function nftables({ name, chains, priority }: UpdaterSettings): string {
  const { v4, v6 } = placesOf(name);
  const hooks = chains.length === 0 ? [] : [
    `add counter inet ${name} dropped`,
    // Made anew each time: a chain cannot change its priority.
    ...Object.values(HostChain).flatMap((chain) => [
      `add chain inet ${name} ${name}-${chain}`,
      `flush chain inet ${name} ${name}-${chain}`,
      `delete chain inet ${name} ${name}-${chain}`,
    ]),
    ...chains.flatMap((chain) => [
      `add chain inet ${name} ${name}-${chain} { type filter hook ${chain} priority ${priority}; policy accept; }`,
      `add rule inet ${name} ${name}-${chain} iifname "lo" accept`,
      `add rule inet ${name} ${name}-${chain} ip saddr @${v4} counter name dropped drop`,
      `add rule inet ${name} ${name}-${chain} ip6 saddr @${v6} counter name dropped drop`,
    ]),
  ];
  return lines(
    `add table inet ${name}`,
    `add set inet ${name} ${v4} { type ipv4_addr; flags interval; auto-merge; }`,
    `add set inet ${name} ${v6} { type ipv6_addr; flags interval; auto-merge; }`,
    ...hooks,
  );
}

/** The second pair is filled, swapped with the first and destroyed. */
function ipset({ name }: UpdaterSettings): string {
  const { v4, v6 } = placesOf(name);
  return lines(...[v4, v6, `${v4}-new`, `${v6}-new`].map((set) => (
    `create ${set} hash:net family ${set.startsWith(v4) ? 'inet' : 'inet6'} maxelem ${IPSET_MOST}`
  )));
}

function lines(...all: string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
