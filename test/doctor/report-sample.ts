import { REPORT_VERSION, summaryOf, type IntegrationState, type Report, type ReportedCheck } from '../../src/doctor';

const HOSTILE_NAME = '"><img src=x onerror=alert(1)><script>alert(2)</script>';

const edge: IntegrationState = {
  id: '0123456789abcdef00000001',
  name: 'edge-paris',
  entity_type: 'firewall_integration',
  output_format: 'fortigate',
  status: 'ok',
  last_pull: '2026-03-01T09:00:00Z',
  offline: false,
  addresses: 48_211,
  pull_limit: 131_072,
  subscriptions: { vendors: 4, cves: 12, fingerprints: 1, blocklists: 2 },
};

const check: ReportedCheck = { id: 'dns-resolve', group: 'network', subject: 'admin.api.crowdsec.net', status: 'ok', detail: '3 addresses', remedy: null, latency_ms: 12 };

const integrations: readonly IntegrationState[] = [
  edge,
  { ...edge, id: '0123456789abcdef00000002', name: 'branch-lyon', status: 'warn', last_pull: '2026-02-28T12:30:00Z', addresses: 10_000, pull_limit: 10_000 },
  {
    ...edge,
    id: '0123456789abcdef00000003',
    name: 'lab',
    status: 'fail',
    output_format: 'remediation_component',
    last_pull: null,
    offline: true,
    addresses: 0,
    pull_limit: null,
    subscriptions: { vendors: 0, cves: 0, fingerprints: 0, blocklists: 0 },
  },
  { ...edge, id: '0123456789abcdef00000004', name: HOSTILE_NAME, status: 'fail', last_pull: '2026-02-26T08:00:00Z', offline: true, pull_limit: null },
];

const checks: readonly ReportedCheck[] = [
  check,
  { ...check, id: 'tls-chain', detail: 'chain ends in Amazon Root CA 1', latency_ms: 48 },
  { ...check, id: 'clock-skew', subject: null, status: 'warn', detail: 'this clock is 74 s ahead of the service\'s', remedy: 'Enable NTP on this machine.', latency_ms: null },
  { ...check, id: 'api-key-valid', group: 'service', subject: null, detail: 'the key opens organisation 9d2f', latency_ms: 101 },
  { ...check, id: 'lapi-health', group: 'engine', subject: 'http://127.0.0.1:8080/', status: 'fail', detail: 'connection refused', remedy: 'Start the engine, or correct api_url.', latency_ms: 2 },
  { ...check, id: 'lapi-key', group: 'engine', subject: 'http://127.0.0.1:8080/', status: 'skip', detail: 'not looked at, because lapi-health does not hold', latency_ms: null },
  { ...check, id: 'service-log', group: 'component', subject: '/var/log/crowdsec-firewall-bouncer.log', status: 'unknown', detail: 'this user may not read it', latency_ms: null },
  { ...check, id: 'integration-pulls', group: 'integration', subject: 'edge-paris', detail: 'pulled 3 h ago', latency_ms: null },
  { ...check, id: 'integration-pulls', group: 'integration', subject: 'branch-lyon', status: 'warn', detail: 'pulled 23.5 h ago', remedy: 'Let the device pull more often than daily.', latency_ms: null },
  { ...check, id: 'pull-limit', group: 'integration', subject: 'branch-lyon', status: 'warn', detail: 'the limit of 10,000 is reached: what is beyond is not served', remedy: 'Raise pull_limit as far as the device takes it.', latency_ms: null },
  { ...check, id: 'integration-pulls', group: 'integration', subject: 'lab', status: 'fail', detail: 'never pulled', remedy: 'Configure the component with endpoint and key, then start it.', latency_ms: null },
  { ...check, id: 'integration-subscriptions', group: 'integration', subject: 'lab', status: 'fail', detail: 'subscribed to nothing', remedy: 'Subscribe it to at least one list.', latency_ms: null },
  { ...check, id: 'integration-pulls', group: 'integration', subject: HOSTILE_NAME, status: 'fail', detail: `last pull of ${HOSTILE_NAME} is 73 h old`, remedy: '</td><a href="javascript:alert(3)">fix</a>', latency_ms: null },
];

/** A report with every status, and names that mean harm. */
export const SAMPLE: Report = {
  version: REPORT_VERSION,
  generated_at: '2026-03-01T12:00:00Z',
  lapi: { status: 'unreachable', latency_ms: 2 },
  capi: { status: 'reachable', latency_ms: 84 },
  integrations,
  checks,
  summary: summaryOf(checks),
};
