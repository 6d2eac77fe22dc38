import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import {
  AwsWafBouncerScope, BouncerComponent, BouncerConfig, BouncerConfigProps, BouncerOptions, CrowdsecProvider, Duration, FirewallBouncerDenyAction,
  FirewallBouncerMode, Integration, IntegrationProps, OutputFormat, PlanTier,
} from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const CHECKOUT = resolve(__dirname, '..', '..');
const EXAMPLES = join(CHECKOUT, 'examples', 'bouncers');
const FIREWALL: BouncerOptions = { firewall: { mode: FirewallBouncerMode.NFTABLES } };

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  edge = integration('edge');
});

function integration(id: string, props: Partial<IntegrationProps> = {}): Integration {
  const subscriptions = { cves: ['CVE-2024-25600'] };
  return new Integration(stack, id, { outputFormat: OutputFormat.REMEDIATION_COMPONENT, subscriptions, ...props });
}

function secret(id = 'key'): string {
  return new TerraformVariable(stack, id, { type: 'string', sensitive: true }).stringValue;
}

function config(props: Partial<BouncerConfigProps> = {}, id = 'bouncer'): BouncerConfig {
  return new BouncerConfig(stack, id, { component: BouncerComponent.FIREWALL, integration: edge, options: FIREWALL, ...props });
}

/** The file as Terraform gets it, with the expressions of a line shortened to what they refer to. */
function content(of = Template.of(stack).json): string {
  const [text, ...others] = Object.values<string>(of.locals);
  expect(others).toEqual([]);
  return text.replace(/"\$\{[^\n]*\}"$/gm, (expressions) => `<${/(?<=crowdsec_integration\.\w+\.)\w+|var\.\w+/.exec(expressions)}>`);
}

test('minimal: what the integration knows, once a day, and where the file belongs', () => {
  const file = config();
  expect(content()).toContain('api_url: <lapi_url>\napi_key: <api_key>\nupdate_frequency: "24h"\n');
  expect(file).toMatchObject({
    path: '/etc/crowdsec/bouncers/crowdsec-firewall-bouncer.yaml',
    owner: 'root',
    group: 'root',
    mode: '0600',
    checkCommand: 'crowdsec-firewall-bouncer -c /etc/crowdsec/bouncers/crowdsec-firewall-bouncer.yaml -t',
    reloadCommand: 'systemctl restart crowdsec-firewall-bouncer',
  });
  expect([problemsOf(stack), warningsOf(stack)]).toEqual([[], []]);
});

test.each<[BouncerComponent, () => BouncerOptions]>([
  [BouncerComponent.NGINX, () => ({})],
  [BouncerComponent.OPENRESTY, () => ({})],
  [BouncerComponent.TRAEFIK, () => ({})],
  [BouncerComponent.HAPROXY_SPOA, () => ({})],
  [BouncerComponent.CADDY, () => ({})],
  [BouncerComponent.WORDPRESS, () => ({})],
  [BouncerComponent.PHP, () => ({})],
  [BouncerComponent.BLOCKLIST_MIRROR, () => ({})],
  [BouncerComponent.CUSTOM, () => ({ custom: { binPath: '/usr/local/bin/block' } })],
  [BouncerComponent.FIREWALL, () => FIREWALL],
  [BouncerComponent.CLOUDFLARE, () => ({ cloudflare: { accounts: [{ id: 'a1', token: secret('token'), zones: [{ zoneId: 'z1', routes: ['*example.org/*'] }] }] } })],
  [BouncerComponent.FASTLY, () => ({
    fastly: { accounts: [{ token: secret('token'), services: [{ id: 's1', recaptchaSiteKey: 'k', recaptchaSecretKey: secret('recaptcha'), activate: true }] }] },
  })],
  [BouncerComponent.AWS_WAF, () => ({
    awsWaf: { acls: [{ webAclName: 'acl', ruleGroupName: 'crowdsec', ipsetPrefix: 'crowdsec-', scope: AwsWafBouncerScope.CLOUDFRONT }] },
  })],
])('%s: the file refers to the integration\'s key, has its place, and holds nothing else that must be known', (component, options) => {
  const file = config({ component, options: options(), updateFrequency: Duration.hours(1), planTier: PlanTier.ENTERPRISE });
  const [text] = Object.values<string>(Template.of(stack).json.locals);
  expect(text).toMatch(/crowdsec_integration\.edge_\w+\.api_key/);
  expect(text).toMatch(/crowdsec_integration\.edge_\w+\.lapi_url/);
  expect(file).toMatchObject({ path: expect.stringMatching(/^\/\w/), owner: expect.any(String), mode: expect.stringMatching(/^0[0-7]{3}$/) });
  expect(file.reloadCommand).not.toBe('');
  expect([problemsOf(stack), warningsOf(stack)]).toEqual([[], []]);
});

