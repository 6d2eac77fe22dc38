import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  CrowdsecProvider, Duration, Integration, OutputFormat, PlanTier, SophosThreatFeed, SophosThreatFeedAction, SophosThreatFeedProps,
} from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.SOPHOS, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function feed(props: Partial<SophosThreatFeedProps> = {}, id = 'blocklist'): SophosThreatFeed {
  return new SophosThreatFeed(stack, id, { integration: edge, hostname: '192.0.2.1', ...props });
}

/** The feed's life and its settings, page by page, with the addresses of others shortened. */
function resources(): any[] {
  return JSON.parse(JSON.stringify(Template.of(stack).resources('null_resource')).replace(/crowdsec_integration\.\w+/g, 'EDGE').replace(/null_resource\.\w+/g, 'LIFE'));
}

function environmentOf(resource: any): any {
  return resource.provisioner[0]['local-exec'].environment;
}

test('minimal: endpoint, user name and password in the helper\'s environment, once a day', () => {
  const { listNames } = feed();
  expect(listNames).toEqual(['blocklist']);
  const [life, settings] = resources();
  expect(life).toMatchObject({
    triggers: { hostname: '192.0.2.1', name: 'blocklist' },
    provisioner: [{
      'local-exec': {
        interpreter: ['node', expect.stringMatching(/^\$\{path\.module\}\/assets\/cdktf-crowdsec-sophos\/\w+\/main\.js$/)],
        command: 'remove',
        when: 'destroy',
        environment: {
          SOPHOS_HOSTNAME: '${self.triggers.hostname}', SOPHOS_FEED_NAME: '${self.triggers.name}', SOPHOS_CA_CERTIFICATE: '', SOPHOS_INSECURE: '0',
        },
      },
    }],
  });
  expect(settings.provisioner).toEqual([{
    'local-exec': {
      interpreter: life.provisioner[0]['local-exec'].interpreter,
      command: 'set',
      environment: {
        SOPHOS_HOSTNAME: '192.0.2.1',
        SOPHOS_CA_CERTIFICATE: '',
        SOPHOS_INSECURE: '0',
        SOPHOS_FEED_NAME: 'blocklist',
        SOPHOS_FEED_URL: '${EDGE.endpoint}',
        SOPHOS_FEED_USERNAME: '${EDGE.username}',
        SOPHOS_FEED_PASSWORD: '${EDGE.password}',
        SOPHOS_FEED_INTERVAL: '24h',
        SOPHOS_FEED_ACTION: 'block',
        SOPHOS_FEED_DESCRIPTION: '',
        SOPHOS_FEED_VALIDATE_CERTIFICATE: '1',
        SOPHOS_FEED_ENABLED: '1',
      },
    },
  }]);
  expect(problemsOf(stack)).toEqual([]);
});

test('every setting replaces the settings, the credentials by a digest', () => {
  feed();
  const [, { triggers, ...settings }] = resources();
  const { SOPHOS_CA_CERTIFICATE, SOPHOS_INSECURE, ...told } = environmentOf(settings);
  expect(triggers).toEqual({
    ...told, feed: '${LIFE.id}', SOPHOS_FEED_USERNAME: '${sha256(EDGE.username)}', SOPHOS_FEED_PASSWORD: '${sha256(EDGE.password)}',
  });
});

test('is checked by Terraform for what only it knows, without naming a value', () => {
  feed();
  expect(resources()[1].lifecycle.precondition).toEqual([
    { condition: '${(length(EDGE.username) <= 64)}', error_message: expect.stringMatching(/^production\/blocklist: the user name has more characters than Sophos Firewall takes, 64\./) },
    { condition: '${(length(EDGE.password) <= 64)}', error_message: expect.stringContaining('Sophos Firewall takes, 64') },
    { condition: '${(length(EDGE.endpoint) <= 1024)}', error_message: expect.stringContaining('Sophos Firewall takes, 1024') },
  ]);
});

test('takes all that a Sophos Firewall can be told', () => {
  feed({
    name: 'crowdsec',
    hostname: 'fw.example.test:8443',
    refreshInterval: Duration.days(2),
    action: SophosThreatFeedAction.MONITOR,
    enabled: false,
    description: 'CrowdSec',
    validateServerCertificate: false,
    caCertificate: PEM,
    insecure: true,
  });
  const [life, settings] = resources();
  expect(environmentOf(settings)).toMatchObject({
    SOPHOS_HOSTNAME: 'fw.example.test:8443',
    SOPHOS_FEED_NAME: 'crowdsec',
    SOPHOS_FEED_INTERVAL: '7d',
    SOPHOS_FEED_ACTION: 'monitor',
    SOPHOS_FEED_ENABLED: '0',
    SOPHOS_FEED_DESCRIPTION: 'CrowdSec',
    SOPHOS_FEED_VALIDATE_CERTIFICATE: '0',
    SOPHOS_CA_CERTIFICATE: PEM,
    SOPHOS_INSECURE: '1',
  });
  expect(environmentOf(life)).toMatchObject({ SOPHOS_CA_CERTIFICATE: PEM, SOPHOS_INSECURE: '1' });
  expect(problemsOf(stack)).toEqual([]);
});

