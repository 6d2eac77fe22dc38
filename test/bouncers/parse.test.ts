import { parsed } from './parsed';
import { BouncerComponent, parseBouncerConfig } from '../../src/bouncers';

const URL = 'https://admin.api.crowdsec.net/v1/integrations/6650/';

/** What the seeds of a documentation tell people to write. */
const STREAM_URL = 'https://admin.api.crowdsec.net/v1/decisions/stream';

const ENDS_WITH_STREAM = expect.stringMatching(/ends with \/v1\/decisions\/stream, which the component adds itself/);

function parse(component: BouncerComponent, ...lines: string[]) {
  return parsed(component, lines.join('\n'));
}

describe('nginx', () => {
  const { NGINX } = BouncerComponent;

  test('the file that its package ships, filled in by hand', () => {
    expect(parse(NGINX,
      'ENABLED=true', 'API_URL=http://127.0.0.1:8080', 'API_KEY=abc=def==', '# bounce for all type of remediation', 'BOUNCING_ON_TYPE=all',
      'FALLBACK_REMEDIATION=ban', 'REQUEST_TIMEOUT=30000', 'MODE = stream', ' UPDATE_FREQUENCY = 3600 ', '', 'EXCLUDE_LOCATION=', 'SSL_VERIFY=true\r',
    )).toEqual({
      url: 'http://127.0.0.1:8080', apiKey: 'abc=def==', streams: true, updateFrequencySeconds: 3600, checksCertificates: true, problems: [],
    });
  });

  test('what is not read as meant', () => {
    expect(parse(NGINX,
      `API_URL=${STREAM_URL}`, 'API_KEY=<your-blaas-api-key>', 'UPDATE_FREQUENCY=10s', 'MODE=live', 'SSL_VERIFY=false', 'ENABLED=false',
      'REQUEST_TIMEOUT=500', 'CROWDSEC_KEY=x',
    )).toEqual({
      url: STREAM_URL,
      apiKey: undefined,
      streams: false,
      updateFrequencySeconds: undefined,
      checksCertificates: false,
      problems: [
        'CROWDSEC_KEY: the component does not know it',
        'ENABLED=false: nothing is blocked',
        expect.stringMatching(/^REQUEST_TIMEOUT: is in milliseconds/),
        ENDS_WITH_STREAM,
        'API_KEY: still holds the placeholder of an example',
        expect.stringMatching(/^MODE=live: asks for each address/),
        'UPDATE_FREQUENCY: "10s" is no whole number of seconds above 0, without a unit; write 10',
        expect.stringMatching(/^SSL_VERIFY=false: /),
      ],
    });
  });

  test('what lets everybody through, or cannot be answered', () => {
    expect(parse(NGINX, `API_URL=${URL}`, 'API_KEY=k', 'BOUNCING_ON_TYPE=captcha', 'USE_TLS_AUTH=true', 'UPDATE_FREQUENCY=0').problems).toEqual([
      'BOUNCING_ON_TYPE=captcha: bans are let through; write all',
      'USE_TLS_AUTH=true: an integration takes an API key only; write false',
      'UPDATE_FREQUENCY: "0" is no whole number of seconds above 0, without a unit',
    ]);
  });

  test('a line without = ends the file, as for the component', () => {
    expect(parse(NGINX, `API_URL=${URL}`, 'API_KEY', 'UPDATE_FREQUENCY=60')).toMatchObject({
      url: URL,
      apiKey: undefined,
      updateFrequencySeconds: 10,
      problems: ['line 2: has no =, and ends the file for the component', 'API_KEY: is missing'],
    });
  });

  test('quotes belong to the value, as for the component', () => {
    expect(parse(NGINX, 'API_URL="https://h/"', 'API_KEY="k"')).toMatchObject({ apiKey: '"k"', problems: [expect.stringMatching(/^API_URL: is no URL/)] });
  });

  test('what may be a key is not shown', () => {
    expect(parse(NGINX, `API_URL=${URL}`, 'API_KEY=', '0123456789abcdef=').problems).toEqual([
      'a word (not shown, it may be part of a key): the component does not know it', 'API_KEY: is missing',
    ]);
  });
});

