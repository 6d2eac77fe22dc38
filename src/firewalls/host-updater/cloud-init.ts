import { HostFile } from './host-file';
import { HostSetKind } from './settings';

const PACKAGES: { readonly [kind in HostSetKind]: readonly string[] } = {
  [HostSetKind.NFTABLES]: ['curl', 'nftables'],
  [HostSetKind.IPSET]: ['curl', 'ipset', 'iptables'],
};

/** A cloud-config that writes the files and starts the units. Every content is lines of text, so that it can be indented as a block. */
export function cloudConfig(files: readonly HostFile[], kind: HostSetKind, units: readonly string[]): string {
  const written = files.map(({ path, content, mode, owner, group }) => `- path: ${path}
  owner: ${owner}:${group}
  permissions: '${mode}'
  content: |
${content.replace(/^(?=.)/gm, '   ')}`);
  return `#cloud-config
packages: [${PACKAGES[kind].join(', ')}]
write_files:
${written.join('')}runcmd:
- [systemctl, daemon-reload]
- [systemctl, enable, --now, ${units.join(', ')}]
`;
}
