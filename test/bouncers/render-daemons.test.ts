import { parse } from 'yaml';
import { fileOf } from './files';
import {
  AwsWafBouncerScope, BlocklistMirrorAuthentication, BlocklistMirrorFormat, BouncerComponent, BouncerOptions, CloudflareBouncerAction,
  FirewallBouncerDenyAction, FirewallBouncerHook, FirewallBouncerMode, FirewallBouncerOptions,
} from '../../src/bouncers';
import { Duration } from '../../src/model';

/** What lies on the host, and where; the notes are for people, and checked for the words that matter where the trap is. */
function placed(component: BouncerComponent): object {
  const { content, notes, ...place } = fileOf(component);
  expect(notes.length).toBeGreaterThan(0);
  return place;
}

test('cloudflare', () => {
  expect(fileOf(BouncerComponent.CLOUDFLARE).content).toBe(`crowdsec_config:
  lapi_url: "https://api.example.org/v1/integrations/6650/"
  lapi_key: "0123456789abcdef"
  update_frequency: "24h"
cloudflare_config:
  accounts:
    - id: "a1"
      token: "cf-token"
      account_name: "a1"
      zones:
        - zone_id: "z1"
          actions:
            - "ban"
          default_action: "ban"
          routes_to_protect:
            - "*example.org/*"
          turnstile:
            enabled: false
daemon: true
log_mode: "stdout"
log_level: "info"
prometheus:
  enabled: false
`);
  expect(placed(BouncerComponent.CLOUDFLARE)).toEqual({
    path: '/etc/crowdsec/bouncers/crowdsec-cloudflare-worker-bouncer.yaml',
    owner: 'root',
    group: 'root',
    mode: '0600',
    checkCommand: 'crowdsec-cloudflare-worker-bouncer -c /etc/crowdsec/bouncers/crowdsec-cloudflare-worker-bouncer.yaml -t',
    reloadCommand: 'systemctl restart crowdsec-cloudflare-worker-bouncer',
  });
});

test('fastly', () => {
  expect(fileOf(BouncerComponent.FASTLY).content).toBe(`crowdsec_config:
  lapi_url: "https://api.example.org/v1/integrations/6650/"
  lapi_key: "0123456789abcdef"
  only_include_decisions_from:
    - "lists"
    - "CAPI"
    - "crowdsec"
    - "cscli"
  insecure_skip_verify: false
fastly_account_configs:
  - account_token: "fs-token"
    services:
      - id: "s1"
        recaptcha_site_key: "site"
        recaptcha_secret_key: "rc-secret"
        activate: true
        max_items: 20000
        captcha_cookie_expiry_duration: "1800"
update_frequency: 86400
log_level: "info"
log_mode: "stdout"
log_file: "/var/log/crowdsec-fastly-bouncer.log"
cache_path: "/var/lib/crowdsec/crowdsec-fastly-bouncer/cache/fastly-cache.json"
`);
  expect(placed(BouncerComponent.FASTLY)).toEqual({
    path: '/etc/crowdsec/bouncers/crowdsec-fastly-bouncer.yaml',
    owner: 'root',
    group: 'root',
    mode: '0600',
    reloadCommand: 'systemctl restart crowdsec-fastly-bouncer',
  });
});

test('aws-waf', () => {
  expect(fileOf(BouncerComponent.AWS_WAF).content).toBe(`api_url: "https://api.example.org/v1/integrations/6650/"
api_key: "0123456789abcdef"
update_frequency: "24h"
insecure_skip_verify: false
daemon: true
log_media: "stdout"
log_level: "info"
waf_config:
  - web_acl_name: "edge"
    rule_group_name: "crowdsec"
    scope: "REGIONAL"
    region: "eu-west-1"
    ipset_prefix: "crowdsec-"
    fallback_action: "ban"
`);
  expect(placed(BouncerComponent.AWS_WAF)).toEqual({
    path: '/etc/crowdsec/bouncers/crowdsec-aws-waf-bouncer.yaml',
    owner: 'root',
    group: 'root',
    mode: '0600',
    checkCommand: 'crowdsec-aws-waf-bouncer -c /etc/crowdsec/bouncers/crowdsec-aws-waf-bouncer.yaml -t',
    reloadCommand: 'systemctl restart crowdsec-aws-waf-bouncer',
  });
});

