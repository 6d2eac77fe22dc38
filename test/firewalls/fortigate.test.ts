import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  CrowdsecProvider, Duration, FortiGateServerIdentityCheck, FortiGateThreatFeed, FortiGateThreatFeedProps, FortiosProvider, Integration,
  OutputFormat, PlanTier,
} from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const RESOURCE = 'fortios_system_externalresource';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new FortiosProvider(stack, 'fortios');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.FORTIGATE, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function feed(props: Partial<FortiGateThreatFeedProps> = {}, id = 'blocklist'): FortiGateThreatFeed {
  return new FortiGateThreatFeed(stack, id, { integration: edge, ...props });
}

/** Attributes of the only resource, with the integration's address shortened. */
function resource(): any {
  return JSON.parse(JSON.stringify(Template.of(stack).resource(RESOURCE)).replace(/crowdsec_integration\.\w+/g, 'EDGE'));
}

test('minimal: endpoint, user name and password in their places, once a day', () => {
  const { listNames } = feed();
  expect(listNames).toEqual(['blocklist']);
  expect(resource()).toMatchObject({
    name: 'blocklist', type: 'address', resource: '${EDGE.endpoint}', refresh_rate: 1440, username: '${EDGE.username}', password: '${EDGE.password}', status: 'enable',
  });
});

test('the provider that the resource needs is asked for', () => {
  feed();
  expect(Template.of(stack).json.terraform.required_providers.fortios).toEqual({ source: 'fortinetdev/fortios', version: '>= 1.16.0' });
});

test('is checked by Terraform for what only it knows, without naming a value', () => {
  feed();
  expect(resource().lifecycle.precondition).toEqual([
    { condition: '${(length(EDGE.username) <= 64)}', error_message: expect.stringMatching(/^production\/blocklist: the user name has more characters than FortiGate takes, 64\./) },
    { condition: '${(length(EDGE.password) <= 128)}', error_message: expect.stringContaining('FortiGate takes, 128') },
    { condition: '${(length(EDGE.endpoint) <= 511)}', error_message: expect.stringContaining('FortiGate takes, 511') },
  ]);
});

test('takes all that a FortiGate can be told', () => {
  const other = new FortiosProvider(stack, 'other', { alias: 'branch' });
  feed({
    name: 'crowdsec',
    refreshInterval: Duration.days(2),
    enabled: false,
    comments: 'CrowdSec',
    sourceIp: '192.0.2.9',
    serverIdentityCheck: FortiGateServerIdentityCheck.FULL,
    vdom: 'dmz',
    provider: other,
  });
  expect(resource()).toMatchObject({
    name: 'crowdsec',
    refresh_rate: 2880,
    status: 'disable',
    comments: 'CrowdSec',
    source_ip: '192.0.2.9',
    server_identity_check: 'full',
    vdomparam: 'dmz',
    provider: 'fortios.branch',
  });
});

test('all that a FortiGate holds comes as one list', () => {
  expect(feed({ maxEntries: 300_000 }).listNames).toEqual(['blocklist']);
  expect(resource().resource).toBe('${EDGE.endpoint}?page=1&page_size=300000');
});

test('for FortiOS before 7.4.4 it comes as several, of which the first keeps its name', () => {
  expect(feed({ maxEntries: 300_000, entriesPerList: 131_072 }).listNames).toEqual(['blocklist', 'blocklist-2', 'blocklist-3']);
  expect(Template.of(stack).resources(RESOURCE).map(({ name, resource: url }) => [name, url.replace(/.*\?/, '')])).toEqual([
    ['blocklist', 'page=1&page_size=100000'], ['blocklist-2', 'page=2&page_size=100000'], ['blocklist-3', 'page=3&page_size=100000'],
  ]);
});

test.each<[Partial<FortiGateThreatFeedProps>, string]>([
  [{ entriesPerList: 131_072 }, '"entriesPerList": it needs "maxEntries", from which the number of lists follows'],
  [{ entriesPerList: 9_999, maxEntries: 20_000 }, '"entriesPerList": page size 9999 is too small'],
])('%j throws', (props, expected) => {
  expect(() => feed(props)).toThrow(`production/blocklist: ${expected}`);
});

