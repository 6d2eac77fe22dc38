import { Field, flag, list, optional, plain, struct, text, whole, word } from './fields';
import { daemonFile, parseGoDaemon, STREAM_KEYS, streamSettings } from './go-daemon';
import { FirewallBouncerDenyAction, FirewallBouncerHook, FirewallBouncerMode, FirewallBouncerOptions } from './options';
import { Renderer } from './renderer';
import { ENV_YAML } from './syntax';
import { isTrue, textUnder, writeYaml } from './yaml-file';

const { NFTABLES, IPTABLES, IPSET, PF } = FirewallBouncerMode;

const FILE = daemonFile('crowdsec-firewall-bouncer');

const FREEBSD_FILE = { ...FILE, path: `/usr/local${FILE.path}`, group: 'wheel', reloadCommand: 'service crowdsec_firewall restart' };

const FIELDS = struct<FirewallBouncerOptions>({
  mode: word(FirewallBouncerMode),
  denyAction: optional(word(FirewallBouncerDenyAction)),
  denyLog: optional(flag),
  disableIpv6: optional(flag),
  nftablesHooks: optional(list(word(FirewallBouncerHook))),
  iptablesChains: optional(list(plain(/^[\w-]{1,28}$/, 'the name of a chain: 1 to 28 letters, digits, _ and -'))),
  ipsetSize: optional(whole(1, 16_777_216)),
  pfAnchor: optional(text()),
});

/** Options that only some modes have. In another they would do nothing, so somebody has misunderstood something. */
const MODES: { readonly [Prop in keyof FirewallBouncerOptions]?: readonly FirewallBouncerMode[] } = {
  denyAction: [NFTABLES, IPTABLES],
  denyLog: [NFTABLES, IPTABLES],
  nftablesHooks: [NFTABLES],
  iptablesChains: [IPTABLES],
  ipsetSize: [IPTABLES],
  pfAnchor: [PF],
};

const options: Field<FirewallBouncerOptions> = (value, at, context) => {
  const checked = FIELDS(value, at, context);
  for (const [prop, modes] of Object.entries(MODES)) {
    if (checked[prop as keyof FirewallBouncerOptions] !== undefined && !modes.includes(checked.mode)) {
      throw new Error(`${at}.${prop}: only for mode ${modes.join(' and ')}, not for ${checked.mode}`);
    }
  }
  return checked;
};

/** The backend's part of the file. Both families are always said: what is left out, some versions turn off. */
function backend({ mode, disableIpv6, nftablesHooks, iptablesChains, ipsetSize, pfAnchor }: FirewallBouncerOptions): object {
  switch (mode) {
    case NFTABLES: return {
      nftables: {
        ipv4: { 'enabled': true, 'set-only': false, 'table': 'crowdsec', 'chain': 'crowdsec-chain', 'priority': -10 },
        ipv6: { 'enabled': !disableIpv6, 'set-only': false, 'table': 'crowdsec6', 'chain': 'crowdsec6-chain', 'priority': -10 },
      },
      nftables_hooks: nftablesHooks ?? [FirewallBouncerHook.INPUT, FirewallBouncerHook.FORWARD],
    };
    case IPTABLES: return { iptables_chains: iptablesChains ?? ['INPUT'], ipset_type: 'nethash', ipset_size: ipsetSize ?? 131_072 };
    case IPSET: return { ipset_type: 'nethash' };
    case PF: return { pf: { anchor_name: pfAnchor ?? '' } };
  }
}

const SETS = 'crowdsec-blacklists and crowdsec6-blacklists';

const NOTES: { readonly [mode in FirewallBouncerMode]: string[] } = {
  [NFTABLES]: ['Version 0.0.25 (Debian 12) blocks only the first address of a range: leave the aggregation of addresses off for it.'],
  [IPTABLES]: ['Entries beyond ipsetSize do not fit: keep the integration\'s pull limit below it.'],
  [IPSET]: [`It fills the sets ${SETS}, which must be there, and makes no rule.`],
  [PF]: [
    `pf.conf must declare the tables ${SETS}, persistent, and block them.`,
    'Place and commands are FreeBSD\'s.',
  ],
};

/** The main file is written, whole: a fresh host has none, and a `.local` beside it would need one. */
export const FIREWALL: Renderer<FirewallBouncerOptions> = {
  syntax: ENV_YAML,
  options,
  place: ({ mode }) => {
    const file = mode === PF ? FREEBSD_FILE : FILE;
    return { ...file, checkCommand: `crowdsec-firewall-bouncer -c ${file.path} -t`, notes: NOTES[mode] };
  },
  render: (input, wanted) => writeYaml({
    mode: wanted.mode,
    ...streamSettings(input),
    disable_ipv6: wanted.disableIpv6 ?? false,
    deny_action: wanted.denyAction ?? FirewallBouncerDenyAction.DROP,
    deny_log: wanted.denyLog ?? false,
    supported_decisions_types: ['ban'],
    blacklists_ipv4: 'crowdsec-blacklists',
    blacklists_ipv6: 'crowdsec6-blacklists',
    ...backend(wanted),
    prometheus: { enabled: false },
  }),
  parse: (file, local) => parseGoDaemon(file, local, STREAM_KEYS, (tree, reading) => {
    const mode = textUnder(tree, 'mode');
    if (mode === 'dry-run') {
      reading.risks('mode', 'mode: dry-run blocks nothing');
    } else if (!mode || !Object.values<string>(FirewallBouncerMode).includes(mode)) {
      reading.breaks('mode', `mode: must be one of ${Object.values(FirewallBouncerMode).join(', ')}, or the component does not start`);
    }
    if (!isTrue(textUnder(tree, 'retry_initial_connect'))) {
      reading.risks('extra', 'retry_initial_connect: is not true, so that one failed pull at the start ends the component and empties its sets');
    }
  }),
};