test('custom', () => {
  expect(fileOf(BouncerComponent.CUSTOM).content).toBe(`bin_path: "/usr/local/bin/block"
feed_via_stdin: false
cache_retention_duration: "10s"
daemonize: true
log_mode: "stdout"
log_level: "info"
api_url: "https://api.example.org/v1/integrations/6650/"
api_key: "0123456789abcdef"
update_frequency: "24h"
retry_initial_connect: true
insecure_skip_verify: false
prometheus:
  enabled: false
`);
  expect(placed(BouncerComponent.CUSTOM)).toEqual({
    path: '/etc/crowdsec/bouncers/crowdsec-custom-bouncer.yaml',
    owner: 'root',
    group: 'root',
    mode: '0600',
    reloadCommand: 'systemctl restart crowdsec-custom-bouncer',
  });
});

test('blocklist-mirror', () => {
  expect(fileOf(BouncerComponent.BLOCKLIST_MIRROR).content).toBe(`config_version: "v1.0"
crowdsec_config:
  lapi_url: "https://api.example.org/v1/integrations/6650/"
  lapi_key: "0123456789abcdef"
  update_frequency: "24h"
  insecure_skip_verify: false
blocklists:
  - format: "plain_text"
    endpoint: "/security/blocklist"
    authentication:
      type: "none"
listen_uri: "127.0.0.1:41412"
metrics:
  enabled: false
log_media: "stdout"
log_level: "info"
`);
  expect(placed(BouncerComponent.BLOCKLIST_MIRROR)).toEqual({
    path: '/etc/crowdsec/bouncers/crowdsec-blocklist-mirror.yaml',
    owner: 'root',
    group: 'root',
    mode: '0600',
    checkCommand: 'crowdsec-blocklist-mirror -c /etc/crowdsec/bouncers/crowdsec-blocklist-mirror.yaml -t',
    reloadCommand: 'systemctl restart crowdsec-blocklist-mirror',
  });
});

test('firewall', () => {
  expect(fileOf(BouncerComponent.FIREWALL).content).toBe(`mode: "nftables"
daemonize: true
log_mode: "stdout"
log_level: "info"
api_url: "https://api.example.org/v1/integrations/6650/"
api_key: "0123456789abcdef"
update_frequency: "24h"
retry_initial_connect: true
insecure_skip_verify: false
disable_ipv6: false
deny_action: "DROP"
deny_log: false
supported_decisions_types:
  - "ban"
blacklists_ipv4: "crowdsec-blacklists"
blacklists_ipv6: "crowdsec6-blacklists"
nftables:
  ipv4:
    enabled: true
    set-only: false
    table: "crowdsec"
    chain: "crowdsec-chain"
    priority: -10
  ipv6:
    enabled: true
    set-only: false
    table: "crowdsec6"
    chain: "crowdsec6-chain"
    priority: -10
nftables_hooks:
  - "input"
  - "forward"
prometheus:
  enabled: false
`);
  expect(placed(BouncerComponent.FIREWALL)).toEqual({
    path: '/etc/crowdsec/bouncers/crowdsec-firewall-bouncer.yaml',
    owner: 'root',
    group: 'root',
    mode: '0600',
    checkCommand: 'crowdsec-firewall-bouncer -c /etc/crowdsec/bouncers/crowdsec-firewall-bouncer.yaml -t',
    reloadCommand: 'systemctl restart crowdsec-firewall-bouncer',
  });
});

/** The file as its parser has it. */
function read(component: BouncerComponent, options: BouncerOptions): any {
  return parse(fileOf(component, {}, options).content);
}

describe('the firewall bouncer', () => {
  const firewall = (options: FirewallBouncerOptions) => read(BouncerComponent.FIREWALL, { firewall: options });

  test('nftables: hooks, reject, log, and IPv6 off in both places where it is said', () => {
    expect(firewall({
      mode: FirewallBouncerMode.NFTABLES,
      denyAction: FirewallBouncerDenyAction.REJECT,
      denyLog: true,
      disableIpv6: true,
      nftablesHooks: [FirewallBouncerHook.FORWARD],
    })).toMatchObject({
      deny_action: 'REJECT',
      deny_log: true,
      disable_ipv6: true,
      nftables_hooks: ['forward'],
      nftables: { ipv4: { enabled: true }, ipv6: { enabled: false } },
    });
  });

  test('iptables: chains and size', () => {
    expect(firewall({ mode: FirewallBouncerMode.IPTABLES })).toMatchObject({
      mode: 'iptables', iptables_chains: ['INPUT'], ipset_type: 'nethash', ipset_size: 131_072,
    });
    expect(firewall({ mode: FirewallBouncerMode.IPTABLES, iptablesChains: ['FORWARD', 'DOCKER-USER'], ipsetSize: 300_000 }))
      .toMatchObject({ iptables_chains: ['FORWARD', 'DOCKER-USER'], ipset_size: 300_000 });
  });

  test('ipset and pf: nothing of the others', () => {
    const ipset = firewall({ mode: FirewallBouncerMode.IPSET });
    expect(ipset).toMatchObject({ mode: 'ipset', ipset_type: 'nethash' });
    expect(ipset).not.toHaveProperty('nftables');
    expect(ipset).not.toHaveProperty('iptables_chains');
    expect(firewall({ mode: FirewallBouncerMode.PF, pfAnchor: 'crowdsec' })).toMatchObject({ mode: 'pf', pf: { anchor_name: 'crowdsec' } });
    const { content, notes, ...place } = fileOf(BouncerComponent.FIREWALL, {}, { firewall: { mode: FirewallBouncerMode.PF } });
    expect(notes.join()).toContain('pf.conf');
    expect(place).toEqual({
      path: '/usr/local/etc/crowdsec/bouncers/crowdsec-firewall-bouncer.yaml',
      owner: 'root',
      group: 'wheel',
      mode: '0600',
      checkCommand: 'crowdsec-firewall-bouncer -c /usr/local/etc/crowdsec/bouncers/crowdsec-firewall-bouncer.yaml -t',
      reloadCommand: 'service crowdsec_firewall restart',
    });
  });
});

