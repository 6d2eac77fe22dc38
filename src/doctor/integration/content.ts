import { timeOf } from './pulls';
import type { Integration } from '../../api';
import type { Seen } from '../examination';

/** What was subscribed a moment ago may not be counted yet. */
const LAG_MS = 3_600_000;

export function lookAtSubscriptions({ blocklists, vendors, cves, fingerprints }: Integration): Seen {
  const kinds = { blocklist: blocklists, vendor: vendors, CVE: cves, fingerprint: fingerprints };
  const counts = Object.entries(kinds).filter(([, { length }]) => length > 0).map(([kind, { length }]) => `${length} ${kind}${length === 1 ? '' : 's'}`);
  if (counts.length > 0) return { status: 'ok', detail: `subscribed to ${counts.join(', ')}` };
  return { status: 'fail', detail: 'subscribed to nothing, so it serves no address', remedy: 'Subscribe it to at least one blocklist, vendor, CVE or fingerprint.' };
}

export function lookAtCount({ stats, updated_at: updated }: Integration, now: Date): Seen {
  const count = stats?.count;
  if (count === undefined) return { status: 'unknown', detail: 'the service does not say how many addresses it serves' };
  if (count > 0) return { status: 'ok', detail: `serves ${count} addresses` };
  const fresh = now.getTime() - (timeOf(updated)?.getTime() ?? 0) < LAG_MS;
  return {
    status: fresh ? 'warn' : 'fail',
    detail: `serves no address, though it is subscribed${fresh ? '; what was changed within the hour may not be counted yet' : ''}`,
    remedy: fresh ? 'Look again in some minutes.' : 'Fill the lists that it is subscribed to, or subscribe it to another.',
  };
}
