/** Every check there is, by group: stable ids, which scripts match on. Each is explained in docs/guides/doctor.md. */
export const CHECKS = {
  network: ['proxy-env', 'dns-resolve', 'tcp-443', 'tls-handshake', 'tls-chain', 'endpoint-answers', 'clock-skew', 'latency'],
  service: ['api-key-present', 'api-key-valid', 'tenant', 'rate-limit'],
  integration: [
    'integration-found', 'integration-type', 'integration-pulls', 'integration-subscriptions', 'integration-count', 'output-format',
    'pull-limit', 'page-budget', 'pages-cover', 'endpoint-url',
  ],
  credentials: ['content-head-key', 'content-head-basic', 'component-key', 'basic-url-form'],
  component: [
    'config-readable', 'config-perms', 'config-syntax', 'config-url', 'config-key', 'config-mode', 'config-interval', 'config-extra',
    'service-status', 'service-log', 'bouncer-permission',
  ],
  engine: [
    'lapi-tcp', 'lapi-health', 'lapi-key', 'lapi-bouncer', 'capi', 'hub', 'config-yaml', 'local-credentials', 'online-credentials',
    'console', 'enrolment', 'heartbeat',
  ],
} as const;

/** In the order of the way from a device to its list. */
export const GROUPS = Object.keys(CHECKS) as readonly Group[];

export type Group = keyof typeof CHECKS;

export type CheckId = (typeof CHECKS)[Group][number];
