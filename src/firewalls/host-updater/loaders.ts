import { HostChain, HostSetKind, placesOf, UpdaterSettings } from './settings';

/** Elements that one command of nftables names. All commands of a file are one transaction. */
const CHUNK = 5000;

/** Shell functions by what holds the sets: `commands LIST` is what replaces all entries, `fill LIST` does it, `present` looks for the sets. */
export const LOADERS: { readonly [kind in HostSetKind]: (settings: UpdaterSettings) => string } = {
  [HostSetKind.NFTABLES]: nftables,
  [HostSetKind.IPSET]: ipset,
};

function nftables({ name }: UpdaterSettings): string {
  const { v4, v6 } = placesOf(name);
  return String.raw`
present() { nft -t list table inet ${name} > /dev/null 2>&1; }

elements() { # SET IS_IPV6 LIST
  awk -v set="$1" -v six="$2" -v chunk=${CHUNK} '
    (index($0, ":") > 0) == six { text = text (count ? ", " : "") $0; if (++count == chunk) flush() }
    END { if (count) flush() }
    function flush() { print "add element inet ${name} " set " { " text " }"; text = ""; count = 0 }' "$3"
}

# One transaction: the kernel takes all of it or nothing, and no packet meets a half-filled set.
fill() { # LIST
  {
    cat "$CONFIG/sets" &&
      printf 'flush set inet ${name} %s\n' ${v4} ${v6} &&
      elements ${v4} 0 "$1" &&
      elements ${v6} 1 "$1"
  } > "$WORK/commands" && nft -f "$WORK/commands"
}
`;
}

function ipset({ name, chains }: UpdaterSettings): string {
  const { v4, v6 } = placesOf(name);
  const rules = chains.flatMap((chain) => [rule('iptables', chain, v4), rule('ip6tables', chain, v6)]);
  const there = [v4, v6].map((set) => `ipset list -t ${set} > /dev/null 2>&1`);
  return String.raw`
present() {
  ${[...there, ...rules.map(({ check }) => check)].join(' &&\n    ')}
}

# The sets are filled beside those in force, and change places with them.
fill() { # LIST
  {
    cat "$CONFIG/sets" &&
      printf 'flush %s-new\n' ${v4} ${v6} &&
      awk '{ print "add " (/:/ ? "${v6}" : "${v4}") "-new " $0 }' "$1" &&
      printf 'swap %s %s-new\n' ${v4} ${v4} ${v6} ${v6} &&
      printf 'destroy %s-new\n' ${v4} ${v6}
  } > "$WORK/commands" && ipset -exist restore < "$WORK/commands" || return 1
${rules.map(({ check, insert }) => `  ${check} || ${insert} || return 1\n`).join('')}}
`;
}

function rule(program: string, chain: HostChain, set: string): { check: string; insert: string } {
  const what = `${chain.toUpperCase()} ! -i lo -m set --match-set ${set} src -j DROP`;
  return { check: `${program} -w -C ${what} 2> /dev/null`, insert: `${program} -w -I ${what}` };
}
