import { TerraformStack, TerraformVariable } from 'cdktf';
import { evaluated, HARD, HARD_URL } from './evaluate';
import { CrowdsecProvider, Duration, Integration, OpnsenseProvider, OpnSenseUrlTableAlias, OpnSenseUrlTableAliasProps, OutputFormat, PlanTier } from '../../src';
import { problemsOf, Template, testApp } from '../support/template';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new OpnsenseProvider(stack, 'opnsense');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.OPNSENSE, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function alias(props: Partial<OpnSenseUrlTableAliasProps> = {}, id = 'block-list'): OpnSenseUrlTableAlias {
  return new OpnSenseUrlTableAlias(stack, id, { integration: edge, ...props });
}

const resource = () => Template.of(stack).resource('opnsense_firewall_alias');

test('minimal: the URL with the credentials in it, once a day', () => {
  expect(alias().listNames).toEqual(['block_list']);
  expect(resource()).toEqual(expect.objectContaining({
    name: 'block_list', type: 'urltable', content: [expect.stringMatching(/^\$\{crowdsec_integration\.\w+\.endpoint_with_credentials\}$/)], update_freq: 1, enabled: true,
  }));
});

test('the provider that the resource needs is asked for', () => {
  alias();
  expect(Template.of(stack).json.terraform.required_providers.opnsense).toEqual({ source: 'browningluke/opnsense', version: '>= 0.24.0' });
});

test('takes all that OPNsense can be told', () => {
  const other = new OpnsenseProvider(stack, 'other', { alias: 'branch', uri: 'https://192.0.2.1', allowInsecure: true });
  alias({ name: 'crowdsec', enabled: false, description: 'CrowdSec', statistics: true, provider: other });
  expect(resource()).toMatchObject({ name: 'crowdsec', enabled: false, description: 'CrowdSec', stats: true, provider: 'opnsense.branch' });
});

test.each([
  [Duration.hours(30), 1.25],
  [Duration.hours(25), 1.0417],
  [Duration.days(1.1), 1.1],
  [Duration.days(7), 7],
])('an interval is a fraction of days, never shorter than asked for', (refreshInterval, days) => {
  alias({ refreshInterval });
  expect(resource().update_freq).toBe(days);
  expect(days * 86_400).toBeGreaterThanOrEqual(refreshInterval.toSeconds());
});

test('pages are URLs of one alias, whose name may be as long as ever', () => {
  const { listNames } = alias({ name: 'x'.repeat(31), maxEntries: 600_000 });
  expect(listNames).toEqual(['x'.repeat(31)]);
  expect(resource().content).toEqual([1, 2].map((page) => expect.stringMatching(new RegExp(`_credentials}\\?page=${page}&page_size=300000$`))));
  expect(problemsOf(stack)).toEqual([]);
});

test.each<[Partial<OpnSenseUrlTableAliasProps>, RegExp]>([
  [{ refreshInterval: Duration.hours(6) }, /^production\/block-list: "refreshInterval": 6 hours is more often than the plan allows/],
  [{ refreshInterval: Duration.days(4000) }, /"refreshInterval": 4000 days is longer than OPNsense can wait/],
  [{ name: 'crowd-sec' }, /"name": "crowd-sec" is no name for OPNsense, which takes 1 to 31 letters/],
  [{ name: '1list' }, /"name": "1list" is no name for OPNsense/],
  [{ name: 'x'.repeat(32) }, /is no name for OPNsense/],
  [{ maxEntries: 1_000_001 }, /"maxEntries": 1000001 is more than OPNsense holds, 1000000/],
  [{ maxEntries: 300_000, tableEntries: 200_000 }, /"maxEntries": 300000 is more than OPNsense holds, 200000/],
])('%j is refused', (props, expected) => {
  alias(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test('a device with more room may be told so', () => {
  alias({ maxEntries: 1_200_000, tableEntries: 2_000_000 });
  expect(resource().content).toHaveLength(4);
  expect(problemsOf(stack)).toEqual([]);
});

test('an enterprise plan may pull hourly', () => {
  alias({ planTier: PlanTier.ENTERPRISE });
  expect(resource().update_freq).toBe(0.0417);
});

test('one that is looked up takes its credentials from elsewhere, encoded into the URLs, and its format is checked by Terraform', async () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  const username = new TerraformVariable(stack, 'username', { type: 'string' }).stringValue;
  alias({ integration: found, credentials: { username, password } });
  alias({ integration: found, credentials: { username: HARD.username, password }, maxEntries: 10_000 }, 'paged');
  const [whole, paged] = Template.of(stack).resources('opnsense_firewall_alias');
  expect(await evaluated({ whole: whole.content, paged: paged.content })).toEqual({ whole: [HARD_URL], paged: [`${HARD_URL}?page=1&page_size=10000`] });
  expect(whole.lifecycle.precondition).toEqual([expect.objectContaining({ error_message: expect.stringContaining('none that OPNsense can read') })]);
});

test.each(['apiKey', 'apiSecret'])('a literal %s in the provider is refused, and not written', (prop) => {
  new OpnsenseProvider(stack, 'other', { alias: 'branch', [prop]: 'hunter2' });
  expect(problemsOf(stack)).toEqual([expect.stringMatching(new RegExp(`^production/other: "${prop}" is a literal(?!.*hunter2)`))]);
});
