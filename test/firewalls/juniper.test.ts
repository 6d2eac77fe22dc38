import { TerraformStack, TerraformVariable } from 'cdktf';
import { evaluated, HARD, HARD_URL } from './evaluate';
import { CrowdsecProvider, Duration, Integration, JuniperDynamicAddress, JuniperDynamicAddressProps, JunosProvider, OutputFormat, PlanTier } from '../../src';
import { problemsOf, Template, testApp } from '../support/template';

const SERVER = 'junos_security_dynamic_address_feed_server';
const ADDRESS = 'junos_security_dynamic_address_name';
const [HOST, PATH] = [HARD_URL.slice(0, HARD_URL.indexOf('/v1')), new URL(HARD.endpoint).pathname];

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new JunosProvider(stack, 'junos');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.JUNIPER, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function feed(props: Partial<JuniperDynamicAddressProps> = {}, id = 'blocklist'): JuniperDynamicAddress {
  return new JuniperDynamicAddress(stack, id, { integration: edge, ...props });
}

const server = () => Template.of(stack).resource(SERVER);
const addresses = () => Template.of(stack).resources(ADDRESS);

test('minimal: a server with one feed, a day in seconds, and the address that the policy names', () => {
  const { listNames } = feed();
  expect(listNames).toEqual(['blocklist']);
  expect(server()).toMatchObject({ name: 'blocklist', feed_name: [{ name: 'blocklist', update_interval: 86_400, hold_interval: 259_200 }] });
  expect(addresses()).toEqual([expect.objectContaining({ name: 'blocklist', profile_feed_name: 'blocklist', depends_on: [expect.stringContaining(SERVER)] })]);
});

test('the provider that the resources need is asked for', () => {
  feed();
  expect(Template.of(stack).json.terraform.required_providers.junos).toEqual({ source: 'jeremmfr/junos', version: '>= 1.33.0' });
});

test('scheme, credentials and host are the server\'s URL, the rest is the feed\'s path', async () => {
  feed();
  const { url, feed_name: [{ path }] } = server();
  expect(path).not.toContain('credentials');
  expect(await evaluated({ url, path })).toEqual({ url: HOST, path: PATH });
});

test('a list of several parts has a feed and an address for each, on one server', async () => {
  const { listNames } = feed({ maxEntries: 500_000, name: 'crowdsec' });
  expect(listNames).toEqual(['crowdsec', 'crowdsec-2']);
  const { url, feed_name: feeds } = server();
  expect(feeds.map(({ name }: any) => name)).toEqual(listNames);
  expect(addresses().map(({ name, profile_feed_name: of }) => [name, of]).sort()).toEqual(listNames.map((name) => [name, name]));
  expect(await evaluated({ url, paths: feeds.map(({ path }: any) => path) })).toEqual({
    url: HOST, paths: [`${PATH}?page=1&page_size=250000`, `${PATH}?page=2&page_size=250000`],
  });
});

test('takes all that Junos can be told', () => {
  const other = new JunosProvider(stack, 'other', { alias: 'branch' });
  feed({
    name: 'crowdsec-blocklist-of-the-edge',
    refreshInterval: Duration.hours(36),
    holdInterval: Duration.days(7),
    description: 'CrowdSec',
    tlsProfile: 'crowdsec',
    validateCertificateAttributes: true,
    provider: other,
  });
  expect(server()).toMatchObject({
    name: 'crowdsec-blockli',
    description: 'CrowdSec',
    tls_profile: 'crowdsec',
    validate_certificate_attributes_subject_or_san: true,
    feed_name: [{ name: 'crowdsec-blocklist-of-the-edge', update_interval: 129_600, hold_interval: 604_800 }],
    provider: 'junos.branch',
  });
  expect(addresses()).toEqual([expect.objectContaining({ provider: 'junos.branch' })]);
});

test('the server may have a name of its own', () => {
  feed({ serverName: 'crowdsec-server', validateCertificateAttributes: false });
  expect(server()).toMatchObject({ name: 'crowdsec-server' });
  expect(server()).not.toHaveProperty('validate_certificate_attributes_subject_or_san');
});

test('is checked by Terraform for what only it knows, without naming a value', async () => {
  feed();
  const { lifecycle: { precondition } } = server();
  expect(precondition.map((one: any) => one.error_message)).toEqual([
    expect.stringMatching(/^production\/blocklist: the server's URL with its credentials has more characters than Junos takes, 256\./),
    expect.stringMatching(/^production\/blocklist: the server's URL with its credentials has a double quote, which Junos does not take\./),
  ]);
  expect(await evaluated({ holds: precondition.map((one: any) => one.condition) })).toEqual({ holds: [true, true] });
});

test.each<[Partial<JuniperDynamicAddressProps>, RegExp]>([
  [{ refreshInterval: Duration.hours(6) }, /^production\/blocklist: "refreshInterval": 6 hours is more often than the plan allows/],
  [{ refreshInterval: Duration.seconds(4_294_967_296) }, /"refreshInterval": 4294967296 seconds is longer than Junos can wait/],
  [{ name: 'a b' }, /"name": "a b" is no name for Junos, which takes 1 to 240 letters/],
  [{ serverName: 'x'.repeat(17) }, /"serverName": "x{17}" is no name for a feed server, which takes 1 to 16 letters/],
  [{ validateCertificateAttributes: true }, /"validateCertificateAttributes": Junos checks them only with a TLS profile/],
  [{ description: 'x'.repeat(901) }, /"description": it has 901 characters; Junos takes 1 to 900/],
  [{ description: 'the "list"' }, /"description": it has a double quote, which Junos does not take/],
])('%j is refused', (props, expected) => {
  feed(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test('an enterprise plan may pull hourly', () => {
  feed({ planTier: PlanTier.ENTERPRISE });
  expect(server().feed_name[0]).toMatchObject({ update_interval: 3600, hold_interval: 10_800 });
});

test('one that is looked up takes its credentials from elsewhere, encoded into the URL, and its format is checked by Terraform', async () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  feed({ integration: found, credentials: { username: HARD.username, password }, maxEntries: 30_000 });
  const { url, feed_name: [{ path }], lifecycle } = server();
  expect(await evaluated({ url, path })).toEqual({ url: HOST, path: `${PATH}?page=1&page_size=30000` });
  expect(lifecycle.precondition).toContainEqual(expect.objectContaining({ error_message: expect.stringContaining('output format is none that Junos can read') }));
});

test.each(['password', 'sshkeyPem', 'keypass'])('a literal %s in the provider is refused, and not written', (prop) => {
  new JunosProvider(stack, 'other', { alias: 'branch', [prop]: 'hunter2' });
  expect(problemsOf(stack)).toEqual([expect.stringMatching(new RegExp(`^production/other: "${prop}" is a literal(?!.*hunter2)`))]);
});

test('the provider can be told to write a file, which only its owner reads', () => {
  new JunosProvider(stack, 'other', { alias: 'try', ip: '192.0.2.1', fakeCreateWithSetfile: 'lines.set', fakeUpdateAlso: true, fakeDeleteAlso: true });
  expect(Template.of(stack).json.provider.junos[1]).toEqual({
    alias: 'try', ip: '192.0.2.1', fake_create_with_setfile: 'lines.set', fake_update_also: true, fake_delete_also: true, file_permission: '600',
  });
});
