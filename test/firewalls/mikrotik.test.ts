import { TerraformStack, TerraformVariable } from 'cdktf';
import { evaluated, HARD } from './evaluate';
import { CrowdsecProvider, Duration, Integration, MikroTikAddressList, MikroTikAddressListProps, OutputFormat, PlanTier, RouterosProvider } from '../../src';
import { Service } from '../support/service';
import { problemsOf, Template, testApp } from '../support/template';

const POLICY = ['ftp', 'read', 'write', 'test'];

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new RouterosProvider(stack, 'routeros');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.MIKROTIK, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function list(props: Partial<MikroTikAddressListProps> = {}, id = 'blocklist'): MikroTikAddressList {
  return new MikroTikAddressList(stack, id, { integration: edge, ...props });
}

function named(type: string, name: string): any {
  return Template.of(stack).resources(type).find((one) => one.name === name);
}
const script = (name = 'blocklist') => named('routeros_system_script', name);
const scheduler = (name = 'blocklist') => named('routeros_system_scheduler', name);

/** What RouterOS takes a string of a script for; fails where it would end early, or take a variable's value. */
function stringAt(source: string, before: string): string {
  const [, string] = new RegExp(`${before}"((?:[^"\\\\$]|\\\\["\\\\$nr])*)"(?=[\\n;}])`).exec(source) ?? [];
  if (string === undefined) throw new Error(`no whole string after ${before}`);
  return string.replace(/\\(.)/g, (_, mark: string) => ({ n: '\n', r: '\r' })[mark] ?? mark);
}

test('minimal: a script, a scheduler that runs it daily, and a first pull in the background', () => {
  expect(list().listNames).toEqual(['crowdsec-integration']);
  expect(script()).toMatchObject({ name: 'blocklist', policy: POLICY });
  expect(script()).not.toHaveProperty('launch_trigger');
  expect(scheduler()).toMatchObject({ on_event: 'blocklist', interval: '1d', policy: POLICY });
  expect(scheduler()).not.toHaveProperty('start_time');
  expect(script('blocklist-now')).toMatchObject({
    source: ':execute {/system script run "blocklist"}', launch_trigger: expect.any(String), policy: POLICY,
  });
});

test('the first pull comes after the script and before the scheduler, whose day counts from its creation', () => {
  list();
  const [main, launcher] = [/script\.blocklist_[0-9A-F]+$/, /script\.blocklist_Launcher_/].map((name) => expect.stringMatching(name));
  expect(script('blocklist-now').depends_on).toEqual([main]);
  expect(scheduler().depends_on).toEqual([main, launcher]);
});

test('the provider that the resources need is asked for', () => {
  list();
  expect(Template.of(stack).json.terraform.required_providers.routeros).toEqual({ source: 'terraform-routeros/routeros', version: '>= 1.99.0' });
});

test('user name, password and URL reach the router as they are, whatever is in them', async () => {
  list({ name: 'crowdsec' });
  const { source } = await evaluated({ source: script('crowdsec').source });
  expect(stringAt(source, ':local feedUser ')).toBe(HARD.username);
  expect(stringAt(source, ':local feedPassword ')).toBe(HARD.password);
  expect(stringAt(source, ':local pageUrls {')).toBe(`${HARD.endpoint}?page=1&page_size=35000`);
  expect(stringAt(source, ':local feedName ')).toBe('crowdsec');
});

