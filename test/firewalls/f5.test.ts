import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { CrowdsecProvider, Duration, F5FeedList, F5FeedListProps, Integration, OutputFormat, PlanTier, RestapiProvider } from '../../src';
import { problemsOf, Template, testApp } from '../support/template';

const RESOURCE = 'restapi_object';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new RestapiProvider(stack, 'restapi', { uri: 'https://192.0.2.1' });
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.F5, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function list(props: Partial<F5FeedListProps> = {}, id = 'blocklist'): F5FeedList {
  return new F5FeedList(stack, id, { integration: edge, ...props });
}

/** The objects by the collection that they belong to, with the integration's address shortened. */
function objects(): { [collection: string]: any[] } {
  const all: any[] = JSON.parse(JSON.stringify(Template.of(stack).resources(RESOURCE)).replace(/crowdsec_integration\.\w+/g, 'EDGE'));
  return Object.fromEntries(['blacklist-category', 'feed-list', 'policy'].map((collection) => (
    [collection, all.filter(({ path }) => path === `/mgmt/tm/security/ip-intelligence/${collection}`)]
  )));
}

const CATEGORY = '${join("", ["crowdsec-", EDGE.name])}';

test('minimal: category, feed list and a policy that drops; endpoint, user name and password in their places, once a day', () => {
  const { listNames } = list();
  expect(listNames).toEqual(['blocklist']);
  const { 'blacklist-category': [fallback, served], 'feed-list': [feedList], policy: [policy] } = objects();
  expect(fallback).toMatchObject({ object_id: '~Common~blocklist', data: '${jsonencode({"name" = "blocklist", "partition" = "Common"})}', force_new: ['Common', 'blocklist'] });
  expect(served).toMatchObject({
    object_id: `~Common~${CATEGORY}`,
    data: '${jsonencode({"name" = join("", ["crowdsec-", EDGE.name]), "partition" = "Common"})}',
    force_new: ['Common', CATEGORY],
    lifecycle: { create_before_destroy: true },
  });
  expect(feedList).toMatchObject({
    object_id: '~Common~blocklist',
    data: '${jsonencode({"name" = "blocklist", "feeds" = [{"name" = "blocklist", "defaultBlacklistCategory" = "/Common/blocklist", '
      + '"defaultListType" = "blacklist", "poll" = {"url" = EDGE.endpoint, "user" = EDGE.username, "password" = EDGE.password, "interval" = "86400"}}], '
      + '"partition" = "Common"})}',
  });
  expect(feedList.depends_on).toHaveLength(2);
  expect(policy).toMatchObject({
    object_id: '~Common~blocklist', data: '${jsonencode({"name" = "blocklist", "defaultAction" = "drop", "feedLists" = ["/Common/blocklist"], "partition" = "Common"})}',
  });
  expect(policy.depends_on).toHaveLength(1);
  expect(problemsOf(stack)).toEqual([]);
});

test('the provider that the resources need is asked for, below the version that compares with the device\'s answer', () => {
  list();
  expect(Template.of(stack).json.terraform.required_providers.restapi).toEqual({ source: 'Mastercard/restapi', version: '~> 1.20' });
  expect(Template.of(stack).json.provider.restapi).toEqual([{ uri: 'https://192.0.2.1', timeout: 60 }]);
});

test('only the category follows the integration\'s name', () => {
  list();
  const { 'blacklist-category': [fallback], 'feed-list': [feedList], policy: [policy] } = objects();
  for (const object of [fallback, feedList, policy]) expect(JSON.stringify(object)).not.toContain('EDGE.name');
});

test('a category of the user\'s own follows nothing', () => {
  list({ category: 'crowdsec-former' });
  const { 'blacklist-category': categories, 'feed-list': [feedList] } = objects();
  expect(categories).toEqual([expect.objectContaining({ object_id: '~Common~crowdsec-former' })]);
  expect(feedList.data).toContain('"defaultBlacklistCategory" = "/Common/crowdsec-former"');
  expect(JSON.stringify(objects())).not.toContain('EDGE.name');
});

