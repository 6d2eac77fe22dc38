import { TerraformStack, TerraformVariable } from 'cdktf';
import {
  CrowdsecProvider, Duration, Integration, OutputFormat, PaloAltoExternalDynamicList, PaloAltoExternalDynamicListProps, PaloAltoLocation,
  PaloAltoModel, PaloAltoWeekday, PanosProvider, PlanTier,
} from '../../src';
import { problemsOf, Template, testApp, warningsOf } from '../support/template';

const RESOURCE = 'panos_external_dynamic_list';

let stack: TerraformStack;
let edge: Integration;

beforeEach(() => {
  stack = new TerraformStack(testApp(), 'production');
  new CrowdsecProvider(stack, 'crowdsec');
  new PanosProvider(stack, 'panos');
  edge = new Integration(stack, 'edge', { outputFormat: OutputFormat.PALOALTO, subscriptions: { cves: ['CVE-2024-25600'] } });
});

function list(props: Partial<PaloAltoExternalDynamicListProps> = {}, id = 'blocklist'): PaloAltoExternalDynamicList {
  return new PaloAltoExternalDynamicList(stack, id, { integration: edge, certificateProfile: 'amazon', ...props });
}

/** Attributes of all resources, with the integration's address shortened. */
function resources(): any[] {
  return JSON.parse(JSON.stringify(Template.of(stack).resources(RESOURCE)).replace(/crowdsec_integration\.\w+/g, 'EDGE'));
}

function ip(): any {
  const [only, ...others] = resources();
  expect(others).toEqual([]);
  return only.type.ip;
}

test('minimal: one list in vsys1, credentials in their own places, once a day at midnight', () => {
  expect(list({ certificateProfile: undefined }).listNames).toEqual(['blocklist']);
  expect(resources()).toEqual([{
    name: 'blocklist',
    location: { vsys: { name: 'vsys1' } },
    type: { ip: { url: '${EDGE.endpoint}', auth: { username: '${EDGE.username}', password: '${EDGE.password}' }, recurring: { daily: { at: '00' } } } },
    lifecycle: { precondition: [expect.anything(), expect.anything(), expect.anything()] },
  }]);
});

test('without a certificate profile there is a warning, which naming none on purpose ends', () => {
  list({ certificateProfile: undefined });
  list({ certificateProfile: 'None', planTier: PlanTier.ENTERPRISE }, 'unchecked');
  expect(warningsOf(stack)).toEqual([expect.stringMatching(/^production\/blocklist: "certificateProfile" is not set: .*Amazon Root CA 1$/)]);
});

test('version 2 of the provider is asked for: version 1 has no such resource', () => {
  list();
  expect(Template.of(stack).json.terraform.required_providers.panos).toEqual({ source: 'PaloAltoNetworks/panos', version: '>= 2.0.0, < 3.0.0' });
});

test('is checked by Terraform for what only it knows, without naming a value', () => {
  list();
  expect(resources()[0].lifecycle.precondition).toEqual([
    { condition: '${(length(EDGE.username) <= 255)}', error_message: expect.stringMatching(/^production\/blocklist: the user name has more characters than PAN-OS takes, 255\./) },
    { condition: '${(length(EDGE.password) <= 255)}', error_message: expect.stringContaining('PAN-OS takes, 255') },
    { condition: '${(length(EDGE.endpoint) <= 255)}', error_message: expect.stringContaining('PAN-OS takes, 255') },
  ]);
});

test('takes all that PAN-OS can be told', () => {
  const other = new PanosProvider(stack, 'other', { alias: 'branch' });
  list({ name: 'crowdsec', at: '04', exceptions: ['192.0.2.7'], description: 'CrowdSec', provider: other });
  expect(resources()[0]).toMatchObject({ name: 'crowdsec', provider: 'panos.branch' });
  expect(ip()).toMatchObject({ certificate_profile: 'amazon', exception_list: ['192.0.2.7'], description: 'CrowdSec', recurring: { daily: { at: '04' } } });
});