test('the custom bouncer: arguments, standard input, retention', () => {
  expect(read(BouncerComponent.CUSTOM, {
    custom: { binPath: '/opt/x', binArgs: ['-v', 'a b'], feedViaStdin: true, totalRetries: 3, cacheRetention: Duration.minutes(90) },
  })).toMatchObject({ bin_args: ['-v', 'a b'], feed_via_stdin: true, total_retries: 3, cache_retention_duration: '1h30m' });
  expect(read(BouncerComponent.CUSTOM, { custom: { binPath: '/opt/x', feedViaStdin: true } })).toMatchObject({ total_retries: -1 });
});

test('the mirror: several lists, each with its authentication', () => {
  expect(read(BouncerComponent.BLOCKLIST_MIRROR, {
    blocklistMirror: {
      listenUri: '0.0.0.0:80',
      blocklists: [
        { format: BlocklistMirrorFormat.MIKROTIK, endpoint: '/a', authentication: BlocklistMirrorAuthentication.BASIC, user: 'u', password: 'p' },
        { endpoint: '/b', authentication: BlocklistMirrorAuthentication.IP_BASED, trustedIps: ['192.0.2.0/24', '2001:db8::1'] },
      ],
    },
  })).toMatchObject({
    listen_uri: '0.0.0.0:80',
    blocklists: [
      { format: 'mikrotik', endpoint: '/a', authentication: { type: 'basic', user: 'u', password: 'p' } },
      { format: 'plain_text', endpoint: '/b', authentication: { type: 'ip_based', trusted_ips: ['192.0.2.0/24', '2001:db8::1'] } },
    ],
  });
});

test('Cloudflare: a captcha turns Turnstile on', () => {
  const zones = [{ zoneId: 'z', routes: ['*a/*', '*b/*'], action: CloudflareBouncerAction.CAPTCHA }];
  expect(read(BouncerComponent.CLOUDFLARE, { cloudflare: { accounts: [{ id: 'i', token: 't', name: 'n', zones }] } })).toMatchObject({
    cloudflare_config: {
      accounts: [{
        account_name: 'n',
        zones: [{ actions: ['captcha'], default_action: 'captcha', routes_to_protect: ['*a/*', '*b/*'], turnstile: { enabled: true } }],
      }],
    },
  });
});

test('AWS WAF: a global web ACL has no region', () => {
  const acl = { webAclName: 'w', ruleGroupName: 'r', ipsetPrefix: 'p', scope: AwsWafBouncerScope.CLOUDFRONT, capacity: 500 };
  const { waf_config: [found] } = read(BouncerComponent.AWS_WAF, { awsWaf: { acls: [acl] } });
  expect(found).toEqual({
    web_acl_name: 'w', rule_group_name: 'r', ipset_prefix: 'p', scope: 'CLOUDFRONT', fallback_action: 'ban', capacity: 500,
  });
});

test.each([
  [Duration.seconds(10), '10s'], [Duration.minutes(90), '1h30m'], [Duration.hours(24), '24h'], [Duration.days(2), '48h'],
  [Duration.seconds(61.2), '1m2s'],
])('a frequency of %o is written as Go reads it, never shorter', (updateFrequency, written) => {
  expect(parse(fileOf(BouncerComponent.HAPROXY_SPOA, { updateFrequency }).content)).toMatchObject({ update_frequency: written });
});
