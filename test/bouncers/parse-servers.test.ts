import { parsed } from './parsed';
import { BouncerComponent } from '../../src/bouncers';

const URL = 'https://admin.api.crowdsec.net/v1/integrations/6650/';
/** What the seeds of a documentation tell people to write. */
const STREAM_URL = 'https://admin.api.crowdsec.net/v1/decisions/stream';

function parse(component: BouncerComponent, ...lines: string[]) {
  return parsed(component, lines.join('\n'));
}

describe('Traefik', () => {
  const file = (...settings: string[]) => parse(BouncerComponent.TRAEFIK,
    'http:', '  routers: {}', '  middlewares:', '    compress:', '      compress: {}', '    cs:', '      plugin:', '        any-name:',
    ...settings.map((setting) => `          ${setting}`));
  const GOOD = [
    'enabled: true', 'crowdsecmode: stream', 'CrowdsecLapiScheme: https', 'crowdsecLapiHost: admin.api.crowdsec.net',
    'crowdsecLapiPath: /v1/integrations/6650/', 'crowdsecLapiKey: k', 'updateMaxFailure: -1',
  ];

  test('a file by hand, in any case of letters', () => {
    expect(file(...GOOD)).toEqual({
      url: URL, apiKey: 'k', streams: true, updateFrequencySeconds: 60, checksCertificates: true, problems: [],
    });
  });

  test('without a scheme the plugin takes http, and sends the service\'s key in clear text', () => {
    expect(file(...GOOD.filter((line) => !line.includes('Scheme'))).problems).toEqual([expect.stringMatching(/: is http, so the key is sent in clear text/)]);
  });

  test('a key in a file of its own is neither read nor missed', () => {
    expect(file(...GOOD.filter((line) => !line.includes('Key')), 'crowdsecLapiKeyFile: /run/secrets/key')).toMatchObject({
      apiKey: undefined, problems: [],
    });
  });

  test('the plugin\'s defaults are those of a local engine, and shut visitors out', () => {
    expect(file('crowdsecLapiHost: crowdsec:8080', 'crowdsecLapiKey: k', 'crowdsecLapiTlsInsecureVerify: true', 'updateIntervalSeconds: 0')).toEqual({
      url: 'http://crowdsec:8080/',
      apiKey: 'k',
      streams: false,
      updateFrequencySeconds: undefined,
      checksCertificates: false,
      problems: [
        'enabled: is not true, so nothing is blocked',
        expect.stringMatching(/^updateMaxFailure: at its default of 0, failed pulls or empty answers refuse every visitor; set -1$/),
        expect.stringMatching(/^crowdsecMode: "live": asks for each address/),
        expect.stringMatching(/^updateIntervalSeconds: "0"/),
        expect.stringMatching(/^crowdsecLapiTlsInsecureVerify: true: /),
      ],
    });
  });

  test.each([
    ['crowdsecLapiPath: /v1/integrations/6650/', 'crowdsecLapiPath: /v1/integrations/6650', /must end with a \//],
    ['crowdsecLapiPath: /v1/integrations/6650/', 'crowdsecLapiPath: /v1/decisions/stream', /ends with \/v1\/decisions\/stream/],
    ['updateMaxFailure: -1', 'updateMaxFailure: 0', /^updateMaxFailure: at "0", failed/],
  ])('%s as %s', (from, to, problem) => {
    expect(file(...GOOD.map((line) => line.replace(from, to))).problems).toEqual([expect.stringMatching(problem)]);
  });

  test('an unknown mode, and a second plugin that shares the stream', () => {
    expect(file(...GOOD.map((line) => line.replace('stream', 'streaming'))).problems).toContainEqual(expect.stringMatching(/^crowdsecMode: "streaming" is not one of/));
    expect(parse(BouncerComponent.TRAEFIK, 'http:', '  middlewares:', '    a:', '      plugin:', '        b:', ...GOOD.map((line) => `          ${line}`),
      '    c:', '      plugin:', '        b:', ...GOOD.map((line) => `          ${line}`)).problems)
      .toEqual(['http.middlewares: 2 have the plugin; all share the stream of the first']);
  });

  test('a file that is none of Traefik\'s', () => {
    expect(parse(BouncerComponent.TRAEFIK, `crowdsec_url: ${STREAM_URL}`, 'crowdsec_api_key: k', 'update_frequency: 10s')).toEqual({
      problems: [expect.stringMatching(/^http\.middlewares: none has the plugin/)],
    });
  });
});

describe('Caddy', () => {
  const { CADDY } = BouncerComponent;

  test('a whole Caddyfile by hand', () => {
    expect(parse(CADDY,
      '{', '\temail a@example.org # who', '\torder crowdsec first', '\tcrowdsec {', `\t\tapi_url ${URL}`, '\t\tapi_key `k"1`', '\t\tticker_interval 15s',
      '\t\t#disable_streaming', '\t}', '}', '', 'example.org {', '\troute {', '\t\tcrowdsec', '\t\trespond "api_key } {"', '\t}', '}',
    )).toEqual({ url: URL, apiKey: 'k"1', streams: true, updateFrequencySeconds: 15, checksCertificates: true, problems: [] });
  });

  test('placeholders, words that end the start, live mode', () => {
    expect(parse(CADDY,
      'crowdsec {', '  api_url {$CROWDSEC_URL}', '  api_key {env.CROWDSEC_KEY}', '  ticker_interval 1d', '  disable_streaming', '  enable_hard_fails',
      '  update_frequency 10s', '}',
    )).toEqual({
      url: undefined,
      apiKey: undefined,
      streams: false,
      updateFrequencySeconds: undefined,
      checksCertificates: true,
      problems: [
        'update_frequency: is no word of the block, and Caddy does not start with it',
        'api_url: is taken from the environment, which is not read here',
        'api_key: is taken from the environment, which is not read here',
        'enable_hard_fails: Caddy ends when the first pull fails, and serves nothing',
        expect.stringMatching(/^disable_streaming: asks for each address/),
        'ticker_interval: "1d" is no span as Go reads it; write 10s, 30m or 24h (it knows no days)',
      ],
    });
  });

  test('the last line of a word holds, a minute is the default', () => {
    expect(parse(CADDY, 'crowdsec {', 'api_key a', `api_url ${URL}`, 'api_key b', '}')).toMatchObject({ apiKey: 'b', updateFrequencySeconds: 60, problems: [] });
  });

  test('no block, or one that does not end', () => {
    const missing = { problems: ['crowdsec { … }: is missing in the global block, or does not end: nothing is pulled'] };
    expect(parse(CADDY, 'example.org {', '  route {', '    crowdsec', '  }', '}')).toEqual(missing);
    expect(parse(CADDY, 'crowdsec {', 'api_key k')).toEqual(missing);
  });
});

describe('PHP', () => {
  const { PHP, WORDPRESS } = BouncerComponent;

  test('settings by hand: comments, both quotes, deeper arrays, constants', () => {
    expect(parse(PHP,
      '<?php', 'use CrowdSecBouncer\\Constants;', '$config = array(', `  "api_url" => '${URL}', // 'api_url' => 'no'`, '  /* \'api_key\' => \'no\', */',
      '  \'api_key\' => \'it\\\'s\\\\k\',', '  \'geolocation\' => [\'api_key\' => \'deeper\', \'enabled\' => false],', '  # \'stream_mode\' => false,',
      '  \'bouncing_level\' => Constants::BOUNCING_LEVEL_NORMAL,', '  \'fs_cache_path\' => __DIR__.\'/.cache\',', '  \'stream_mode\' => 1', ');', 'return $config;',
    )).toEqual({ url: URL, apiKey: 'it\'s\\k', streams: true, checksCertificates: false, problems: [] });
  });

  test('what is computed is not guessed', () => {
    expect(parse(PHP,
      '<?php return [', '\'api_url\' => getenv(\'URL\'),', '\'api_key\' => "prefix-$key",', '\'stream_mode\' => $streams,', '];',
    )).toEqual({
      url: undefined,
      apiKey: undefined,
      streams: undefined,
      checksCertificates: false,
      problems: ['api_url', 'api_key', 'stream_mode'].map((name) => `${name}: is computed by PHP, which is not run here`),
    });
  });

  test('live mode is the default; nothing blocked; certificates of clients', () => {
    expect(parse(PHP,
      '<?php return [', `'api_url' => '${URL}', 'api_key' => "a\\"\\$b",`, '\'bouncing_level\' => \'bouncing_disabled\', \'auth_type\' => \'tls\'', '];',
    )).toEqual({
      url: URL,
      apiKey: 'a"$b',
      streams: false,
      checksCertificates: false,
      problems: [
        'bouncing_level: nothing is blocked', 'auth_type: an integration takes an API key only',
        expect.stringMatching(/^stream_mode: off: asks for each address/),
      ],
    });
  });

  test('WordPress\'s options as its command line prints them', () => {
    const options = {
      crowdsec_api_url: URL,
      crowdsec_api_key: 'k',
      crowdsec_bouncing_level: 'normal_bouncing',
      crowdsec_stream_mode: 'on',
      crowdsec_stream_mode_refresh_frequency: '3600',
    };
    const list = (changes: object) => JSON.stringify(
      Object.entries({ ...options, ...changes }).map(([option_name, option_value]) => ({ option_name, option_value })),
    );
    expect(parse(WORDPRESS, list({}))).toEqual({
      url: URL, apiKey: 'k', streams: true, updateFrequencySeconds: 3600, checksCertificates: false, problems: [],
    });
    expect(parse(WORDPRESS, list({
      crowdsec_stream_mode: '', crowdsec_bouncing_level: 'bouncing_disabled', crowdsec_use_appsec: 'on', crowdsec_auth_type: 'tls',
    }))).toMatchObject({
      streams: false,
      problems: [
        'crowdsec_bouncing_level: nothing is blocked', 'crowdsec_auth_type: an integration takes an API key only',
        'crowdsec_use_appsec: an integration has no AppSec', expect.stringMatching(/^crowdsec_stream_mode: off: /),
      ],
    });
    expect(parse(WORDPRESS, '[{"broken').problems).toEqual(['the file cannot be read']);
  });
});