test('how the firewall is reached does not replace anything', () => {
  feed();
  const before = resources().map(({ triggers }) => triggers);
  const other = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(other, 'crowdsec');
  stack = other;
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.SOPHOS, subscriptions: { cves: ['CVE-2024-25600'] } });
  feed({ caCertificate: PEM, insecure: true });
  expect(resources().map(({ triggers }) => triggers)).toEqual(before);
});

test('the stack gets the provider that it needs, unless it has one, wherever that comes', () => {
  feed();
  expect(Template.of(stack).json.provider.null).toEqual([{}]);
  expect(Template.of(stack).json.terraform.required_providers.null).toMatchObject({ source: 'null' });
});

test('a NullProvider of the stack\'s own is taken, also one that comes later', () => {
  feed();
  new NullProvider(stack, 'null');
  expect(Template.of(stack).json.provider.null).toEqual([{}]);
});

test('a named provider is taken', () => {
  feed({ provider: new NullProvider(stack, 'null', { alias: 'other' }) });
  expect(resources().map(({ provider }) => provider)).toEqual(['null.other', 'null.other']);
  expect(Template.of(stack).json.provider.null).toEqual([{ alias: 'other' }]);
});

test('more entries than one answer carries come as several feeds, each with a life of its own, and one helper', () => {
  const plain = new Integration(stack, 'plain', { outputFormat: OutputFormat.SOPHOS });
  const { listNames } = new SophosThreatFeed(stack, 'big', { integration: plain, hostname: '192.0.2.1', maxEntries: 300_001 });
  new SophosThreatFeed(stack, 'more', { integration: plain, hostname: '192.0.2.2' });
  expect(listNames).toEqual(['big', 'big-2']);
  const urls = resources().map((resource) => environmentOf(resource).SOPHOS_FEED_URL?.replace(/^.*\}/, ''));
  expect(urls.filter((url) => url !== undefined).sort()).toEqual(['', '?page=1&page_size=150001', '?page=2&page_size=150001']);
  expect(new Set(resources().map(({ provisioner }) => provisioner[0]['local-exec'].interpreter[1])).size).toBe(1);
});

test.each<[Partial<SophosThreatFeedProps>, RegExp]>([
  [{ refreshInterval: Duration.hours(6) }, /^production\/blocklist: "refreshInterval": 6 hours is more often than the plan allows/],
  [{ refreshInterval: Duration.days(31) }, /"refreshInterval": 31 days is longer than Sophos Firewall can wait, 30 days/],
  [{ name: 'a b' }, /"name": "a b" is no name for Sophos Firewall, which takes 1 to 63 letters/],
  [{ name: 'x'.repeat(64) }, /is no name for Sophos Firewall/],
  [{ hostname: 'https://192.0.2.1' }, /^production\/blocklist: "hostname": "https:\/\/192\.0\.2\.1" is no host; give a name or an address/],
  [{ description: 'x'.repeat(256) }, /"description": it has 256 characters/],
  [{ caCertificate: 'ca.pem' }, /"caCertificate": it is no certificate in PEM/],
])('%j is refused', (props, expected) => {
  feed(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test('a certificate that only Terraform knows is refused: a removal could not refer to it', () => {
  feed({ caCertificate: new TerraformVariable(stack, 'ca', { type: 'string' }).stringValue });
  expect(problemsOf(stack)).toEqual([expect.stringContaining('"caCertificate": it is a value that only Terraform knows, and a removal cannot refer to it')]);
});

test.each<[Duration, string]>([
  [Duration.minutes(5), '5m'], [Duration.minutes(6), '15m'], [Duration.minutes(30), '30m'], [Duration.hours(1), '1h'], [Duration.hours(2), '6h'],
  [Duration.hours(24), '24h'], [Duration.hours(25), '7d'], [Duration.days(8), '30d'],
])('%j is the device\'s word %s, or the next longer one', (refreshInterval, word) => {
  feed({ refreshInterval, planTier: PlanTier.ENTERPRISE });
  expect(environmentOf(resources()[1]).SOPHOS_FEED_INTERVAL).toBe(word);
});

test('an integration that serves ranges is warned of', () => {
  feed();
  expect(warningsOf(stack)).toEqual([]);
  const ranges = new Integration(stack, 'ranges', { outputFormat: OutputFormat.SOPHOS, enableIpAggregation: true, subscriptions: { vendors: ['Sophos'] } });
  feed({ integration: ranges }, 'other');
  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^production\/other: "integration": production\/ranges serves neighbouring addresses/)]);
});

test('works with a hostname and an integration that only Terraform knows', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  const hostname = new TerraformVariable(stack, 'hostname', { type: 'string' }).stringValue;
  feed({ integration: found, hostname, credentials: { username: 'read"er', password } });
  const [life, settings] = resources();
  expect(life.triggers.hostname).toBe('${var.hostname}');
  expect(environmentOf(settings)).toMatchObject({
    SOPHOS_HOSTNAME: '${var.hostname}', SOPHOS_FEED_USERNAME: 'read"er', SOPHOS_FEED_PASSWORD: '${var.password}',
  });
  expect(settings.lifecycle.precondition).toContainEqual({
    condition: '${contains(["sophos"], data.EDGE.output_format)}', error_message: expect.stringContaining('output format is none that Sophos Firewall can read'),
  });
  expect(problemsOf(stack)).toEqual([]);
});
