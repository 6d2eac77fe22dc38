import { HostSetKind, placesOf, tickSeconds, UpdaterSettings } from './settings';

/** Seconds that a run may take: each page may take five minutes. */
const RUN_SECONDS = 1800;

/** systemd service that pulls when a pull is due. */
export function pullService(settings: UpdaterSettings): string {
  const { unit, script } = placesOf(settings.name);
  return `[Unit]
Description=Pull CrowdSec's blocklist into the sets of ${settings.name}
Wants=network-online.target
After=network-online.target ${unit}-load.service

[Service]
Type=oneshot
ExecStart=${script}
TimeoutStartSec=${RUN_SECONDS}s
${privileges(settings)}${SANDBOX}`;
}

/** systemd service that loads the kept list when the host starts, before it has a network. */
export function loadService(settings: UpdaterSettings): string {
  const { unit, script } = placesOf(settings.name);
  return `[Unit]
Description=Load the kept blocklist of CrowdSec into the sets of ${settings.name}
DefaultDependencies=no
Wants=network-pre.target
Before=network-pre.target ${unit}.service shutdown.target
After=local-fs.target nftables.service
PartOf=nftables.service
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${script} load
${privileges(settings)}
[Install]
WantedBy=multi-user.target
`;
}

/** systemd timer. It only looks whether a pull is due: the script keeps the time of the last one, also over a restart. */
export function timer({ name, interval }: UpdaterSettings): string {
  return `[Unit]
Description=Look whether CrowdSec's blocklist is to be pulled for ${name}

[Timer]
OnBootSec=30s
OnUnitActiveSec=${tickSeconds(interval)}s
RandomizedDelaySec=60s

[Install]
WantedBy=timers.target
`;
}

/** Its own state to write, and the network's rules. */
function privileges({ name, kind }: UpdaterSettings): string {
  const { unit } = placesOf(name);
  const withIptables = kind === HostSetKind.IPSET;
  return `StateDirectory=${unit}
StateDirectoryMode=0700
ConfigurationDirectory=${unit}
ConfigurationDirectoryMode=0700
CapabilityBoundingSet=CAP_NET_ADMIN${withIptables ? ' CAP_NET_RAW' : ''}
NoNewPrivileges=yes
ProtectSystem=strict
${withIptables ? 'ReadWritePaths=-/run/xtables.lock\n' : ''}ProtectHome=yes
PrivateTmp=yes
`;
}

/** What else a program that reads an answer from the network does not need. */
const SANDBOX = `ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
PrivateDevices=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
`;
