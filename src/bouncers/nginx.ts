import { struct } from './fields';
import { wholeSeconds } from './frequency';
import { readKeyValue } from './key-value';
import { ONLY_WITH_INTEGRATION, Reading } from './reading';
import { ParsedBouncerConfig, Renderer } from './renderer';
import { KEY_VALUE } from './syntax';

/** Long enough for a full list over the internet, in milliseconds; the package ships 3000. */
const REQUEST_TIMEOUT = 30_000;

/** What the Lua code knows; other keys are logged and left out. Source: lua-cs-bouncer, lib/plugins/crowdsec/config.lua. */
const KEYS = [
  'ENABLED', 'ENABLE_INTERNAL', 'API_URL', 'API_KEY', 'BOUNCING_ON_TYPE', 'MODE', 'SECRET_KEY', 'SITE_KEY', 'BAN_TEMPLATE_PATH',
  'CAPTCHA_TEMPLATE_PATH', 'REDIRECT_LOCATION', 'RET_CODE', 'CAPTCHA_RET_CODE', 'EXCLUDE_LOCATION', 'FALLBACK_REMEDIATION',
  'CAPTCHA_PROVIDER', 'APPSEC_URL', 'APPSEC_FAILURE_ACTION', 'ALWAYS_SEND_TO_APPSEC', 'APPSEC_DROP_UNREADABLE_BODY', 'SSL_VERIFY',
  'USE_TLS_AUTH', 'TLS_CLIENT_CERT', 'TLS_CLIENT_KEY', 'SCENARIOS_CONTAINING', 'SCENARIOS_NOT_CONTAINING', 'CACHE_EXPIRATION',
  'CACHE_SIZE', 'REQUEST_TIMEOUT', 'UPDATE_FREQUENCY', 'CAPTCHA_EXPIRATION', 'APPSEC_CONNECT_TIMEOUT', 'APPSEC_SEND_TIMEOUT',
  'APPSEC_PROCESS_TIMEOUT', 'STREAM_REQUEST_TIMEOUT',
];

/** Below this, a full list over the internet may not come through, in milliseconds. */
const SHORT_TIMEOUT = 10_000;

function parse(text: string, local: string): ParsedBouncerConfig {
  const files = [readKeyValue(text), readKeyValue(local)];
  const values = new Map(files.flatMap((file) => [...file.values]));
  const reading = new Reading(files.flatMap(({ endsAt }, index) => (
    endsAt === undefined ? [] : [`line ${endsAt}${index ? ' of .local' : ''}: has no =, and ends the file for the component`]
  )));
  reading.strangers([...values.keys()], KEYS, 'the component does not know it', 'risks');
  if (values.get('ENABLED') === 'false') reading.breaks('extra', 'ENABLED=false: nothing is blocked');
  if (values.get('BOUNCING_ON_TYPE') === 'captcha') reading.breaks('extra', 'BOUNCING_ON_TYPE=captcha: bans are let through; write all');
  if (values.get('USE_TLS_AUTH') === 'true') {
    reading.breaks('extra', 'USE_TLS_AUTH=true: an integration takes an API key only; write false', ONLY_WITH_INTEGRATION);
  }
  const timeout = values.get('REQUEST_TIMEOUT');
  if (timeout !== undefined && !(Number(timeout) >= SHORT_TIMEOUT)) {
    reading.risks(
      'extra',
      `REQUEST_TIMEOUT: is in milliseconds, and most versions pull the stream with it; give ${REQUEST_TIMEOUT} for a list over the internet`,
      ONLY_WITH_INTEGRATION,
    );
  }
  return {
    url: reading.url('API_URL', values.get('API_URL')),
    apiKey: reading.key('API_KEY', values.get('API_KEY')),
    streams: values.get('MODE') === 'live' ? reading.live('MODE=live') : true,
    updateFrequencySeconds: reading.seconds('UPDATE_FREQUENCY', values.get('UPDATE_FREQUENCY'), 10, 'risks'),
    checksCertificates: values.get('SSL_VERIFY') === 'false' ? reading.insecure('SSL_VERIFY=false') : true,
    problems: reading.problems,
  };
}

/**
 * nginx and OpenResty: the same Lua code, another file. The `.local` file beside the package's wins over it, key by key, so that the
 * package's file keeps its templates and its upgrades, and a container that rewrites that file at its start does no harm. What is
 * written is complete: where there is no other file, it may take its place.
 */
function luaRenderer(server: 'nginx' | 'openresty'): Renderer<object> {
  return {
    syntax: KEY_VALUE,
    options: struct({}),
    place: () => ({
      path: `/etc/crowdsec/bouncers/crowdsec-${server}-bouncer.conf.local`,
      owner: 'root',
      group: 'root',
      mode: '0600',
      checkCommand: `${server} -t`,
      reloadCommand: `systemctl restart ${server}`,
      notes: [
        `${server} needs "resolver ADDRESS;" in its http block: the endpoint is a name, and Lua asks no system resolver.`,
        '"lua_ssl_trusted_certificate" in the http block must name a bundle that holds Amazon Root CA 1; the package names the system\'s.',
        'The first pull happens one update frequency after a start: until then nothing is blocked.',
        'An answer that is cut at 5 MB cannot be read: keep the integration\'s pull limit at 25,000 or below.',
        'An empty list is an error to it: what it blocked before stays blocked until it expires.',
        'Usage metrics are sent every 15 minutes and cannot be switched off; a refusal is harmless.',
      ],
    }),
    render: ({ bareUrl, apiKey, updateFrequency }) => [
      'ENABLED=true',
      // Versions of the Lua code from before 2025-04 keep a / at the end, and ask for //v1.
      `API_URL=${bareUrl}`,
      `API_KEY=${apiKey}`,
      'MODE=stream',
      // Seconds without a unit: with one, the line is ignored and 10 seconds hold.
      `UPDATE_FREQUENCY=${wholeSeconds(updateFrequency)}`,
      'BOUNCING_ON_TYPE=all',
      // Which of the two the stream obeys depends on the version.
      `REQUEST_TIMEOUT=${REQUEST_TIMEOUT}`,
      `STREAM_REQUEST_TIMEOUT=${REQUEST_TIMEOUT}`,
      'SSL_VERIFY=true',
      '',
    ].join('\n'),
    parse,
  };
}

export const NGINX = luaRenderer('nginx');
export const OPENRESTY = luaRenderer('openresty');