test.each([
  [PaloAltoLocation.shared(), { shared: {} }],
  [PaloAltoLocation.vsys({ name: 'vsys2', ngfwDevice: 'fw' }), { vsys: { name: 'vsys2', ngfw_device: 'fw' } }],
  [PaloAltoLocation.deviceGroup({ name: 'branches' }), { device_group: { name: 'branches' } }],
  [PaloAltoLocation.deviceGroup({ name: 'branches', panoramaDevice: 'p' }), { device_group: { name: 'branches', panorama_device: 'p' } }],
])('location %#: exactly one member', (location, expected) => {
  list({ location });
  expect(resources()[0].location).toEqual(expected);
});

test.each<[Duration, Partial<PaloAltoExternalDynamicListProps>, object]>([
  [Duration.minutes(3), {}, { five_minute: {} }],
  [Duration.minutes(30), { at: '04' }, { hourly: {} }],
  [Duration.hours(2), {}, { daily: { at: '00' } }],
  [Duration.days(2), { at: '23', dayOfWeek: PaloAltoWeekday.FRIDAY }, { weekly: { at: '23', day_of_week: 'friday' } }],
  [Duration.days(7), {}, { weekly: { at: '00', day_of_week: 'sunday' } }],
  [Duration.days(8), {}, { monthly: { at: '00', day_of_month: 1 } }],
  [Duration.days(31), { dayOfMonth: 15 }, { monthly: { at: '00', day_of_month: 15 } }],
])('an interval is rounded up to a word of the device, %#', (refreshInterval, props, expected) => {
  list({ refreshInterval, planTier: PlanTier.ENTERPRISE, ...props });
  expect(ip().recurring).toEqual(expected);
});

test.each([[PaloAltoModel.OTHER, 50_000], [PaloAltoModel.PA_5000, 150_000], [PaloAltoModel.PA_7000, 150_000]])('on %s the list ends at what the firewall holds', (model, most) => {
  list({ model });
  expect(ip().url).toBe(`\${EDGE.endpoint}?page=1&page_size=${most}`);
});

test('comes as several lists of a size', () => {
  const { listNames } = list({ model: PaloAltoModel.PA_7000, entriesPerList: 50_000 });
  expect(listNames).toEqual(['blocklist', 'blocklist-2', 'blocklist-3']);
  expect(resources().map(({ name, type }) => [name, type.ip.url.replace('${EDGE.endpoint}', '')])).toEqual([
    ['blocklist', '?page=1&page_size=50000'], ['blocklist-2', '?page=2&page_size=50000'], ['blocklist-3', '?page=3&page_size=50000'],
  ]);
});

test.each<[Partial<PaloAltoExternalDynamicListProps>, RegExp]>([
  [{ refreshInterval: Duration.hours(6) }, /^production\/blocklist: "refreshInterval": 6 hours is more often than the plan allows/],
  [{ refreshInterval: Duration.days(32) }, /"refreshInterval": 32 days is longer than PAN-OS can wait, 31 days/],
  [{ name: '-a' }, /"name": "-a" is no name for PAN-OS, which takes 1 to 32 letters/],
  [{ name: 'x'.repeat(33) }, /is no name for PAN-OS/],
  [{ model: PaloAltoModel.OTHER, maxEntries: 50_001 }, /"maxEntries": 50001 is more than a Palo Alto firewall that is no PA-5000 .* holds, 50000/],
  [{ maxEntries: 150_001 }, /"maxEntries": 150001 is more than PAN-OS holds, 150000/],
  [{ at: '4' }, /^production\/blocklist: "at": "4" is no hour; use two digits, 00 to 23/],
  [{ at: '24' }, /"at": "24" is no hour/],
  [{ dayOfWeek: 'Sunday' as PaloAltoWeekday }, /"dayOfWeek": "Sunday" is no day; use one of sunday, monday/],
  [{ dayOfMonth: 32 }, /"dayOfMonth": 32 is no day of a month; use 1 to 31/],
  [{ description: 'x'.repeat(256) }, /"description": it has 256 characters; PAN-OS takes 255/],
  [{ location: PaloAltoLocation.deviceGroup({ name: 'shared' }) }, /"location": "shared" is no device group; use PaloAltoLocation.shared\(\)/],
])('%j is refused', (props, expected) => {
  list(props);
  expect(problemsOf(stack)).toEqual([expect.stringMatching(expected)]);
});

