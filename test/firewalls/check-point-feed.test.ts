import { TerraformStack } from 'cdktf';
import {
  CheckPointFeedProps, CheckPointIocFeed, CheckPointNetworkFeed, CheckPointProvider, CrowdsecProvider, Integration, OutputFormat,
} from '../../src';
import { Block, Template, testApp } from '../support/template';

const FEED = 'checkpoint_management_network_feed';
const PUBLISH = 'checkpoint_management_publish';
const INSTALL = 'checkpoint_management_install_policy';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new CheckPointProvider(stack, 'checkpoint');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.CHECKPOINT });
});

function feed(props: Partial<CheckPointFeedProps> = {}, id = 'blocklist'): CheckPointNetworkFeed {
  return new CheckPointNetworkFeed(stack, id, { integration: edge, ...props });
}

/** Addresses without the hashes of their ends. */
function short(addresses: readonly string[] | undefined): string[] {
  return (addresses ?? []).map((address) => address.replace(/_[0-9A-F]{8}$/, '').replace('checkpoint_management_', '')).sort();
}

/** What each resource waits for. */
function order(): { [address: string]: string[] } {
  const all = Object.entries<Block>(Template.of(stack).json.resource).filter(([type]) => type.startsWith('checkpoint_'))
    .flatMap(([type, resources]) => Object.entries<Block>(resources).map(([id, block]) => [short([`${type}.${id}`])[0], short(block.depends_on)] as const));
  return Object.fromEntries(all);
}

function trigger(type: string): string {
  const [{ triggers }] = Template.of(stack).resources(type).filter((block) => block.triggers);
  expect(triggers).toHaveLength(1);
  return triggers[0];
}

test('feeds, then their publication, then the policy; and a publication that Terraform destroys after them', () => {
  feed({ maxEntries: 120_000, install: { policyPackage: 'Standard', targets: ['gateway'] } });
  expect(order()).toEqual({
    'publish.blocklist_PublishRemoval': [],
    'network_feed.blocklist': ['publish.blocklist_PublishRemoval'],
    'network_feed.blocklist_Page2': ['publish.blocklist_PublishRemoval'],
    'publish.blocklist_Publish': ['network_feed.blocklist', 'network_feed.blocklist_Page2'],
    'install_policy.blocklist_Install': ['publish.blocklist_Publish'],
  });
  expect(Template.of(stack).resources(PUBLISH).filter(({ run_publish_on_destroy }) => run_publish_on_destroy)).toHaveLength(1);
  expect(Template.of(stack).resource(INSTALL)).toMatchObject({ policy_package: 'Standard', targets: ['gateway'] });
});

test('publishing alone installs nothing; without targets all are meant', () => {
  feed({ publish: true });
  expect(Template.of(stack).resources(INSTALL)).toEqual([]);
  feed({ install: { policyPackage: 'Standard' } }, 'other');
  expect(Template.of(stack).resource(INSTALL)).not.toHaveProperty('targets');
});

test.each([PUBLISH, INSTALL])('%s runs again when anything that the feed tells changes, credentials included', (type) => {
  feed({ install: { policyPackage: 'Standard' }, comments: 'a "quoted" word' });
  const [[address, args]] = Object.entries<Block>(Template.of(stack).json.resource[FEED]);
  const told = Object.keys(args).filter((name) => name !== 'depends_on');
  expect(told).toEqual(expect.arrayContaining(['feed_url', 'username', 'password', 'update_interval', 'comments']));
  const hash = trigger(type);
  expect(hash).toMatch(/^\$\{sha256\(jsonencode\(\[\[.*\]\]\)\)\}$/);
  expect([...hash.matchAll(/\.(\w+)(?=[,\]])/g)].map(([, name]) => name).sort()).toEqual(told.sort());
  expect(hash).toContain(`${FEED}.${address}.password`);
});

test('a change made by hand that is set back is published too: with addresses, since Terraform\'s JSON takes no expressions there', () => {
  feed({ maxEntries: 120_000, install: { policyPackage: 'Standard' } });
  const expected = ['network_feed.blocklist', 'network_feed.blocklist_Page2'];
  const [published] = Template.of(stack).resources(PUBLISH).filter(({ triggers }) => triggers);
  expect(short(published.lifecycle.replace_triggered_by)).toEqual(expected);
  expect(short(Template.of(stack).resource(INSTALL).lifecycle.replace_triggered_by)).toEqual(expected);
});

test('two feeds of one session do not publish at the same time; another provider is another session', () => {
  const branch = new CheckPointProvider(stack, 'other', { alias: 'branch' });
  const install = { policyPackage: 'Standard' };
  feed({ install }, 'first');
  feed({ publish: true, provider: branch }, 'elsewhere');
  new CheckPointIocFeed(stack, 'second', { integration: edge, install });
  expect(order()).toMatchObject({
    'publish.elsewhere_PublishRemoval': [],
    'publish.second_PublishRemoval': ['install_policy.first_Install', 'publish.first_Publish', 'publish.first_PublishRemoval'],
    'threat_ioc_feed.second': ['publish.second_PublishRemoval'],
  });
  expect(Template.of(stack).resources(PUBLISH).filter(({ provider }) => provider === 'checkpoint.branch')).toHaveLength(2);
});

test('a feed that does not publish waits for nothing', () => {
  feed({ publish: true }, 'first');
  feed({}, 'second');
  expect(order()['network_feed.second']).toEqual([]);
});