describe('a .local file wins, key by key', () => {
  test('nginx', () => {
    const main = 'ENABLED=true\nAPI_URL=http://127.0.0.1:8080\nAPI_KEY=\nMODE=live\nREQUEST_TIMEOUT=30000\nno end';
    expect(parsed(BouncerComponent.NGINX, main, `API_URL=${URL}\nAPI_KEY=k\nMODE=stream\nAPI_KEY`)).toMatchObject({
      url: URL,
      apiKey: 'k',
      streams: true,
      problems: ['line 6: has no =, and ends the file for the component', 'line 4 of .local: has no =, and ends the file for the component'],
    });
  });

  test('programs in Go, in deeper tables as well', () => {
    const main = 'blocklists: [{format: plain_text}]\ncrowdsec_config:\n  lapi_url: http://h/\n  lapi_key: ${API_KEY}\n  update_frequency: 1h\n';
    expect(parsed(BouncerComponent.BLOCKLIST_MIRROR, main, `crowdsec_config: {lapi_url: ${URL}, lapi_key: k}`)).toEqual({
      url: URL, apiKey: 'k', updateFrequencySeconds: 3600, checksCertificates: true, problems: [],
    });
    expect(parsed(BouncerComponent.CUSTOM, `bin_path: /x\napi_url: ${URL}\napi_key: k`, 'api_key: "k').problems)
      .toContainEqual(expect.stringMatching(/^\.local: line 1: cannot be read as YAML/));
  });
});

describe('the base URL', () => {
  const problems = (url: string) => parse(BouncerComponent.HAPROXY_SPOA, `api_url: ${url}`, 'api_key: k', 'listen_tcp: :9000').problems;

  test.each([
    URL, 'http://127.0.0.1:8080/', 'https://proxy.example.org/any/path/',
  ])('%s is fine', (url) => {
    expect(problems(url)).toEqual([]);
  });

  test.each([URL.slice(0, -1), 'http://crowdsec:8080'])('%s works, and is better with a / at its end', (url) => {
    const [problem, ...others] = parseBouncerConfig(BouncerComponent.CUSTOM, `bin_path: /x\napi_url: ${url}\napi_key: k`).problems;
    expect(problem).toMatchObject({ concern: 'url', weight: 'risks', text: expect.stringMatching(/does not end with a \/, which the component adds/) });
    expect(others).toEqual([]);
  });

  test.each([
    [STREAM_URL, ENDS_WITH_STREAM],
    [`${URL}v1/decisions/stream/`, ENDS_WITH_STREAM],
    ['http://127.0.0.1:8080/v1/decisions', ENDS_WITH_STREAM],
    ['https://admin.api.crowdsec.net/', expect.stringMatching(/names no integration; write it as https:.*\/v1\/integrations\/ID\/$/)],
    ['https://admin.api.crowdsec.net/v1/integrations', expect.stringMatching(/names no integration/)],
    ['admin.api.crowdsec.net/v1/integrations/6650/', 'api_url: is no URL; write it as https://HOST/PATH/'],
    ['ftp://h/', 'api_url: is no URL of http or https'],
    [URL.replace('https', 'http'), 'api_url: is http, so the key is sent in clear text to who is in between; write https'],
  ])('%s is not', (url, problem) => {
    expect(problems(url)).toEqual([problem]);
  });
});

