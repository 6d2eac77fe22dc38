import { decision } from './decisions';
import { OutputFormat } from '../../model';

/** Writes one entry, an address or a range, as a format has it; `name` is the integration's. */
type Line = (entry: string, name: string) => string;

const plain: Line = (entry) => entry;

/** Address, mask, list and category. */
const f5: Line = (entry, name) => {
  const [address, mask = isIpv6(entry) ? '128' : '32'] = entry.split('/');
  return `${address},${mask},BL,crowdsec-${name}`;
};

/** Name, value, type, confidence, severity, product, comment. The name follows from the value, so that it is unique in all pages. */
const checkpoint: Line = (entry) => `crowdsec-${entry.replace(/[.:/]/g, '-')},${entry},IP,high,high,AB,C&C server IP`;

/** The list's name must stay as it is: the service's own script flushes it by that name. */
const mikrotik: Line = (entry) =>
  `/${isIpv6(entry) ? 'ip6' : 'ip'} firewall address-list add list=crowdsec-integration address=${entry} comment="crowdsec/mikrotik" timeout=48h;`;

/** The contract names the stream's decisions and no envelope: one a line, as everywhere. The stream is what components read. */
const remediationComponent: Line = (entry) => JSON.stringify(decision(entry));

const LINES: { readonly [format: string]: Line } = {
  [OutputFormat.F5]: f5,
  [OutputFormat.CHECKPOINT]: checkpoint,
  [OutputFormat.MIKROTIK]: mikrotik,
  [OutputFormat.REMEDIATION_COMPONENT]: remediationComponent,
};

/** A blocklist's text. Every line ends, the last one too. */
export function render(entries: readonly string[], format: string, name: string): string {
  const line = LINES[format] ?? plain;
  return entries.map((entry) => `${line(entry, name)}\n`).join('');
}

function isIpv6(entry: string): boolean {
  return entry.includes(':');
}
