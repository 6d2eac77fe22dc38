/** Words of logs, and what they mean. Source: the components' own messages, as CrowdSec's troubleshooting pages and code have them. */
export interface LogWord {
  readonly pattern: RegExp;
  /** As a report names it. */
  readonly words: string;
  readonly meaning: string;
  readonly remedy: string;
  /** `fine` is said when things work, `harmless` looks worse than it is, `rights` keeps the component from setting rules. */
  readonly kind?: 'fine' | 'harmless' | 'rights';
}

/** The first that fits a line holds, so what says more comes first. */
export const LOG_WORDS: readonly LogWord[] = [
  {
    pattern: /heartbeat sent successfully|enrollment completed/i,
    words: 'heartbeat sent, enrollment completed',
    meaning: 'the console was reached',
    remedy: '',
    kind: 'fine',
  },
  {
    pattern: /metrics endpoint not found|failed to send metrics/i,
    words: 'metrics endpoint not found',
    meaning: 'usage metrics are not taken, which does no harm',
    remedy: '',
    kind: 'harmless',
  },
  {
    pattern: /instance already enrolled/i,
    words: 'instance already enrolled',
    meaning: 'it was enrolled before, which is no error',
    remedy: '',
    kind: 'harmless',
  },
  {
    pattern: /CAPI registration failed: timeout/i,
    words: 'CAPI registration failed: timeout',
    meaning: 'CrowdSec\'s Central API was not reached',
    remedy: 'See the checks capi and tcp-443.',
  },
  {
    pattern: /retrying enrollment \(attempt/i,
    words: 'retrying enrollment',
    meaning: 'enrolment failed for the moment, and is tried again',
    remedy: 'Wait for its third attempt, then see the check capi.',
  },
  {
    pattern: /token expired|invalid enrollment key/i,
    words: 'token expired, invalid enrollment key',
    meaning: 'the enrolment token is not accepted',
    remedy: 'Make a new token in the console, and enrol with it at once.',
  },
  {
    pattern: /does not contain LAPI url/i,
    words: 'config does not contain LAPI url',
    meaning: 'the URL is missing in the file',
    remedy: 'See the check config-url.',
  },
  {
    pattern: /LAPI key or certificate/i,
    words: 'config does not contain LAPI key or certificate',
    meaning: 'the key is missing in the file',
    remedy: 'See the check config-key.',
  },
  {
    pattern: /unable to parse (lapi update interval|duration)/i,
    words: 'unable to parse lapi update interval, unable to parse duration',
    meaning: 'the interval is not written in the component\'s unit',
    remedy: 'See the check config-interval.',
  },
  {
    pattern: /does not contain 'mode'|firewall '[^']*' is not supported|unable to find (ipset|iptables|nft|pf)/i,
    words: 'does not contain \'mode\', is not supported, unable to find ipset',
    meaning: 'the mode is missing in the file, none of its modes, or not to be had on this host',
    remedy: 'See the check config-mode.',
  },
  {
    pattern: /unsupported configuration|invalid configuration line|Neither API_URL or APPSEC_URL/i,
    words: 'unsupported configuration, invalid configuration line',
    meaning: 'the Lua code does not understand its file',
    remedy: 'See the checks config-syntax and config-url.',
  },
  {
    pattern: /access forbidden|statusCode:40[13]|401 Unauthorized|403 Forbidden/i,
    words: 'access forbidden, 401, 403',
    meaning: 'the key is refused',
    remedy: 'See the checks lapi-key and component-key; make a new key, put it into the file, restart.',
  },
  {
    pattern: /http code 429|statusCode:429|rate limit exceeded/i,
    words: '429, rate limit exceeded',
    meaning: 'it pulls more often than the plan allows',
    remedy: 'Make the interval longer; give each component an integration of its own.',
  },
  {
    pattern: /http code 404|statusCode:404|'404'/i,
    words: '404',
    meaning: 'the URL leads to nothing',
    remedy: 'See the check config-url: the path must not be there twice.',
  },
  {
    pattern: /first record does not look like a TLS handshake|server gave HTTP response to HTTPS client|HTTP request to an HTTPS server/i,
    words: 'not a TLS handshake, HTTP response to HTTPS client',
    meaning: 'the URL says https where http is spoken, or the reverse',
    remedy: 'Correct the scheme of the URL in the file, then restart the component.',
  },
  {
    pattern: /x509|certificate verify|unable to get local issuer/i,
    words: 'x509, certificate verify',
    meaning: 'the component does not trust the server\'s certificate',
    remedy: 'Put the issuer into the trust store that the component reads; for CrowdSec\'s service that is Amazon Root CA 1.',
  },
  {
    pattern: /no resolver defined/i,
    words: 'no resolver defined',
    meaning: 'nginx asks no name server',
    remedy: 'Put "resolver ADDRESS;" into the http block, then restart nginx.',
  },
  {
    pattern: /shared dict \(crowdsec cache\) is full/i,
    words: 'shared dict is full',
    meaning: 'the list does not fit into nginx\'s memory for it',
    remedy: 'Raise lua_shared_dict crowdsec_cache, or lower the pull limit.',
  },
  {
    pattern: /cannot bind|permission denied|operation not permitted|module not loaded/i,
    words: 'permission denied, cannot bind, module not loaded',
    meaning: 'it may not do its work on this host',
    remedy: 'Run it as root or with CAP_NET_ADMIN; a container needs NET_ADMIN and NET_RAW. A web server must load the module.',
    kind: 'rights',
  },
  {
    pattern: /timeout|deadline exceeded/i,
    words: 'timeout, deadline exceeded',
    meaning: 'packets are dropped on the way, or the time is too short for the list',
    remedy: 'Let the port through; for nginx raise REQUEST_TIMEOUT, which is in milliseconds.',
  },
  {
    pattern: /connection refused|dial tcp/i,
    words: 'connection refused, dial tcp',
    meaning: 'nothing listens where it asks',
    remedy: 'See the checks lapi-tcp and tcp-443; start what should listen.',
  },
  {
    pattern: /retrying in 10s/i,
    words: 'retrying in 10s',
    meaning: 'its first pull fails; it lives and tries again',
    remedy: 'See what the log says before that.',
  },
  {
    pattern: /updateFailure|crowdsecQuery/i,
    words: 'updateFailure, crowdsecQuery',
    meaning: 'Traefik\'s stream fails, and visitors may be refused',
    remedy: 'Set updateMaxFailure to -1, and see the checks of key and URL.',
  },
  {
    pattern: /Unexpected response status code/i,
    words: 'Unexpected response status code',
    meaning: 'the PHP library was refused; the code follows in the log',
    remedy: 'See the checks of key and URL.',
  },
];