describe('programs in Go', () => {
  const { FIREWALL, CUSTOM, BLOCKLIST_MIRROR, CLOUDFLARE, AWS_WAF, HAPROXY_SPOA } = BouncerComponent;

  test('the firewall bouncer\'s shipped file, with comments, quotes and a key of digits only', () => {
    expect(parse(FIREWALL,
      'mode: nftables', 'pid_dir: /var/run/', 'update_frequency: 10s', 'daemonize: true', 'log_mode: file', `api_url: ${URL} # ours`,
      'api_key: 0123456789', 'insecure_skip_verify: false', 'retry_initial_connect: yes', 'deny_action: DROP', '#to change log prefix',
      'supported_decisions_types:', '  - ban', 'nftables:', '  ipv4:', '    enabled: true', 'pf:', '  anchor_name: ""',
    )).toEqual({
      url: URL, apiKey: '0123456789', mode: 'nftables', updateFrequencySeconds: 10, checksCertificates: true, problems: [],
    });
  });

  test('the firewall bouncer: mode, certificates, days, a pull that is not retried', () => {
    expect(parse(FIREWALL, 'mode: nft', `api_url: '${URL}'`, 'api_key: \'k\'', 'update_frequency: 1d', 'insecure_skip_verify: true')).toEqual({
      url: URL,
      apiKey: 'k',
      mode: 'nft',
      updateFrequencySeconds: undefined,
      checksCertificates: false,
      problems: [
        'mode: must be one of nftables, iptables, ipset, pf, or the component does not start',
        expect.stringMatching(/^retry_initial_connect: is not true/),
        'update_frequency: "1d" is no span as Go reads it; write 10s, 30m or 24h (it knows no days)',
        expect.stringMatching(/^insecure_skip_verify: true: /),
      ],
    });
    expect(parse(FIREWALL, 'mode: dry-run').problems).toContain('mode: dry-run blocks nothing');
  });

  test.each([['1h30m', 5400], ['90s', 90], ['1.5h', 5400], ['500ms', 0.5], ['0', 0], ['-5s', -5], ['24', undefined], ['h', undefined]])(
    'a span of %s', (written, seconds) => {
      const { updateFrequencySeconds, problems } = parse(HAPROXY_SPOA, `api_url: ${URL}`, 'api_key: k', `update_frequency: ${written}`, 'listen_unix: /s');
      expect(updateFrequencySeconds).toBe(seconds);
      expect(problems).toHaveLength(seconds !== undefined && seconds > 0 ? 0 : 1);
    },
  );

  test('variables of the environment are named as such, not taken for values', () => {
    expect(parse(CUSTOM, 'bin_path: ${BINARY_PATH}', 'api_url: $CROWDSEC_LAPI_URL', 'api_key: ${API_KEY}')).toEqual({
      url: undefined,
      apiKey: undefined,
      updateFrequencySeconds: 10,
      checksCertificates: true,
      problems: [
        'api_url: is taken from the environment, which is not read here', 'api_key: is taken from the environment, which is not read here',
      ],
    });
  });

  test('what each cannot do without', () => {
    const least = [`api_url: ${URL}`, 'api_key: k'];
    expect(parse(CUSTOM, ...least).problems).toEqual(['bin_path: is missing']);
    expect(parse(HAPROXY_SPOA, ...least).problems).toEqual([expect.stringMatching(/^listen_tcp: is missing/)]);
    expect(parse(AWS_WAF, ...least).problems).toEqual(['waf_config: is missing']);
    const apart = ['crowdsec_config:', `  lapi_url: ${URL}`, '  lapi_key: k'];
    expect(parse(BLOCKLIST_MIRROR, ...apart).problems).toEqual([expect.stringMatching(/^blocklists: is missing/)]);
    expect(parse(CLOUDFLARE, ...apart).problems).toEqual(['cloudflare_config.accounts: is missing']);
    expect(parse(CUSTOM, '').problems).toEqual(['bin_path: is missing', 'api_url: is missing', 'api_key: is missing']);
  });

  test('lines of another syntax, as some instructions have them', () => {
    expect(parse(HAPROXY_SPOA, `CROWDSEC_URL=${STREAM_URL}`, 'CROWDSEC_API_KEY=k').problems[0])
      .toBe('the file: holds no keys of YAML; write one a line, as KEY: VALUE');
  });

  test('keys that AWS WAF refuses, at both levels', () => {
    expect(parse(AWS_WAF,
      `api_url: ${URL}`, 'api_key: k', 'retry_initial_connect: true', 'waf_config:', '  - web_acl_name: a', '    acl: b',
    ).problems).toEqual([
      'retry_initial_connect: is no key of the component, which does not start with it',
      'acl: is no key of waf_config, and the component does not start with it',
    ]);
  });

  test('the key of Cloudflare\'s own sample that nobody reads', () => {
    expect(parse(CLOUDFLARE,
      'crowdsec_config:', `  lapi_url: ${URL}`, '  lapi_key: k', 'cloudflare_config:', '  accounts:', '    - id: a', 'log_media: stdout',
    ).problems).toEqual(['log_media: is not read; the key is log_mode']);
  });

  test('what is no YAML is said with its line and without its text', () => {
    const { problems } = parse(CUSTOM, 'bin_path: /x', `api_url: ${URL}`, 'api_key: "secret', 'api_key: other-secret');
    expect(problems.join('\n')).toMatch(/line \d+: cannot be read as YAML/);
    expect(problems.join('\n')).not.toContain('secret');
    expect(parse(CUSTOM, 'bin_path: /x', `api_url: ${URL}`, 'api_key: a', 'api_key: b').problems).toEqual(['line 4: the same key twice']);
  });

  test('aliases of YAML are followed, those without an end are not', () => {
    expect(parse(CUSTOM, 'x: &key k', 'bin_path: /x', `api_url: ${URL}`, 'api_key: *key')).toMatchObject({ apiKey: 'k', problems: [] });
    expect(parse(CUSTOM, 'a: &a [*a]').problems[0]).toBe('line 1: an alias of what is not there');
  });
});