test('all pages are fetched, with user name and password as arguments, before the list is cleared and filled', async () => {
  list({ maxEntries: 100_000 });
  const { source } = await evaluated({ source: script().source });
  expect(source).toContain(`:local pageUrls {${[1, 2, 3].map((page) => `"${HARD.endpoint}?page=${page}&page_size=33334"`).join(';')}}\n`);
  expect(source).toContain('/tool fetch url=$pageUrl mode=https http-auth-scheme=basic user=$feedUser password=$feedPassword check-certificate=yes-without-crl');
  const steps = ['/tool fetch', ':if ($problem != "") do={ :log error', 'address-list remove [find where list="crowdsec-integration"]', '/import file-name=', '{ /file remove'];
  const places = steps.map((step) => source.indexOf(step));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test('a last page that is full is noticed by its size, because the list may have been cut there', async () => {
  list();
  const [, bytes] = /:if \(\(\$page = \[:len \$pageUrls\]\) && \(\$arrived >= (\d+)\)\) do=\{\n\s+:log warning/.exec(script().source)!;
  const service = await Service.start();
  try {
    const { items } = await service.api('GET', '/blocklists?include_filter=public&size=100');
    const made = await service.api('POST', '/integrations', { name: 'edge', entity_type: 'firewall_integration', output_format: 'mikrotik' });
    const { id } = items.find((blocklist: { name: string }) => blocklist.name === 'emulated-largest');
    await service.api('POST', `/blocklists/${id}/subscribers`, { ids: [made.id], entity_type: 'firewall_integration' });
    const sizeOf = async (entries: number) => (await service.api<string>('GET', `/integrations/${made.id}/content?page_size=${entries}`)).length;
    expect(await sizeOf(35_000)).toBeGreaterThanOrEqual(Number(bytes));
    expect(await sizeOf(30_000)).toBeLessThan(Number(bytes));
  } finally {
    await service.end();
  }
});

test('what opens in the script is closed', async () => {
  list();
  const { source } = await evaluated({ source: script().source });
  const open: string[] = [];
  for (const mark of source.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/[()[\]{}]/g) ?? []) {
    if ('([{'.includes(mark)) open.push(mark);
    else expect(`${open.pop()}${mark}`).toMatch(/^(\(\)|\[\]|\{\})$/);
  }
  expect(open).toEqual([]);
});

test('takes all that a router can be told', () => {
  const other = new RouterosProvider(stack, 'other', {
    alias: 'branch', hosturl: 'https://192.0.2.1', username: 'terraform', insecure: true, caCertificate: 'ca.pem', routerosVersion: '7.16',
  });
  list({ name: 'crowdsec', pullAtOnce: false, pullAtStart: true, checkCertificate: false, comment: 'CrowdSec', provider: other });
  expect(script('crowdsec')).toMatchObject({ comment: 'CrowdSec', provider: 'routeros.branch', source: expect.stringContaining('check-certificate=no ') });
  expect(script('crowdsec-now')).toBeUndefined();
  expect(scheduler('crowdsec')).toMatchObject({ comment: 'CrowdSec', provider: 'routeros.branch' });
  expect(scheduler('crowdsec-start')).toMatchObject({
    start_time: 'startup', interval: '0s', on_event: ':delay 2m; /system script run "crowdsec"', comment: 'CrowdSec', provider: 'routeros.branch',
  });
  expect(Template.of(stack).json.provider.routeros[1]).toEqual({
    alias: 'branch', hosturl: 'https://192.0.2.1', username: 'terraform', insecure: true, ca_certificate: 'ca.pem', routeros_version: '7.16',
  });
});

test('only an enterprise plan pulls at the router\'s start unless it is asked for', () => {
  list();
  expect(scheduler('blocklist-start')).toBeUndefined();
  const other = new RouterosProvider(stack, 'other', { alias: 'branch' });
  list({ planTier: PlanTier.ENTERPRISE, provider: other }, 'enterprise');
  expect(scheduler('enterprise-start')).toBeDefined();
});

test.each([
  [Duration.hours(24), '1d'],
  [Duration.hours(36), '1d12h'],
  [Duration.minutes(24 * 60 + 1), '1d1m'],
  [Duration.seconds(100_000.5), '1d3h46m41s'],
])('an interval is spelled as RouterOS does, rounded up', (refreshInterval, interval) => {
  list({ refreshInterval });
  expect(scheduler().interval).toBe(interval);
});

test.each<[Partial<MikroTikAddressListProps>, RegExp]>([
  [{ refreshInterval: Duration.hours(6) }, /^production\/blocklist: "refreshInterval": 6 hours is more often than the plan allows/],
  [{ refreshInterval: Duration.days(2) }, /2 days is longer than RouterOS, where entries expire after 48 hours, can wait, 47 hours/],
  [{ name: 'a b' }, /"name": "a b" is no name for RouterOS, which takes 1 to 64 letters/],
  [{ name: 'x'.repeat(65) }, /is no name for RouterOS/],
])('%j is refused', (props, expected) => {
  list(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test('two on one router are refused, because each would clear the other\'s entries', () => {
  list();
  list({}, 'second');
  expect(problemsOf(stack)).toEqual([
    expect.stringMatching(/^production\/second: production\/blocklist fills the list "crowdsec-integration" on the same router/),
  ]);
});

test('one that is looked up takes its credentials from elsewhere, and its format is checked by Terraform', async () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  list({ integration: found, credentials: { username: HARD.password, password } });
  const { source } = await evaluated({ source: script().source });
  expect([stringAt(source, ':local feedUser '), stringAt(source, ':local feedPassword ')]).toEqual([HARD.password, HARD.password]);
  expect(script().lifecycle.precondition).toEqual([expect.objectContaining({ error_message: expect.stringContaining('none that RouterOS can read') })]);
});

test('a literal password in the provider is refused, and not written', () => {
  new RouterosProvider(stack, 'other', { alias: 'branch', password: 'hunter2' });
  expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/other: "password" is a literal(?!.*hunter2)/)]);
});