test('the integration\'s name is checked by Terraform for what no category may hold', () => {
  list();
  const { 'blacklist-category': [, served] } = objects();
  expect(served.lifecycle.precondition).toEqual([
    { condition: '${can(regex("^[0-9A-Za-z_.-]+$", EDGE.name))}', error_message: expect.stringMatching(/^production\/blocklist: the integration's name has characters/) },
  ]);
});

test('what refers to policy and feed list comes after them', () => {
  const { policyPath, feedListPath } = list();
  new TerraformOutput(stack, 'paths', { value: [policyPath, feedListPath] });
  const [policy, feedList] = Object.values<any>(Template.of(stack).outputs)[0].value;
  expect(policy).toMatch(/^\$\{replace\(restapi_object\.blocklist_Policy_\w+\.id, "~", "\/"\)\}$/);
  expect(feedList).toMatch(/^\$\{replace\(restapi_object\.blocklist_(?!Policy)\w+\.id, "~", "\/"\)\}$/);
});

test('takes all that it can be told', () => {
  const other = new RestapiProvider(stack, 'other', { alias: 'branch', uri: 'https://192.0.2.2' });
  const { policyPath } = list({ name: 'crowdsec', refreshInterval: Duration.days(2), partition: 'edge', policy: false, provider: other });
  expect(policyPath).toBeUndefined();
  const { 'feed-list': [feedList], policy, 'blacklist-category': categories } = objects();
  expect(policy).toEqual([]);
  expect(feedList).toMatchObject({ object_id: '~edge~crowdsec', provider: 'restapi.branch', force_new: ['edge', 'crowdsec'] });
  expect(feedList.data).toContain('"interval" = "172800"');
  expect(feedList.data).toContain('"defaultBlacklistCategory" = "/edge/crowdsec"');
  expect(categories.map(({ object_id }) => object_id)).toEqual(['~edge~crowdsec', `~edge~${CATEGORY}`]);
});

test('more entries than one answer carries come as several feeds of one list', () => {
  const { listNames } = list({ maxEntries: 90_001 });
  expect(listNames).toEqual(['blocklist']);
  const { 'feed-list': [feedList] } = objects();
  expect([...feedList.data.matchAll(/"name" = "([\w-]+)", "defaultBlack.*?"url" = (join\(.*?\]\))/g)].map(([, name, url]) => [name, url])).toEqual([
    ['blocklist', 'join("", [EDGE.endpoint, "?page=1&page_size=45001"])'], ['blocklist-2', 'join("", [EDGE.endpoint, "?page=2&page_size=45001"])'],
  ]);
});

test.each<[Partial<F5FeedListProps>, RegExp]>([
  [{ refreshInterval: Duration.hours(6) }, /^production\/blocklist: "refreshInterval": 6 hours is more often than the plan allows/],
  [{ name: '1st' }, /"name": "1st" is no name for F5 BIG-IP, which takes 1 to 255 letters/],
  [{ name: 'a b' }, /is no name for F5 BIG-IP/],
  [{ category: 'a,b' }, /^production\/blocklist: "category": "a,b" is no category for F5 BIG-IP/],
  [{ partition: '/Common' }, /^production\/blocklist: "partition": "\/Common" is no partition of F5 BIG-IP/],
])('%j is refused', (props, expected) => {
  list(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test('a fraction of a second is rounded up', () => {
  list({ planTier: PlanTier.ENTERPRISE, refreshInterval: Duration.seconds(3600.5) });
  expect(objects()['feed-list'][0].data).toContain('"interval" = "3601"');
});

test('one that is looked up takes its credentials from elsewhere, and its format is checked by Terraform', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  list({ integration: found, credentials: { username: 'reader', password } });
  const { 'feed-list': [feedList] } = objects();
  expect(feedList.data).toContain('"user" = "reader", "password" = var.password');
  expect(feedList.lifecycle.precondition).toEqual([
    { condition: '${contains(["f5"], data.EDGE.output_format)}', error_message: expect.stringContaining('output format is none that F5 BIG-IP can read') },
  ]);
  expect(problemsOf(stack)).toEqual([]);
});

test('a user name that is known may hold anything', () => {
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  list({ credentials: { username: 'a"b\\c${d}', password } });
  expect(objects()['feed-list'][0].data).toContain('"user" = "a\\"b\\\\c$${d}", "password" = var.password');
});

test('a literal password in the provider is refused, and not shown', () => {
  new RestapiProvider(stack, 'other', { alias: 'branch', uri: 'https://192.0.2.2', password: 'hunter2' });
  expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/other: "password" is a literal(?!.*hunter2)/)]);
});