test('a local engine: its URL with a trailing /, every 10 seconds, no warning', () => {
  config({ integration: undefined, localEngine: { url: 'http://127.0.0.1:8080', apiKey: secret() } });
  expect(content()).toContain('api_url: "http://127.0.0.1:8080/"\napi_key: <var.key>\nupdate_frequency: "10s"\n');
  expect([problemsOf(stack), warningsOf(stack)]).toEqual([[], []]);
});

test('the options of the component are in the file', () => {
  config({ options: { firewall: { mode: FirewallBouncerMode.IPTABLES, iptablesChains: ['INPUT', 'DOCKER-USER'], denyAction: FirewallBouncerDenyAction.REJECT } } });
  expect(content()).toMatch(/^mode: "iptables"\n[^]*deny_action: "REJECT"\n[^]*iptables_chains:\n {2}- "INPUT"\n {2}- "DOCKER-USER"\n/);
});

test('what Terraform would take for a template in the file is not', () => {
  config({ component: BouncerComponent.CUSTOM, options: { custom: { binPath: '/opt/%{block}' } } });
  expect(content()).toContain('bin_path: "/opt/%%{block}"');
});

test('the content can be used in another stack', () => {
  const hosts = new TerraformStack(App.of(stack), 'hosts');
  new LocalBackend(stack);
  new TerraformOutput(hosts, 'file', { value: config().content, sensitive: true });
  const { output } = Template.of(hosts).json;
  expect(Object.values<any>(output)[0].value).toMatch(/^\$\{data\.terraform_remote_state\./);
  expect(Object.values<any>(Template.of(stack).outputs)).toEqual([{ sensitive: true, value: expect.stringMatching(/^\$\{local\.bouncer_Content/) }]);
});

test('one that is looked up is given its key, and its format is checked by Terraform', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  config({ integration: found, apiKey: secret() });
  const [text] = Object.values<string>(Template.of(stack).json.locals);
  const short = text.replace(/data\.crowdsec_integration\.found_\w+/g, 'FOUND');
  expect(short).toContain('(FOUND.output_format == "remediation_component") ? FOUND.lapi_url : tobool(');
  expect(text).toContain('production/bouncer: the integration\'s output format is none that a remediation component can read');
  expect(text).toContain('var.key');
  expect(problemsOf(stack)).toEqual([]);
});

describe('refused', () => {
  const found = () => Integration.fromIntegrationName(stack, 'found', 'console-made');
  const engine = () => ({ url: 'http://127.0.0.1:8080', apiKey: secret() });

  test.each<[string, () => Partial<BouncerConfigProps>, RegExp]>([
    ['nothing to pull', () => ({ integration: undefined }), /^production\/bouncer: give either "integration", an Integration with .*, or "localEngine"$/],
    ['two to pull', () => ({ localEngine: engine() }), /^production\/bouncer: give either "integration"/],
    ['what is no integration', () => ({ integration: 'edge' as any }), /^production\/bouncer: "integration" is no Integration/],
    ['an integration for firewalls', () => ({ integration: integration('wall', { outputFormat: OutputFormat.F5 }) }),
      /^production\/bouncer: "integration": production\/wall has the output format "f5", .* outputFormat: OutputFormat.REMEDIATION_COMPONENT$/],
    ['one that is looked up, without its key', () => ({ integration: found() }), /^production\/bouncer: "apiKey" is missing: production\/found is looked up/],
    ['a key beside an engine', () => ({ integration: undefined, localEngine: engine(), apiKey: secret('other') }), /^production\/bouncer: "apiKey" is for an integration/],
    ['an engine\'s URL that is none', () => ({ integration: undefined, localEngine: { ...engine(), url: '127.0.0.1:8080' } }),
      /^production\/bouncer: "localEngine.url": "127.0.0.1:8080" is no URL of an engine/],
    ['Apache', () => ({ component: BouncerComponent.APACHE, options: undefined }),
      /^production\/bouncer: "component": "apache" cannot pull from an integration: .*(haproxy-spoa|firewall)/],
    ['HAProxy\'s Lua script', () => ({ component: BouncerComponent.HAPROXY_LUA, options: undefined }), /^production\/bouncer: "component": "haproxy-lua" .* "haproxy-spoa"/],
    ['Apache with an engine', () => ({ component: BouncerComponent.APACHE, options: undefined, integration: undefined, localEngine: engine() }),
      /^production\/bouncer: "component": for "apache" no file is written here/],
    ['no component', () => ({ component: undefined, options: undefined }), /^production\/bouncer: "undefined" is no component/],
    ['an engine without a URL', () => ({ integration: undefined, localEngine: { apiKey: secret() } as any }),
      /^production\/bouncer: "localEngine.url": undefined is no URL of an engine; write it as/],
    ['an engine with a password in its URL, which is not shown', () => ({ integration: undefined, localEngine: { ...engine(), url: 'http://u:hunter2@h/' } }),
      /^production\/bouncer: "localEngine.url": one with user and password is no URL of an engine; write it as/],
    ['an engine\'s URL with a quote', () => ({ integration: undefined, localEngine: { ...engine(), url: 'http://h"x/' } }), /"localEngine.url": "http:\/\/h"x\/" is no URL/],
    ['an engine without a key', () => ({ integration: undefined, localEngine: { url: 'http://127.0.0.1:8080' } as any }),
      /^production\/bouncer: "localEngine.apiKey": give a text that is not empty$/],
    ['a key that is none', () => ({ apiKey: 12345 as any }), /^production\/bouncer: "apiKey": give a text that is not empty$/],
    ['a number for a duration', () => ({ updateFrequency: 60 as any }), /^production\/bouncer: "updateFrequency": "60" is no Duration; give one, as Duration/],
    ['an unknown plan', () => ({ planTier: 'gold' as any }), /^production\/bouncer: "planTier": "gold" is no plan; use one of community, enterprise$/],
    ['less than a second', () => ({ updateFrequency: Duration.seconds(0.5) }), /^production\/bouncer: "updateFrequency": 0.5 seconds is too short/],
    ['options of another component', () => ({ options: { php: {} } }), /^production\/bouncer: php: is not for "firewall"/],
    ['a bad option', () => ({ options: { firewall: { mode: 'ufw' as any } } }), /^production\/bouncer: firewall.mode: "ufw" is not one of nftables/],
  ])('%s', (_, props, expected) => {
    expect(() => config(props())).toThrow(expected);
  });

  test.each<[string, () => Partial<BouncerConfigProps>]>([
    ['apiKey', () => ({ integration: found(), apiKey: 'hunter2' })],
    ['localEngine.apiKey', () => ({ integration: undefined, localEngine: { url: 'http://127.0.0.1:8080', apiKey: 'hunter2' } })],
    ['options.cloudflare.accounts[0].token', () => ({
      component: BouncerComponent.CLOUDFLARE,
      options: { cloudflare: { accounts: [{ id: 'a1', token: 'hunter2', zones: [{ zoneId: 'z1', routes: ['*example.org/*'] }] }] } },
    })],
  ])('a literal %s, which is not shown', (prop, props) => {
    config(props());
    expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/bouncer: "[^"]+" is a literal(?!.*hunter2)/)]);
    expect(problemsOf(stack)[0]).toContain(`"${prop}"`);
  });
});

describe('two components on one integration', () => {
  const shared = /^production\/second: "integration": production\/\w+ is pulled by production\/first already\. .* an Integration of its own$/;

  test('are refused, with both names and the remedy', () => {
    config({}, 'first');
    config({ component: BouncerComponent.PHP, options: undefined }, 'second');
    expect(problemsOf(stack)).toEqual([expect.stringMatching(shared)]);
  });

  test('are refused in two stacks as well', () => {
    config({}, 'first');
    const other = new TerraformStack(App.of(stack), 'other');
    new BouncerConfig(other, 'second', { component: BouncerComponent.PHP, integration: edge });
    expect(problemsOf(other)).toEqual([expect.stringContaining('other/second: "integration": production/edge is pulled by production/first')]);
  });

  test.each([
    ['looked up twice by name', () => [Integration.fromIntegrationName(stack, 'a', 'x'), Integration.fromIntegrationName(stack, 'b', 'x')]],
    ['looked up twice by id', () => ['a', 'b'].map((id) => Integration.fromIntegrationId(stack, id, '65454a7c3bc16020f8580950'))],
    ['declared and looked up', () => [edge, Integration.fromIntegrationName(stack, 'b', 'production-edge')]],
  ])('are refused when it is %s', (_, both) => {
    const [first, second] = both();
    config({ integration: first, apiKey: secret() }, 'first');
    config({ integration: second, apiKey: secret('key2') }, 'second');
    expect(problemsOf(stack)).toEqual([expect.stringMatching(shared)]);
  });

  test('are fine with one each, and on one engine', () => {
    config({}, 'first');
    config({ integration: integration('other') }, 'second');
    const localEngine = { url: 'http://127.0.0.1:8080', apiKey: secret() };
    for (const id of ['third', 'fourth']) config({ integration: undefined, localEngine }, id);
    expect(problemsOf(stack)).toEqual([]);
  });
});

test('more often than the plan allows is a warning', () => {
  config({ updateFrequency: Duration.minutes(5) });
  expect(warningsOf(stack)).toEqual([expect.stringMatching(
    /^production\/bouncer: "updateFrequency": 5 minutes is more often than CrowdSec's plan allows .*, once in 1 day\. .* not documented: /,
  )]);
  expect(problemsOf(stack)).toEqual([]);
});

describe('an integration that aggregates addresses', () => {
  beforeEach(() => { edge = integration('ranges', { enableIpAggregation: true }); });

  test.each<[BouncerComponent, BouncerOptions | undefined, string]>([
    [BouncerComponent.TRAEFIK, undefined, 'matches no range'],
    [BouncerComponent.FIREWALL, FIREWALL, 'only the first address of a range'],
    [BouncerComponent.PHP, undefined, 'no range of IPv6'],
    [BouncerComponent.WORDPRESS, undefined, 'no range of IPv6'],
  ])('%s is warned of', (component, options, words) => {
    config({ component, options });
    expect(warningsOf(stack)).toEqual([expect.stringContaining('production/bouncer: "integration": production/ranges has enableIpAggregation on, and ')]);
    expect(warningsOf(stack)[0]).toContain(words);
  });

  test('no warning where ranges are matched, or where there are none', () => {
    config({ component: BouncerComponent.CADDY, options: undefined }, 'first');
    const iptables = { firewall: { mode: FirewallBouncerMode.IPTABLES } };
    config({ integration: integration('second-ranges', { enableIpAggregation: true }), options: iptables }, 'second');
    config({ integration: integration('none', { enableIpAggregation: false }), component: BouncerComponent.TRAEFIK, options: undefined }, 'third');
    expect(warningsOf(stack)).toEqual([]);
  });
});

test.each(['http://[::1]:8080', 'https://engine.example.org:8443/crowdsec/'])('an engine at %s', (url) => {
  config({ component: BouncerComponent.TRAEFIK, options: null as any, integration: undefined, localEngine: { url, apiKey: secret() } });
  const [, scheme, host, path] = /^(\w+):..([^/]+)(.*)$/.exec(url)!;
  expect(content()).toContain(`crowdsecLapiScheme: "${scheme}"\n          crowdsecLapiHost: "${host}"\n          crowdsecLapiPath: "${path || '/'}"`);
});

test('an enterprise plan pulls hourly', () => {
  config({ planTier: PlanTier.ENTERPRISE });
  expect(content()).toContain('update_frequency: "1h"');
  expect(warningsOf(stack)).toEqual([]);
});

test.each([BouncerComponent.NGINX, BouncerComponent.OPENRESTY])('%s, which pulls only after its first interval, is warned of a long one', (component) => {
  config({ component, options: undefined });
  expect(content()).toContain('\nUPDATE_FREQUENCY=86400\n');
  expect(warningsOf(stack)).toEqual([expect.stringMatching(/"updateFrequency": \w+ pulls for the first time 1 day after each start/)]);
});

test('traefik takes the URL in parts, which Terraform finds', () => {
  config({ component: BouncerComponent.TRAEFIK, options: undefined });
  const [text] = Object.values<string>(Template.of(stack).json.locals);
  for (const [key, index] of [['Scheme', 0], ['Host', 1], ['Path', 2]]) {
    expect(text).toMatch(new RegExp(`crowdsecLapi${key}: "\\$\\{[^\n]*element\\(regex\\([^\n]*lapi_url\\), ${index}\\)`));
  }
});

test.each(readdirSync(EXAMPLES))('the guide shows the example %s, which has a project file', (example) => {
  const guide = readFileSync(join(CHECKOUT, 'docs', 'guides', 'bouncers.md'), 'utf8');
  expect(guide).toContain(`\`\`\`ts\n${readFileSync(join(EXAMPLES, example, 'main.ts'), 'utf8')}\`\`\``);
  expect(existsSync(join(EXAMPLES, example, 'cdktf.json'))).toBe(true);
});
