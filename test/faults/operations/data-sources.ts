import type { AnswerKind, Operation } from '../operation';

/** A data source, alone: nothing is managed, and nothing may change. */
function dataSource(type: string, request: { path: string; requests?: number }, answer: AnswerKind, field: string, says: Operation['says'], search = ''): Operation {
  const query = search && `&${new URLSearchParams({ query: search })}`;
  return {
    name: `data source ${type}`,
    request: { method: 'GET', path: `^/v1/${request.path}$` },
    requests: request.requests,
    answer,
    field,
    planned: true,
    ...(answer === 'list' && { list: `/${request.path}?size=100${query}` }),
    main: () => `data "crowdsec_${type}" "it" {
        ${type === 'integration' ? 'name = "neighbour"' : search && `query = "${search}"`}
      }
      output "it" {
        value = data.crowdsec_${type}.it
      }`,
    says,
    holds: () => [],
  };
}

/** Each of them. */
export const dataSources: readonly Operation[] = [
  dataSource('integration', { path: 'integrations' }, 'list', 'endpoint', { operation: /Unable to read the integration/, object: () => 'integration "neighbour"' }),
  dataSource('integrations', { path: 'integrations' }, 'list', 'endpoint', { operation: /Unable to list the integrations/, object: () => '/v1/integrations' }),
  dataSource('organization', { path: 'info' }, 'object', 'organization_id', { operation: /Unable to read the organisation/, object: () => '/v1/info' }),
  dataSource('vendors', { path: 'vendors' }, 'list', 'value', { operation: /Unable to list the vendors/, object: () => '/v1/vendors' }),
  dataSource('cves', { path: 'cves', requests: 2 }, 'list', 'id', { operation: /Unable to list the CVEs/, object: () => '/v1/cves' }, 'CVE-2024'),
  dataSource('fingerprints', { path: 'fingerprints', requests: 4 }, 'list', 'id', { operation: /Unable to list the fingerprints/, object: () => '/v1/fingerprints' }),
  dataSource('blocklists', { path: 'blocklists' }, 'list', 'id', { operation: /Unable to list the blocklists/, object: () => '/v1/blocklists' }),
];
