import type { Examined } from './examine-integrations';
import { isOffline } from './pulls';
import { type IntegrationState, worstOf } from '../report';
import type { CheckResult } from '../types';

/** An integration as its row shows it. */
export function stateOf(
  { integration, subject }: Examined, results: readonly CheckResult[], shown: (text: string) => string, now: Date,
): IntegrationState {
  const { id, entity_type, output_format, last_pull = null, stats, pull_limit = null, vendors, cves, fingerprints, blocklists } = integration!;
  const own = results.filter((result) => (result.group === 'integration' || result.group === 'credentials') && result.subject === shown(subject));
  return {
    id: shown(id),
    name: shown(integration!.name),
    entity_type: shown(entity_type),
    output_format: shown(output_format),
    status: worstOf(own),
    last_pull: last_pull === null ? null : shown(last_pull),
    offline: isOffline(integration!, now),
    addresses: stats?.count ?? 0,
    pull_limit,
    subscriptions: { vendors: vendors.length, cves: cves.length, fingerprints: fingerprints.length, blocklists: blocklists.length },
  };
}
