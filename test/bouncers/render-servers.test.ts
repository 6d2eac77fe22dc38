import { fileOf } from './files';
import { BouncerComponent } from '../../src/bouncers';

/** What lies on the host, and where; the notes are for people, and checked for the words that matter where the trap is. */
function placed(component: BouncerComponent): object {
  const { content, notes, ...place } = fileOf(component);
  expect(notes.length).toBeGreaterThan(0);
  return place;
}

test('nginx', () => {
  expect(fileOf(BouncerComponent.NGINX).content).toBe(`ENABLED=true
API_URL=https://api.example.org/v1/integrations/6650
API_KEY=0123456789abcdef
MODE=stream
UPDATE_FREQUENCY=86400
BOUNCING_ON_TYPE=all
REQUEST_TIMEOUT=30000
STREAM_REQUEST_TIMEOUT=30000
SSL_VERIFY=true
`);
  expect(placed(BouncerComponent.NGINX)).toEqual({
    path: '/etc/crowdsec/bouncers/crowdsec-nginx-bouncer.conf.local',
    owner: 'root',
    group: 'root',
    mode: '0600',
    checkCommand: 'nginx -t',
    reloadCommand: 'systemctl restart nginx',
  });
});

test('openresty', () => {
  expect(fileOf(BouncerComponent.OPENRESTY).content).toBe(`ENABLED=true
API_URL=https://api.example.org/v1/integrations/6650
API_KEY=0123456789abcdef
MODE=stream
UPDATE_FREQUENCY=86400
BOUNCING_ON_TYPE=all
REQUEST_TIMEOUT=30000
STREAM_REQUEST_TIMEOUT=30000
SSL_VERIFY=true
`);
  expect(placed(BouncerComponent.OPENRESTY)).toEqual({
    path: '/etc/crowdsec/bouncers/crowdsec-openresty-bouncer.conf.local',
    owner: 'root',
    group: 'root',
    mode: '0600',
    checkCommand: 'openresty -t',
    reloadCommand: 'systemctl restart openresty',
  });
});

test('traefik', () => {
  expect(fileOf(BouncerComponent.TRAEFIK).content).toBe(`http:
  middlewares:
    crowdsec:
      plugin:
        bouncer:
          enabled: true
          crowdsecMode: "stream"
          crowdsecLapiScheme: "https"
          crowdsecLapiHost: "api.example.org"
          crowdsecLapiPath: "/v1/integrations/6650/"
          crowdsecLapiKey: "0123456789abcdef"
          crowdsecLapiTlsInsecureVerify: false
          crowdsecAppsecEnabled: false
          updateIntervalSeconds: 86400
          updateMaxFailure: -1
          metricsUpdateIntervalSeconds: 0
          httpTimeoutSeconds: 30
`);
  expect(placed(BouncerComponent.TRAEFIK)).toEqual({
    path: '/etc/traefik/dynamic/crowdsec.yaml',
    owner: 'root',
    group: 'root',
    mode: '0600',
    reloadCommand: 'systemctl restart traefik',
  });
});

test('haproxy-spoa', () => {
  expect(fileOf(BouncerComponent.HAPROXY_SPOA).content).toBe(`log_mode: "stdout"
log_level: "info"
api_url: "https://api.example.org/v1/integrations/6650/"
api_key: "0123456789abcdef"
update_frequency: "24h"
retry_initial_connect: true
insecure_skip_verify: false
listen_tcp: "127.0.0.1:9000"
prometheus:
  enabled: false
`);
  expect(placed(BouncerComponent.HAPROXY_SPOA)).toEqual({
    path: '/etc/crowdsec/bouncers/crowdsec-spoa-bouncer.yaml',
    owner: 'root',
    group: 'crowdsec-spoa',
    mode: '0640',
    checkCommand: 'crowdsec-spoa-bouncer -c /etc/crowdsec/bouncers/crowdsec-spoa-bouncer.yaml -t',
    reloadCommand: 'systemctl restart crowdsec-spoa-bouncer',
  });
});

test('caddy', () => {
  expect(fileOf(BouncerComponent.CADDY).content).toBe(`crowdsec {
	api_url "https://api.example.org/v1/integrations/6650/"
	api_key "0123456789abcdef"
	ticker_interval "24h"
}
`);
  expect(placed(BouncerComponent.CADDY)).toEqual({
    path: '/etc/caddy/crowdsec.caddyfile',
    owner: 'root',
    group: 'caddy',
    mode: '0640',
    checkCommand: 'caddy validate --adapter caddyfile --config /etc/caddy/Caddyfile',
    reloadCommand: 'systemctl reload caddy',
  });
});

