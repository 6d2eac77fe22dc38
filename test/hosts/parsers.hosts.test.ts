import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  AwsWafBouncerScope, BlocklistMirrorAuthentication, BouncerComponent, BouncerFile, BouncerOptions, CloudflareBouncerAction, FirewallBouncerMode,
  renderBouncerConfig,
} from '../../src/bouncers';
import { Duration } from '../../src/model';
import { debianProgram, DebianProgram } from '../support/debian';
import { cleanEnvironment, temporaryFolder, TERRAFORM } from '../support/terraform';

const GUIDE = readFileSync(resolve(__dirname, '..', '..', 'docs', 'guides', 'bouncers.md'), 'utf8');
const URL = 'https://admin.api.crowdsec.net/v1/integrations/65454a7c3bc16020f8580950/';

const PYTHON = debianProgram([
  'python3.11-minimal', 'libpython3.11-minimal', 'libpython3.11-stdlib', 'python3-yaml', 'libyaml-0-2', 'libexpat1', 'zlib1g', 'libffi8', 'libbz2-1.0', 'liblzma5',
], 'python3.11');
const PHP = debianProgram([
  'php8.2-cli', 'libargon2-1', 'libsodium23', 'libxml2', 'libicu72', 'libpcre2-8-0', 'libedit2', 'libbsd0', 'libmd0', 'libmagic1',
], 'php8.2');
const NGINX = debianProgram([
  'nginx', 'libpcre2-8-0', 'libnginx-mod-http-ndk', 'libnginx-mod-http-lua', 'libluajit2-5.1-2', 'libpcre3', 'lua-resty-core', 'lua-resty-lrucache',
], 'nginx');
const CADDY = debianProgram(['caddy'], 'caddy');
const HAPROXY = debianProgram(['haproxy', 'liblua5.3-0', 'libopentracing-c-wrapper0', 'libopentracing1', 'libpcre2-8-0', 'libsystemd0'], 'haproxy');

let dir: string;

