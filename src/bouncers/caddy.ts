import { blockNamed, readCaddyfile } from './caddyfile';
import { defaulted, plain, struct } from './fields';
import { goDuration } from './frequency';
import { CaddyBouncerOptions } from './options';
import { BouncerConcern } from './problem';
import { Reading } from './reading';
import { ParsedBouncerConfig, Renderer } from './renderer';
import { CADDYFILE } from './syntax';

/** Words of the block; another ends Caddy's start. Source: caddy-crowdsec-bouncer, crowdsec/caddyfile.go. */
const WORDS = [
  'api_url', 'api_key', 'ticker_interval', 'disable_streaming', 'enable_streaming', 'enable_hard_fails', 'enable_caddy_error',
  'appsec_url', 'appsec_max_body_bytes', 'appsec_timeout', 'appsec_fail_open', 'metrics_interval', 'user_agent',
];

/** A placeholder, which Caddy fills in. */
const PLACEHOLDER = /\{(\$|env\.|file\.)[^}]+\}/;

const PATH = plain(/^\/[\w./-]+$/, 'an absolute path of letters, digits, _, ., / and -');

function parse(text: string): ParsedBouncerConfig {
  const block = blockNamed(readCaddyfile(text), 'crowdsec');
  const reading = new Reading();
  if (!block) {
    reading.breaks('syntax', 'crowdsec { … }: is missing in the global block, or does not end: nothing is pulled');
    return { problems: reading.problems };
  }
  reading.strangers(block.map(([word]) => word.text), WORDS, 'is no word of the block, and Caddy does not start with it');
  // The last line of a word holds.
  const given = (name: string) => [...block].reverse().find(([word]) => word.text === name)?.slice(1).map((word) => word.text);
  const value = (concern: BouncerConcern, name: string) => {
    const found = given(name)?.[0];
    return { name, found, known: reading.resolved(concern, name, found, PLACEHOLDER) };
  };
  const [url, key, interval] = [value('url', 'api_url'), value('key', 'api_key'), value('interval', 'ticker_interval')];
  if (given('enable_hard_fails')) reading.risks('extra', 'enable_hard_fails: Caddy ends when the first pull fails, and serves nothing');
  return {
    url: url.known === url.found ? reading.url(url.name, url.known, 'adds-slash') : undefined,
    apiKey: key.known === key.found ? reading.key(key.name, key.known) : undefined,
    streams: given('disable_streaming') ? reading.live('disable_streaming') : true,
    updateFrequencySeconds: interval.known === interval.found ? reading.goSpan(interval.name, interval.known, 60) : undefined,
    checksCertificates: true,
    problems: reading.problems,
  };
}

/** A file of its own, imported inside the Caddyfile's global block: sites and other options stay the user's. Caddy's group reads it. */
export const CADDY: Renderer<CaddyBouncerOptions> = {
  syntax: CADDYFILE,
  options: struct<CaddyBouncerOptions>({
    path: defaulted(PATH, '/etc/caddy/crowdsec.caddyfile'),
    caddyfile: defaulted(PATH, '/etc/caddy/Caddyfile'),
  }),
  place: ({ path, caddyfile }) => ({
    path: path!,
    owner: 'root',
    group: 'caddy',
    mode: '0640',
    checkCommand: `caddy validate --adapter caddyfile --config ${caddyfile}`,
    reloadCommand: 'systemctl reload caddy',
    notes: [
      `The global block of ${caddyfile} must hold the line "import ${path}".`,
      'Caddy must be built with the module github.com/hslatman/caddy-crowdsec-bouncer, and each site needs the crowdsec handler in a route.',
      'Each reload pulls the whole list again. "caddy crowdsec ping" and "health" fail with an integration: they ask for one address.',
    ],
  }),
  render: ({ url, apiKey, updateFrequency }) => [
    'crowdsec {',
    `\tapi_url "${url}"`,
    `\tapi_key "${apiKey}"`,
    `\tticker_interval "${goDuration(updateFrequency)}"`,
    '}',
    '',
  ].join('\n'),
  parse,
};