describe('Fastly', () => {
  const FILE = [
    'crowdsec_config:', `  lapi_url: ${URL}`, '  lapi_key: k', '  only_include_decisions_from: [lists]', 'fastly_account_configs:',
    '- account_token: t', '  services:', '  - id: s', '    recaptcha_site_key: a', 'update_frequency: 10', 'log_level: info', 'log_mode: stdout',
    'log_file: /var/log/x.log', 'cache_path: /c',
  ];
  const changed = (from: string, to: string) => parse(BouncerComponent.FASTLY, ...FILE.map((line) => line.replace(from, to)));

  test('a file as its generator writes it', () => {
    expect(parse(BouncerComponent.FASTLY, ...FILE)).toEqual({
      url: URL, apiKey: 'k', updateFrequencySeconds: 10, checksCertificates: true, problems: [],
    });
  });

  test.each([
    [URL, URL.slice(0, -1), expect.stringMatching(/^crowdsec_config\.lapi_url: must end with a \//)],
    ['update_frequency: 10', 'update_frequency: 10s', expect.stringMatching(/^update_frequency: "10s" is no whole number/)],
    ['[lists]', '[]', expect.stringMatching(/^crowdsec_config\.only_include_decisions_from: leaves out "lists"/)],
    ['  only_include_decisions_from: [lists]', '', expect.stringMatching(/leaves out "lists"/)],
    ['recaptcha_site_key', 'site_key', 'site_key: is no key of a service, and the component does not start with it'],
    ['cache_path: /c', '', 'cache_path: is missing'],
    ['fastly_account_configs:', 'accounts:', 'fastly_account_configs: is missing'],
    ['  lapi_key: k', '  lapi_key: k\n  insecure_skip_verify: true', expect.stringMatching(/^crowdsec_config\.insecure_skip_verify: true: /)],
  ])('%s as %s', (from, to, problem) => {
    expect(changed(from, to).problems).toEqual([problem]);
  });
});