test('wordpress', () => {
  expect(fileOf(BouncerComponent.WORDPRESS).content).toBe(`<?php

if (!function_exists('scheduleBlocklistRefresh')) {
    WP_CLI::error('The CrowdSec plugin is not active: activate it, then run this again.');
}
$settings = [
    'crowdsec_api_url' => 'https://api.example.org/v1/integrations/6650/',
    'crowdsec_auth_type' => 'api_key',
    'crowdsec_api_key' => '0123456789abcdef',
    'crowdsec_use_curl' => 'on',
    'crowdsec_bouncing_level' => 'normal_bouncing',
    'crowdsec_stream_mode' => 'on',
    'crowdsec_stream_mode_refresh_frequency' => 86400,
    'crowdsec_use_appsec' => '',
    'crowdsec_usage_metrics' => '',
];
foreach ($settings as $name => $value) {
    is_multisite() ? update_site_option($name, $value) : update_option($name, $value);
}
// The copy of the settings that a prepended file reads.
$prepended = is_multisite() ? get_site_option('crowdsec_auto_prepend_file_mode') : get_option('crowdsec_auto_prepend_file_mode');
if ($prepended && function_exists('writeStaticConfigFile')) {
    writeStaticConfigFile();
}
scheduleBlocklistRefresh();
WP_CLI::success('The CrowdSec plugin is configured, and its refresh is scheduled.');
`);
  expect(placed(BouncerComponent.WORDPRESS)).toEqual({
    path: '/etc/crowdsec/bouncers/crowdsec-wordpress-bouncer.php',
    owner: 'www-data',
    group: 'root',
    mode: '0400',
    checkCommand: 'php -l /etc/crowdsec/bouncers/crowdsec-wordpress-bouncer.php',
    reloadCommand: 'runuser -u www-data -- wp --path=/var/www/html eval-file /etc/crowdsec/bouncers/crowdsec-wordpress-bouncer.php',
  });
});

test('php', () => {
  expect(fileOf(BouncerComponent.PHP).content).toBe(`<?php

return [
    'api_url' => 'https://api.example.org/v1/integrations/6650/',
    'auth_type' => 'api_key',
    'api_key' => '0123456789abcdef',
    'use_curl' => true,
    'bouncing_level' => 'normal_bouncing',
    'stream_mode' => true,
    'use_appsec' => false,
    'cache_system' => 'phpfs',
    'fs_cache_path' => __DIR__ . '/.cache',
    'log_directory_path' => __DIR__ . '/.logs',
];
`);
  expect(placed(BouncerComponent.PHP)).toEqual({
    path: '/var/www/crowdsec-standalone-bouncer/scripts/settings.php',
    owner: 'www-data',
    group: 'root',
    mode: '0400',
    checkCommand: 'php -l /var/www/crowdsec-standalone-bouncer/scripts/settings.php',
    reloadCommand: 'runuser -u www-data -- php /var/www/crowdsec-standalone-bouncer/scripts/refresh-cache.php',
  });
});

test('notes name what the file alone does not do', () => {
  const notes = (component: BouncerComponent) => fileOf(component).notes.join('\n');
  expect(notes(BouncerComponent.NGINX)).toMatch(/resolver.*lua_ssl_trusted_certificate.*first pull.*pull limit at 25,000.*empty list/s);
  expect(notes(BouncerComponent.TRAEFIK)).toMatch(/experimental\.plugins\.bouncer[\s\S]*crowdsec@file[\s\S]*Ranges/);
  expect(notes(BouncerComponent.CADDY)).toContain('import /etc/caddy/crowdsec.caddyfile');
  expect(notes(BouncerComponent.PHP)).toMatch(/refresh-cache\.php" as www-data every 1 day[\s\S]*certificate/);
  expect(notes(BouncerComponent.WORDPRESS)).toMatch(/activated again[\s\S]*certificate/);
});

test('options of the servers', () => {
  expect(fileOf(BouncerComponent.HAPROXY_SPOA, {}, { haproxySpoa: { listenUnix: '/run/spoa.sock' } }).content)
    .toMatch(/^listen_unix: "\/run\/spoa\.sock"$/m);
  expect(fileOf(BouncerComponent.HAPROXY_SPOA, {}, { haproxySpoa: { listenUnix: '/run/spoa.sock' } }).content).not.toContain('listen_tcp');
  const traefik = fileOf(BouncerComponent.TRAEFIK, {}, { traefik: { middleware: 'edge', plugin: 'cs', path: '/dyn/a.yml' } });
  expect(traefik).toMatchObject({ path: '/dyn/a.yml', content: expect.stringMatching(/^ {4}edge:\n {6}plugin:\n {8}cs:$/m) });
  expect(fileOf(BouncerComponent.CADDY, {}, { caddy: { path: '/c/x', caddyfile: '/c/Caddyfile' } })).toMatchObject({
    path: '/c/x', checkCommand: 'caddy validate --adapter caddyfile --config /c/Caddyfile',
  });
  expect(fileOf(BouncerComponent.PHP, {}, { php: { directory: '/srv/cs', user: 'php' } })).toMatchObject({
    path: '/srv/cs/scripts/settings.php', owner: 'php', reloadCommand: 'runuser -u php -- php /srv/cs/scripts/refresh-cache.php',
  });
  expect(fileOf(BouncerComponent.WORDPRESS, {}, { wordpress: { directory: '/srv/wp', user: 'wp' } })).toMatchObject({
    owner: 'wp', reloadCommand: expect.stringMatching(/^runuser -u wp -- wp --path=\/srv\/wp eval-file \/etc\//),
  });
});