test.each<[Partial<PaloAltoExternalDynamicListProps>, string]>([
  [{ model: 'PA-9000' as PaloAltoModel }, '"model": "PA-9000" is no model that is known; use one of PA-5000, PA-7000, other'],
  [{ entriesPerList: 20_000 }, '"entriesPerList": it needs "model" or "maxEntries"'],
  [{ entriesPerList: 9_999, maxEntries: 20_000 }, '"entriesPerList": page size 9999 is too small'],
  [{ maxEntries: 0 }, '"maxEntries": 0 is no number of entries'],
])('%j is refused at once', (props, expected) => {
  expect(() => list(props)).toThrow(`production/blocklist: ${expected}`);
});

test('more than 30 lists for one firewall are refused, once; another provider or device group is another firewall', () => {
  const other = new PanosProvider(stack, 'other', { alias: 'branch' });
  const many = { model: PaloAltoModel.PA_7000, entriesPerList: 10_000 };
  list(many, 'a');
  list(many, 'b');
  list({ provider: other }, 'elsewhere');
  expect(problemsOf(stack)).toEqual([]);
  list({ location: PaloAltoLocation.shared() }, 'c');
  expect(problemsOf(stack)).toEqual([expect.stringMatching(/^production\/a: with its lists the stack has 31 for one firewall; PAN-OS takes 30/)]);
});

test('device groups are counted apart', () => {
  const many = { model: PaloAltoModel.PA_7000, entriesPerList: 10_000 };
  for (const name of ['a', 'b', 'c']) list({ ...many, location: PaloAltoLocation.deviceGroup({ name }) }, name);
  expect(problemsOf(stack)).toEqual([]);
});

test('one that is looked up takes its credentials from elsewhere, and its format is checked by Terraform', () => {
  const found = Integration.fromIntegrationName(stack, 'found', 'console-made');
  const password = new TerraformVariable(stack, 'password', { type: 'string', sensitive: true }).stringValue;
  list({ integration: found, credentials: { username: 'reader', password } });
  expect(ip().auth).toEqual({ username: 'reader', password: '${var.password}' });
  expect(resources()[0].lifecycle.precondition).toContainEqual({
    condition: '${contains(["paloalto"], data.EDGE.output_format)}', error_message: expect.stringContaining('output format is none that PAN-OS can read'),
  });
});

test('literal secrets in the provider are refused, and not written', () => {
  new PanosProvider(stack, 'other', { alias: 'branch', apiKey: 'hunter2', password: 'hunter3' });
  expect(problemsOf(stack)).toEqual(['apiKey', 'password'].map((prop) => expect.stringMatching(new RegExp(`^production/other: "${prop}" is a literal(?!.*hunter)`))));
});

test('the provider is told in its own names', () => {
  const secret = (id: string) => new TerraformVariable(stack, id, { sensitive: true }).stringValue;
  new PanosProvider(stack, 'other', {
    alias: 'branch', version: '2.0.12', hostname: 'pa', apiKey: secret('key'), username: 'u', password: secret('password'), skipVerifyCertificate: true,
  });
  expect(Template.of(stack).json.provider.panos).toContainEqual({
    alias: 'branch', hostname: 'pa', api_key: '${var.key}', username: 'u', password: '${var.password}', skip_verify_certificate: true,
  });
});
