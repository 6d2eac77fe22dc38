import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import {
  CiscoSecurityIntelligenceFeed, CiscoSecurityIntelligenceFeedProps, CrowdsecProvider, Duration, FmcProvider, Integration, OutputFormat, PlanTier,
} from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const RESOURCE = 'fmc_security_intelligence_network_feed';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new FmcProvider(stack, 'fmc');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.CISCO, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function feed(props: Partial<CiscoSecurityIntelligenceFeedProps> = {}, id = 'blocklist'): CiscoSecurityIntelligenceFeed {
  return new CiscoSecurityIntelligenceFeed(stack, id, { integration: edge, ...props });
}

/** Attributes of all resources, with the integration's address shortened. */
function resources(): any[] {
  return JSON.parse(JSON.stringify(Template.of(stack).resources(RESOURCE)).replace(/crowdsec_integration\.\w+/g, 'EDGE'));
}

test('minimal: name, the URL with its credentials and minutes, and nothing else', () => {
  expect(feed().listNames).toEqual(['blocklist']);
  expect(resources()).toEqual([{ name: 'blocklist', feed_url: '${EDGE.endpoint_with_credentials}', update_frequency: 1440 }]);
});

test('the provider that the resource needs is asked for', () => {
  feed();
  expect(Template.of(stack).json.terraform.required_providers.fmc).toEqual({ source: 'CiscoDevNet/fmc', version: '>= 2.0.0, < 3.0.0' });
});

test('takes all that the management center can be told', () => {
  const other = new FmcProvider(stack, 'other', { alias: 'branch' });
  feed({ name: 'crowdsec', refreshInterval: Duration.days(2), domain: 'Global/Branch', provider: other });
  expect(resources()).toEqual([{
    name: 'crowdsec', feed_url: '${EDGE.endpoint_with_credentials}', update_frequency: 2880, domain: 'Global/Branch', provider: 'fmc.branch',
  }]);
});

test('more entries than one answer carries come as several feeds, with an id each', () => {
  const blocklist = feed({ maxEntries: 400_000 });
  new TerraformOutput(stack, 'ids', { value: blocklist.feedIds });
  expect(blocklist.listNames).toEqual(['blocklist', 'blocklist_2']);
  expect(resources().map(({ name, feed_url }) => [name, feed_url])).toEqual([
    ['blocklist', '${EDGE.endpoint_with_credentials}?page=1&page_size=200000'],
    ['blocklist_2', '${EDGE.endpoint_with_credentials}?page=2&page_size=200000'],
  ]);
  expect(Template.of(stack).outputs.ids.value).toEqual([
    expect.stringMatching(new RegExp(`^\\$\\{${RESOURCE}\\.\\w+\\.id\\}$`)), expect.stringMatching(/Page2\w+\.id\}$/),
  ]);
});

test('part of a minute is rounded up', () => {
  feed({ refreshInterval: Duration.seconds(86_401) });
  expect(resources()[0].update_frequency).toBe(1441);
});

test.each<[Partial<CiscoSecurityIntelligenceFeedProps>, RegExp]>([
  [{ refreshInterval: Duration.hours(6) }, /^production\/blocklist: "refreshInterval": 6 hours is more often than the plan allows/],
  [{ name: ' a' }, /"name": " a" is no name for Secure Firewall Management Center, which takes 1 to 64 letters/],
  [{ name: 'x'.repeat(65) }, /is no name for Secure Firewall Management Center/],
])('%j is refused', (props, expected) => {
  feed(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test('an enterprise plan may pull hourly; more often is a warning', () => {
  feed({ planTier: PlanTier.ENTERPRISE });
  expect(resources()[0].update_frequency).toBe(60);
  feed({ planTier: PlanTier.ENTERPRISE, refreshInterval: Duration.minutes(30) }, 'often');
  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^production\/often: "refreshInterval": 30 minutes is more often than CrowdSec advises/)]);
});

test('given credentials are percent-encoded into the URL of one that is looked up, and its format is checked by Terraform', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  feed({ integration: found, credentials: { username: 'reader', password } });
  const [{ feed_url, lifecycle }] = resources();
  expect(feed_url).toMatch(/^\$\{replace\(data\.EDGE\.endpoint, .*reader.*replace\(urlencode\(var\.password\), "\+", "%20"\)/);
  expect(lifecycle.precondition).toEqual([{
    condition: '${contains(["cisco"], data.EDGE.output_format)}',
    error_message: expect.stringContaining('output format is none that Secure Firewall Management Center can read'),
  }]);
});

test('the certificate is checked unless the user says otherwise, whatever the provider would do', () => {
  expect(Template.of(stack).json.provider.fmc).toEqual([{ insecure: false }]);
});

test('the provider is told in its own names', () => {
  const secret = (id: string) => new TerraformVariable(stack, id, { sensitive: true }).stringValue;
  new FmcProvider(stack, 'other', { alias: 'cloud', url: 'https://fmc', username: 'u', password: secret('password'), token: secret('token'), insecure: true });
  expect(Template.of(stack).json.provider.fmc).toContainEqual({
    alias: 'cloud', url: 'https://fmc', username: 'u', password: '${var.password}', token: '${var.token}', insecure: true,
  });
});

test('literal secrets in the provider are refused, and not written', () => {
  new FmcProvider(stack, 'other', { alias: 'branch', password: 'hunter2', token: 'hunter3' });
  expect(problemsOf(stack)).toEqual(['password', 'token'].map((prop) => expect.stringMatching(new RegExp(`^production/other: "${prop}" is a literal(?!.*hunter)`))));
});