test.each<[Partial<FortiGateThreatFeedProps>, RegExp]>([
  [{ refreshInterval: Duration.hours(6) },
    /^production\/blocklist: "refreshInterval": 6 hours is more often than the plan allows: .* once in 1 day.*planTier: PlanTier.ENTERPRISE$/],
  [{ refreshInterval: Duration.days(31) }, /"refreshInterval": 31 days is longer than FortiGate can wait, 30 days/],
  [{ name: 'a b' }, /"name": "a b" is no name for FortiGate, which takes 1 to 35 letters/],
  [{ name: 'x'.repeat(36) }, /is no name for FortiGate/],
  [{ maxEntries: 300_001 }, /"maxEntries": 300001 is more than FortiGate holds, 300000/],
  [{ comments: 'x'.repeat(256) }, /"comments": it has 256 characters/],
])('%j is refused', (props, expected) => {
  feed(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test('two devices on one integration are warned of the community plan', () => {
  feed({ planTier: PlanTier.ENTERPRISE });
  feed({ planTier: PlanTier.ENTERPRISE }, 'branch');
  expect(warningsOf(stack)).toEqual([]);
  feed({}, 'home');
  expect(warningsOf(stack)).toEqual([
    expect.stringMatching(/^production\/home: production\/blocklist pulls production\/edge too, and CrowdSec's .* may refuse the second with 429/),
  ]);
});

test('an enterprise plan may pull hourly; more often is a warning', () => {
  feed({ planTier: PlanTier.ENTERPRISE });
  expect(resource().refresh_rate).toBe(60);
  expect(warningsOf(stack)).toEqual([]);
  feed({ planTier: PlanTier.ENTERPRISE, refreshInterval: Duration.minutes(5) }, 'often');
  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^production\/often: "refreshInterval": 5 minutes is more often than CrowdSec advises/)]);
  expect(problemsOf(stack)).toEqual([]);
});

test.each([0, 1.5])('%d entries are refused', (maxEntries) => {
  expect(() => feed({ maxEntries })).toThrow(`production/blocklist: "maxEntries": ${maxEntries} is no number of entries`);
});

test.each([OutputFormat.PALOALTO, OutputFormat.REMEDIATION_COMPONENT])('an integration of format %s is refused, with the one to use', (outputFormat) => {
  const other = new Integration(stack, 'other', { outputFormat });
  expect(() => feed({ integration: other, maxEntries: 50_000 })).toThrow(
    `production/blocklist: "integration": production/other has the output format "${outputFormat}", which FortiGate cannot read. `
    + 'Give an Integration with outputFormat: OutputFormat.FORTIGATE',
  );
});

test('one that is looked up takes its credentials from elsewhere, and its format is checked by Terraform', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  feed({ integration: found, credentials: { username: 'reader', password } });
  expect(resource()).toMatchObject({ username: 'reader', password: '${var.password}' });
  expect(resource().lifecycle.precondition).toContainEqual({
    condition: '${contains(["fortigate"], data.EDGE.output_format)}',
    error_message: expect.stringContaining('output format is none that FortiGate can read'),
  });
});

test('a user name that is known is checked at once: Terraform refuses a condition without a reference', () => {
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  feed({ credentials: { username: 'reader', password } });
  expect(resource().lifecycle.precondition.map(({ condition }: any) => condition)).not.toContainEqual(expect.stringContaining('reader'));
  feed({ credentials: { username: 'u'.repeat(65), password } }, 'other');
  expect(problemsOf(stack)).toEqual(['production/other: "credentials.username": it has 65 characters; FortiGate takes 64']);
});

test('a literal token in the provider is refused, and not written', () => {
  new FortiosProvider(stack, 'other', { alias: 'branch', token: 'hunter2' });
  expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/other: "token" is a literal(?!.*hunter2)/)]);
});
