import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  CheckPointIocFeed, CheckPointIocFeedAction, CheckPointIocFeedProps, CheckPointProvider, CrowdsecProvider, Duration, Integration, OutputFormat,
} from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const RESOURCE = 'checkpoint_management_threat_ioc_feed';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new CheckPointProvider(stack, 'checkpoint');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.CHECKPOINT, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function feed(props: Partial<CheckPointIocFeedProps> = {}, id = 'blocklist'): CheckPointIocFeed {
  return new CheckPointIocFeed(stack, id, { integration: edge, ...props });
}

/** Attributes of all feeds, with the integration's address shortened. */
function resources(): any[] {
  return JSON.parse(JSON.stringify(Template.of(stack).resources(RESOURCE)).replace(/crowdsec_integration\.\w+/g, 'EDGE'));
}

test('minimal: prevents, in Check Point\'s own format, and says nothing of an interval', () => {
  expect(feed().listNames).toEqual(['blocklist']);
  expect(resources()).toEqual([{
    name: 'blocklist',
    feed_url: '${EDGE.endpoint}',
    username: '${EDGE.username}',
    password: '${EDGE.password}',
    action: 'Prevent',
    enabled: true,
    use_custom_feed_settings: false,
    use_gateway_proxy: true,
  }]);
  expect(warningsOf(stack)).toEqual([]);
});

test('takes all that Check Point can be told', () => {
  const other = new CheckPointProvider(stack, 'other', { alias: 'branch' });
  const certificateId = '8DA7F965EC5EFC37910F1C6E59FDC1CC6A6EDE16';
  feed({
    name: 'crowdsec', action: CheckPointIocFeedAction.DETECT, enabled: false, useGatewayProxy: false, certificateId, comments: 'CrowdSec', provider: other,
  });
  expect(resources()[0]).toMatchObject({
    name: 'crowdsec', action: 'Detect', enabled: false, use_gateway_proxy: false, certificate_id: certificateId, comments: 'CrowdSec', provider: 'checkpoint.branch',
  });
});

test('more entries than one answer carries come as several feeds', () => {
  expect(feed({ maxEntries: 120_001 }).listNames).toEqual(['blocklist', 'blocklist_2', 'blocklist_3']);
  expect(resources()[0].feed_url).toBe('${EDGE.endpoint}?page=1&page_size=40001');
});

test.each<[Partial<CheckPointIocFeedProps>, RegExp]>([
  [{ refreshInterval: Duration.days(1) }, /^production\/blocklist: "refreshInterval": .*checkpoint_gaia_custom_intelligence_interval/],
  [{ refreshInterval: Duration.minutes(1) }, /^production\/blocklist: "refreshInterval": this feed has no interval/],
  [{ action: 'Drop' as CheckPointIocFeedAction }, /"action": "Drop" is no action; use one of Prevent, Detect/],
  [{ name: 'a/b' }, /"name": "a\/b" is no name for Check Point Threat Prevention, which takes 1 to 100 letters/],
  [{ maxEntries: 2_000_001 }, /"maxEntries": 2000001 is more than Check Point Threat Prevention holds, 2000000/],
  [{ certificateId: 'abc' }, /"certificateId": "abc" is no SHA-1 fingerprint/],
  [{ publish: false, install: { policyPackage: 'Standard' } }, /"publish": a policy is installed as it was published/],
])('%j is refused', (props, expected) => {
  feed(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test('one that is looked up takes its credentials from elsewhere, and its format is checked by Terraform', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  feed({ integration: found, credentials: { username: 'reader', password } });
  expect(resources()[0]).toMatchObject({
    username: 'reader',
    password: '${var.password}',
    lifecycle: { precondition: [{ condition: '${contains(["checkpoint"], data.EDGE.output_format)}', error_message: expect.any(String) }] },
  });
});
