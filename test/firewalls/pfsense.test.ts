import { TerraformStack, TerraformVariable } from 'cdktf';
import { evaluated, HARD_URL } from './evaluate';
import { CrowdsecProvider, Duration, Integration, OutputFormat, PfsenseProvider, PfSenseUrlTableAlias, PfSenseUrlTableAliasProps, PlanTier } from '../../src';
import { problemsOf, Template, testApp } from '../support/template';

const RESOURCE = 'pfsense_firewall_url_alias';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new PfsenseProvider(stack, 'pfsense');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.PFSENSE, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function alias(props: Partial<PfSenseUrlTableAliasProps> = {}, id = 'block-list'): PfSenseUrlTableAlias {
  return new PfSenseUrlTableAlias(stack, id, { integration: edge, ...props });
}

const resource = () => Template.of(stack).resource(RESOURCE);

test('minimal: one URL with the credentials in it, once a day', () => {
  expect(alias().listNames).toEqual(['block_list']);
  expect(resource()).toEqual(expect.objectContaining({
    name: 'block_list',
    type: 'urltable',
    update_frequency: 1,
    entries: [{ url: expect.stringMatching(/^\$\{crowdsec_integration\.\w+\.endpoint_with_credentials\}$/) }],
  }));
});

test('the fork that has the resource is asked for', () => {
  alias();
  expect(Template.of(stack).json.terraform.required_providers.pfsense).toEqual({ source: 'emanuelbesliu/pfsense', version: '>= 0.58.0' });
});

test('takes all that pfSense can be told', () => {
  const other = new PfsenseProvider(stack, 'other', { alias: 'branch', url: 'https://192.0.2.1', username: 'terraform', tlsSkipVerify: true });
  alias({ name: 'crowdsec', description: 'CrowdSec', apply: false, provider: other });
  expect(resource()).toMatchObject({ name: 'crowdsec', description: 'CrowdSec', apply: false, provider: 'pfsense.branch' });
});

test.each([
  [Duration.hours(24), 1],
  [Duration.hours(30), 2],
  [Duration.days(7), 7],
])('an interval is rounded up to whole days', (refreshInterval, days) => {
  alias({ refreshInterval });
  expect(resource().update_frequency).toBe(days);
});

test('an enterprise plan pulls once a day as well: less the device cannot count', () => {
  alias({ planTier: PlanTier.ENTERPRISE });
  expect(resource().update_frequency).toBe(1);
});

test('pages are aliases of their own, of which the first keeps the name', () => {
  const { listNames } = alias({ name: 'crowdsec', maxEntries: 400_000 });
  expect(listNames).toEqual(['crowdsec', 'crowdsec_2']);
  const aliases = Template.of(stack).resources(RESOURCE).sort((a, b) => a.name.localeCompare(b.name));
  expect(aliases.map(({ name, entries }) => [name, entries.length, entries[0].url])).toEqual([
    ['crowdsec', 1, expect.stringMatching(/\?page=1&page_size=200000$/)], ['crowdsec_2', 1, expect.stringMatching(/\?page=2&page_size=200000$/)],
  ]);
});

test.each<[Partial<PfSenseUrlTableAliasProps>, RegExp]>([
  [{ refreshInterval: Duration.hours(6) }, /^production\/block-list: "refreshInterval": 6 hours is more often than the plan allows/],
  [{ refreshInterval: Duration.days(129) }, /"refreshInterval": 129 days is longer than pfSense can wait, 128 days/],
  [{ name: 'crowd-sec' }, /"name": "crowd-sec" is no name for pfSense, which takes 1 to 31 letters/],
  [{ name: '123' }, /"name": "123" is no name for pfSense/],
  [{ name: 'x'.repeat(30), maxEntries: 400_000 }, /"name": "x{30}_2" is no name for pfSense/],
  [{ maxEntries: 400_001 }, /"maxEntries": 400001 is more than pfSense holds, 400000/],
  [{ description: '' }, /"description": it has 0 characters; pfSense's provider takes 1 to 200/],
])('%j is refused', (props, expected) => {
  alias(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test('a device with more room may be told so', () => {
  alias({ maxEntries: 1_000_000, tableEntries: 2_000_000 });
  expect(problemsOf(stack)).toEqual([]);
});

test('one that is looked up takes its credentials from elsewhere, encoded into the URL, and its format is checked by Terraform', async () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  const username = new TerraformVariable(stack, 'username', { type: 'string' }).stringValue;
  alias({ integration: found, credentials: { username, password } });
  const { entries, lifecycle } = resource();
  expect(await evaluated({ entries })).toEqual({ entries: [{ url: HARD_URL }] });
  expect(lifecycle.precondition).toEqual([expect.objectContaining({ error_message: expect.stringContaining('none that pfSense can read') })]);
});

test('a literal password in the provider is refused, and not written', () => {
  new PfsenseProvider(stack, 'other', { alias: 'branch', password: 'hunter2' });
  expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/other: "password" is a literal(?!.*hunter2)/)]);
});