beforeEach(() => { dir = temporaryFolder('parsers'); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs the tests with a program, or says in the title why they cannot run here. */
function suite(title: string, program: DebianProgram | string, tests: () => void): void {
  const problem = typeof program === 'string' ? program : undefined;
  (problem === undefined ? describe : describe.skip)(`${title}${problem === undefined ? '' : ` (skipped: ${problem})`}`, tests);
}

function rendered(component: BouncerComponent, apiKey: string, options?: BouncerOptions): BouncerFile {
  const path = '/v1/integrations/65454a7c3bc16020f8580950/';
  const urlParts = { scheme: 'https', host: 'admin.api.crowdsec.net', path };
  return renderBouncerConfig(component, { url: URL, urlParts, apiKey, updateFrequency: Duration.minutes(90) }, options);
}

function write(name: string, text: string): string {
  const file = join(dir, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** What a program prints; it must succeed. */
function output(program: DebianProgram | string, args: readonly string[], extra: NodeJS.ProcessEnv = {}, input = ''): string {
  const { path, env } = program as DebianProgram;
  const { status, stdout, stderr } = spawnSync(path, args, { cwd: dir, env: { ...env, ...extra }, input, encoding: 'utf8' });
  expect([status, status === 0 ? '' : stdout + stderr]).toEqual([0, '']);
  return stdout;
}

/** What the guide shows in a language, the only block of it. */
function shown(language: string): string {
  const [block, ...others] = [...GUIDE.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))];
  expect(others).toEqual([]);
  return block[1];
}

/** What a file says about the pull: URL, key, frequency. */
type Expected = (key: string) => object;

const STREAM: Expected = (key) => ({ api_url: URL, api_key: key, update_frequency: '1h30m', insecure_skip_verify: false });
const LAPI: Expected = (key) => ({ crowdsec_config: { lapi_url: URL, lapi_key: key, update_frequency: '1h30m' } });
const COMMON = 'a"b\\c\'d%{e}#f: [g], - !h &i *j {k} @l ü\u{1f6e1}';

const IN_YAML: readonly [BouncerComponent, BouncerOptions, string, Expected][] = [
  [BouncerComponent.FIREWALL, { firewall: { mode: FirewallBouncerMode.IPTABLES } }, COMMON, STREAM],
  [BouncerComponent.CUSTOM, { custom: { binPath: '/opt/it\'s "mine"', binArgs: ['- a: b'] } }, COMMON,
    (key) => ({ ...STREAM(key), bin_path: '/opt/it\'s "mine"', bin_args: ['- a: b'] })],
  [BouncerComponent.HAPROXY_SPOA, {}, COMMON, (key) => ({ ...STREAM(key), listen_tcp: '127.0.0.1:9000' })],
  [BouncerComponent.AWS_WAF, { awsWaf: { acls: [{ webAclName: 'on', ruleGroupName: '1e3', ipsetPrefix: 'null', scope: AwsWafBouncerScope.CLOUDFRONT }] } }, COMMON,
    (key) => ({ ...STREAM(key), waf_config: [{ web_acl_name: 'on', rule_group_name: '1e3', ipset_prefix: 'null', scope: 'CLOUDFRONT' }] })],
  [BouncerComponent.BLOCKLIST_MIRROR, { blocklistMirror: { blocklists: [{ authentication: BlocklistMirrorAuthentication.BASIC, user: 'no', password: '0x1f' }] } },
    COMMON, (key) => ({ ...LAPI(key), blocklists: [{ authentication: { type: 'basic', user: 'no', password: '0x1f' } }] })],
  [BouncerComponent.CLOUDFLARE, {
    cloudflare: { accounts: [{ id: '012', token: '1_0', zones: [{ zoneId: '~', routes: ['*x.org/*'], action: CloudflareBouncerAction.CAPTCHA }] }] },
  }, COMMON, (key) => ({ ...LAPI(key), cloudflare_config: { accounts: [{ id: '012', token: '1_0', zones: [{ zone_id: '~' }] }] } })],
  [BouncerComponent.FASTLY, {
    fastly: { accounts: [{ token: 'yes', services: [{ id: '1:30', recaptchaSiteKey: '=', recaptchaSecretKey: '2026-01-01', activate: false }] }] },
  }, COMMON, (key) => ({
    crowdsec_config: { lapi_url: URL, lapi_key: key },
    update_frequency: 5400,
    fastly_account_configs: [{ account_token: 'yes', services: [{ id: '1:30', recaptcha_site_key: '=', recaptcha_secret_key: '2026-01-01', activate: false }] }],
  })],
  [BouncerComponent.TRAEFIK, {}, `${COMMON} $m \${n}`, (key) => ({
    http: {
      middlewares: {
        crowdsec: {
          plugin: {
            bouncer: {
              crowdsecLapiScheme: 'https',
              crowdsecLapiHost: 'admin.api.crowdsec.net',
              crowdsecLapiPath: '/v1/integrations/65454a7c3bc16020f8580950/',
              crowdsecLapiKey: key,
              crowdsecMode: 'stream',
              updateIntervalSeconds: 5400,
              updateMaxFailure: -1,
            },
          },
        },
      },
    },
  })],
];

describe('a parser of YAML in Go, Terraform\'s, a relative of the one in CrowdSec\'s daemons and Traefik, reads what was meant', () => {
  test.each(IN_YAML)('%s', (component, options, key, expected) => {
    write('file.yaml', rendered(component, key, options).content);
    const input = 'jsonencode(yamldecode(file("file.yaml")))\n';
    const { status, stdout, stderr } = spawnSync(TERRAFORM, ['console'], { cwd: dir, env: cleanEnvironment(), input, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(JSON.parse(stdout))).toMatchObject(expected(key));
  });
});

suite('the parser of YAML in Python, which Fastly\'s component has, reads what was meant', PYTHON, () => {
  test.each(IN_YAML)('%s', (component, options, key, expected) => {
    const file = write('file.yaml', rendered(component, key, options).content);
    const { root } = PYTHON as DebianProgram;
    const env = { PYTHONHOME: join(root, 'usr'), PYTHONPATH: join(root, 'usr/lib/python3/dist-packages') };
    const program = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding="utf-8"))))';
    expect(JSON.parse(output(PYTHON, ['-c', program, file], env))).toMatchObject(expected(key));
  });
});

suite('PHP reads what was meant', PHP, () => {
  const KEY = 'a"b\\c\'d${e}{$f}?>#g\\';

  test('the standalone bouncer\'s settings', () => {
    const file = write('settings.php', rendered(BouncerComponent.PHP, KEY).content);
    output(PHP, ['-n', '-l', file]);
    expect(JSON.parse(output(PHP, ['-n', '-r', 'echo json_encode(require $argv[1]);', file]))).toMatchObject({
      api_url: URL, api_key: KEY, auth_type: 'api_key', stream_mode: true, bouncing_level: 'normal_bouncing',
    });
  });

  test.each([[false, 'option'], [true, 'site option']])('the program for WordPress, of several sites: %s', (several, kind) => {
    const file = write('wordpress.php', rendered(BouncerComponent.WORDPRESS, KEY).content);
    output(PHP, ['-n', '-l', file]);
    const told = write('told.php', `<?php
class WP_CLI {
  static function success($text) {}
  static function error($text) { fwrite(STDERR, $text); exit(1); }
}
$told = [];
function tell($kind, $name, $value) { global $told; $told[$kind][$name] = $value; }
function is_multisite() { return ${several}; }
function update_option($name, $value) { tell('option', $name, $value); }
function update_site_option($name, $value) { tell('site option', $name, $value); }
function get_option($name) { return false; }
function get_site_option($name) { return false; }
function scheduleBlocklistRefresh() { tell('scheduled', 'refresh', true); }
require $argv[1];
echo json_encode($told);
`);
    expect(JSON.parse(output(PHP, ['-n', told, file]))).toEqual({
      [kind]: expect.objectContaining({
        crowdsec_api_url: URL, crowdsec_api_key: KEY, crowdsec_stream_mode: 'on', crowdsec_stream_mode_refresh_frequency: 5400,
      }),
      scheduled: { refresh: true },
    });
  });

  test('the program for WordPress says so where the plugin is not active', () => {
    const file = write('wordpress.php', rendered(BouncerComponent.WORDPRESS, KEY).content);
    const { path, env } = PHP as DebianProgram;
    const program = 'class WP_CLI { static function error($text) { echo $text; exit(1); } } require $argv[1];';
    const { status, stdout } = spawnSync(path, ['-n', '-r', program, file], { env, encoding: 'utf8' });
    expect([status, stdout]).toEqual([1, expect.stringContaining('activate it')]);
  });
});

