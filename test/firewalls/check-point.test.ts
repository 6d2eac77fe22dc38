import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  CheckPointContext, CheckPointNetworkFeed, CheckPointNetworkFeedProps, CheckPointProvider, CrowdsecProvider, Duration, Integration, OutputFormat,
  PlanTier,
} from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const RESOURCE = 'checkpoint_management_network_feed';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new CheckPointProvider(stack, 'checkpoint');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.PLAIN_TEXT, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function feed(props: Partial<CheckPointNetworkFeedProps> = {}, id = 'blocklist'): CheckPointNetworkFeed {
  return new CheckPointNetworkFeed(stack, id, { integration: edge, ...props });
}

/** Attributes of all feeds, with the integration's address shortened. */
function resources(): any[] {
  return JSON.parse(JSON.stringify(Template.of(stack).resources(RESOURCE)).replace(/crowdsec_integration\.\w+/g, 'EDGE'));
}

test('minimal: all that the provider would send wrongly is stated, once a day and not once an hour', () => {
  expect(feed().listNames).toEqual(['blocklist']);
  expect(resources()).toEqual([{
    name: 'blocklist',
    feed_url: '${EDGE.endpoint}',
    username: '${EDGE.username}',
    password: '${EDGE.password}',
    feed_format: 'Flat List',
    feed_type: 'IP Address',
    data_column: 1,
    fields_delimiter: '\n',
    ignore_lines_that_start_with: '#',
    update_interval: 1440,
    use_gateway_proxy: true,
  }]);
  expect(Template.of(stack).addresses.filter((address) => /publish|install/.test(address))).toEqual([]);
});

test('the provider that the resource needs is asked for', () => {
  feed();
  expect(Template.of(stack).json.terraform.required_providers.checkpoint).toEqual({ source: 'CheckPointSW/checkpoint', version: '>= 2.6.0' });
});

test('of format checkpoint the address is the second column', () => {
  feed({ integration: new Integration(stack, 'table', { outputFormat: OutputFormat.CHECKPOINT }) });
  expect(resources()[0]).toMatchObject({ data_column: 2, fields_delimiter: ',' });
});

test('takes all that Check Point can be told', () => {
  const other = new CheckPointProvider(stack, 'other', { alias: 'branch' });
  const certificateId = '8D:A7:F9:65:EC:5E:FC:37:91:0F:1C:6E:59:FD:C1:CC:6A:6E:DE:16';
  feed({ name: 'crowdsec', refreshInterval: Duration.days(2), useGatewayProxy: false, certificateId, comments: 'CrowdSec', provider: other });
  expect(resources()[0]).toMatchObject({
    name: 'crowdsec', update_interval: 2880, use_gateway_proxy: false, certificate_id: certificateId, comments: 'CrowdSec', provider: 'checkpoint.branch',
  });
});

test('more entries than one answer carries come as several feeds', () => {
  const table = new Integration(stack, 'table', { outputFormat: OutputFormat.CHECKPOINT });
  expect(feed({ integration: table, maxEntries: 100_000 }).listNames).toEqual(['blocklist', 'blocklist_2']);
  expect(resources().map(({ name, feed_url }) => [name, feed_url])).toEqual([
    ['blocklist', '${EDGE.endpoint}?page=1&page_size=50000'], ['blocklist_2', '${EDGE.endpoint}?page=2&page_size=50000'],
  ]);
});

test.each<[Partial<CheckPointNetworkFeedProps>, RegExp]>([
  [{ refreshInterval: Duration.hours(1) }, /^production\/blocklist: "refreshInterval": 1 hour is more often than the plan allows/],
  [{ name: '1st' }, /"name": "1st" is no name for Check Point, which takes 1 to 100 letters/],
  [{ name: 'x'.repeat(101) }, /is no name for Check Point/],
  [{ certificateId: 'abc' }, /"certificateId": "abc" is no SHA-1 fingerprint; give 40 hexadecimal digits/],
  [{ publish: false, install: { policyPackage: 'Standard' } }, /"publish": a policy is installed as it was published/],
])('%j is refused', (props, expected) => {
  feed(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test('an enterprise plan may pull hourly; more often is a warning', () => {
  feed({ planTier: PlanTier.ENTERPRISE });
  expect(resources()[0].update_interval).toBe(60);
  feed({ planTier: PlanTier.ENTERPRISE, refreshInterval: Duration.minutes(5) }, 'often');
  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^production\/often: "refreshInterval": 5 minutes is more often than CrowdSec advises/)]);
});

test('of one that is looked up Terraform chooses the column by its format, and checks it', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  feed({ integration: found, credentials: { username: 'reader', password } });
  expect(resources()[0]).toMatchObject({
    username: 'reader',
    password: '${var.password}',
    data_column: '${(data.EDGE.output_format == "checkpoint") ? 2 : 1}',
    fields_delimiter: '${(data.EDGE.output_format == "checkpoint") ? "," : "\\n"}',
    lifecycle: { precondition: [{ condition: '${contains(["plain_text", "checkpoint"], data.EDGE.output_format)}', error_message: expect.any(String) }] },
  });
});

test('the provider is told in its own names', () => {
  const secret = (id: string) => new TerraformVariable(stack, id, { sensitive: true }).stringValue;
  new CheckPointProvider(stack, 'other', {
    alias: 'branch',
    server: 'cp',
    username: 'u',
    password: secret('password'),
    apiKey: secret('key'),
    context: CheckPointContext.WEB_API,
    domain: 'd',
    cloudMgmtId: 'c',
    sessionName: 's',
    sessionFileName: 'f',
    ignoreServerCertificate: true,
  });
  expect(Template.of(stack).json.provider.checkpoint).toContainEqual({
    alias: 'branch',
    server: 'cp',
    username: 'u',
    password: '${var.password}',
    api_key: '${var.key}',
    context: 'web_api',
    domain: 'd',
    cloud_mgmt_id: 'c',
    session_name: 's',
    session_file_name: 'f',
    ignore_server_certificate: true,
  });
});

test('literal secrets and an unknown context in the provider are refused', () => {
  new CheckPointProvider(stack, 'other', { alias: 'branch', password: 'hunter2', apiKey: 'hunter3', context: 'web' as CheckPointContext });
  expect(problemsOf(stack)).toEqual([
    ...['password', 'apiKey'].map((prop) => expect.stringMatching(new RegExp(`^production/other: "${prop}" is a literal(?!.*hunter)`))),
    'production/other: "context": "web" is no context; use one of web_api, gaia_api',
  ]);
});