suite('Caddy reads what was meant', CADDY, () => {
  const KEY = 'a"b$c\'d#e `f` \'g\'';
  const adapted = (name: string) => spawnSync((CADDY as DebianProgram).path, ['adapt', '--adapter', 'caddyfile', '--config', name], { cwd: dir, encoding: 'utf8' });

  test('the file\'s words, as arguments of a directive that every Caddy has', () => {
    write('crowdsec.caddyfile', rendered(BouncerComponent.CADDY, KEY).content.replace(/^crowdsec \{/, 'header {'));
    write('Caddyfile', ':80 {\n\timport crowdsec.caddyfile\n}\n');
    const { status, stdout, stderr } = adapted('Caddyfile');
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
    expect(JSON.stringify(JSON.parse(stdout))).toContain(`"set":${JSON.stringify({ Api_key: [KEY], Api_url: [URL], Ticker_interval: ['1h30m'] })}`);
  });

  test('the guide\'s Caddyfile, up to the module that Debian\'s Caddy does not have', () => {
    const file = rendered(BouncerComponent.CADDY, KEY);
    const own = write('crowdsec.caddyfile', file.content);
    const caddyfile = shown('caddyfile');
    expect(caddyfile).toContain(`import ${file.path}\n`);
    write('Caddyfile', caddyfile.replace(file.path, own));
    const { status, stderr } = adapted('Caddyfile');
    expect([status, stderr]).toEqual([1, expect.stringContaining('unrecognized global option: crowdsec')]);
  });
});

suite('nginx takes what the guide adds to it, with the module of Lua', NGINX, () => {
  test('resolver and certificates', () => {
    const { root } = NGINX as DebianProgram;
    const modules = ['ndk_http_module', 'ngx_http_lua_module'].map((name) => `load_module ${join(root, 'usr/lib/nginx/modules', name)}.so;`);
    const added = shown('nginx').replace('/etc/ssl/certs/ca-certificates.crt', write('bundle.pem', ''));
    const file = write('nginx.conf', `${modules.join('\n')}
pid ${dir}/nginx.pid;
error_log ${dir}/error.log;
events {}
http {
  access_log off;
  lua_package_path '${root}/usr/share/lua/5.1/?.lua;;';
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${dir}/${name};`).join(' ')}
${added}
}
`);
    output(NGINX, ['-t', '-q', '-p', dir, '-c', file]);
  });
});

suite('HAProxy takes what the guide gives it', HAPROXY, () => {
  test('its own file, and the agent\'s messages', () => {
    const agent = write('crowdsec.cfg', shown('spoe'));
    const frontend = shown('haproxy');
    expect(frontend).toContain('config /etc/haproxy/crowdsec.cfg\n');
    expect(frontend).toContain(' 127.0.0.1:9000\n');
    const file = write('haproxy.cfg', `global
defaults
    timeout client 1m
    timeout server 1m
    timeout connect 5s
${frontend.replace('/etc/haproxy/crowdsec.cfg', agent)}
backend app
    mode http
    server app 127.0.0.1:8081
`);
    output(HAPROXY, ['-c', '-q', '-f', file]);
  });
});

describe('CrowdSec\'s Lua code is no package of Debian\'s; by its rules, in a few lines of their own, it reads what was meant', () => {
  test.each([BouncerComponent.NGINX, BouncerComponent.OPENRESTY])('%s', (component) => {
    const key = 'a"b\'c$d${e}%{f}#g=h[i]';
    const read: { [name: string]: string } = {};
    for (const line of rendered(component, key).content.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
      const at = line.indexOf('=');
      expect(at).toBeGreaterThan(0);
      read[line.slice(0, at).trim()] = line.slice(at + 1).trim();
    }
    expect(read).toMatchObject({ API_URL: URL.slice(0, -1), API_KEY: key, MODE: 'stream', UPDATE_FREQUENCY: '5400', SSL_VERIFY: 'true', ENABLED: 'true' });
    expect(Number(read.REQUEST_TIMEOUT)).toBeGreaterThanOrEqual(30_000);
  });
});
