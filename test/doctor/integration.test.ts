import { HOUR_MS, Organization } from './support';

const organization = Organization.duringTests();
const only = (name: string, device = {}) => ({ targets: [{ reference: { name }, device }] });

test('all integrations of an organisation are read with one list, and their rows tell their state', async () => {
  await organization.made('edge');
  await organization.made('office', { format: 'fortigate', pulledHoursAgo: 30, pullLimit: 5 });
  const { report } = await organization.diagnose();
  expect(organization.asked()).toEqual(['HEAD /', 'GET /v1/info', 'GET /v1/integrations']);
  expect(report.integrations).toEqual([
    expect.objectContaining({ name: 'edge', output_format: 'plain_text', status: 'ok', offline: false, pull_limit: null, subscriptions: { vendors: 1, cves: 0, fingerprints: 0, blocklists: 0 } }),
    expect.objectContaining({ name: 'office', status: 'fail', offline: true, pull_limit: 5 }),
  ]);
  expect(report.integrations[0].addresses).toBeGreaterThan(0);
  expect(report).toMatchObject({ version: 1, lapi: { status: 'not_configured', latency_ms: null }, capi: { status: 'not_configured', latency_ms: null } });
});

test('one by its id is one request, and the others are not read', async () => {
  const { id } = await organization.made('edge');
  const findings = await organization.diagnose({ targets: [{ reference: { id } }] });
  expect(findings.of('integration-found')).toMatchObject({ status: 'ok', subject: 'edge' });
  expect(organization.asked()).toEqual(['HEAD /', 'GET /v1/info', `GET /v1/integrations/${id}`]);
});

test('one that is named by id and by name is looked at once', async () => {
  const { id } = await organization.made('edge');
  const { report } = await organization.diagnose({ targets: [{ reference: { id } }, { reference: { name: 'edge' } }] });
  expect(report.integrations).toHaveLength(1);
  expect(report.checks.filter((check) => check.id === 'integration-pulls')).toHaveLength(1);
});

test.each<[string, object, string]>([
  ['an id that is gone', { id: '0123456789abcdef01234567' }, 'Check id or name'],
  ['another case', { name: 'Edge ' }, 'Did you mean "edge"?'],
  ['a slip', { name: 'egde' }, 'Did you mean "edge"?'],
  ['nothing alike', { name: 'warehouse' }, 'Check id or name'],
])('%s is not found: %s %s', async (_what, reference, remedy) => {
  await organization.made('edge');
  const findings = await organization.diagnose({ targets: [{ reference: reference as { id: string } }] });
  expect(findings.of('integration-found')).toMatchObject({ status: 'fail', remedy: expect.stringContaining(remedy) });
  expect(findings.of('integration-pulls').status).toBe('skip');
});

test('an organisation without integrations is a warning', async () => {
  expect((await organization.diagnose()).of('integration-found')).toMatchObject({ status: 'warn', detail: 'the organisation has no integration' });
});

test('a list that may not be read is one finding', async () => {
  organization.emulator.addFault({ path: '/v1/integrations$', status: 403 });
  expect((await organization.diagnose()).of('integration-found')).toMatchObject({ status: 'fail', remedy: 'Give the key the permission to read integrations.' });
});

test.each([
  ['an hour ago', 1, 100, 'ok', '1'],
  ['almost a day ago', 23.5, 100, 'warn', 'one late pull'],
  ['more than a day ago', 24.5, 100, 'fail', 'offline: last pull'],
  ['never, and just made', null, 1, 'warn', 'never pulled'],
  ['never, and made long ago', null, 100, 'fail', 'never pulled'],
  ['in the future', -2, 100, 'warn', 'still to come'],
])('pulled %s', async (_what, pulledHoursAgo, createdHoursAgo, status, words) => {
  await organization.made('edge', { pulledHoursAgo, createdHoursAgo });
  expect((await organization.diagnose()).of('integration-pulls')).toMatchObject({ status, detail: expect.stringContaining(words) });
});

test('a time without a zone is UTC', async () => {
  const { id } = await organization.made('edge');
  const naked = new Date(Date.now() - HOUR_MS).toISOString().replace('Z', '');
  organization.emulator.addFault({ path: `/v1/integrations/${id}$`, change: { last_pull: naked } });
  expect((await organization.diagnose({ targets: [{ reference: { id } }] })).of('integration-pulls')).toMatchObject({ status: 'ok', detail: expect.stringContaining('60 minutes ago') });
});

test('offline: a component is told something else than a firewall', async () => {
  await organization.made('edge', { pulledHoursAgo: 48 });
  await organization.made('proxy', { pulledHoursAgo: 48, format: 'remediation_component' });
  const findings = await organization.diagnose();
  expect(findings.of('integration-pulls', 'edge').remedy).toContain('feed\'s rule');
  expect(findings.of('integration-pulls', 'proxy').remedy).toContain('--bouncer-config');
});

test('empty: subscribed to nothing, and subscribed to what is empty, are different', async () => {
  const { id } = await organization.made('edge', { vendors: [] });
  const none = await organization.diagnose();
  expect(none.of('integration-subscriptions')).toMatchObject({ status: 'fail', detail: expect.stringContaining('subscribed to nothing') });
  expect(none.of('integration-count').status).toBe('skip');
  await organization.made('office');
  organization.emulator.addFault({ path: '/v1/integrations$', change: { items: { stats: { count: 0 } } } });
  expect((await organization.diagnose()).of('integration-count', 'office')).toMatchObject({ status: 'fail', detail: expect.stringContaining('serves no address') });
  organization.emulator.addFault({ path: `${id}$`, change: { vendors: [{ id: 'Microsoft' }], stats: { count: 0 }, updated_at: new Date().toISOString() } });
  expect((await organization.diagnose({ targets: [{ reference: { id } }] })).of('integration-count')).toMatchObject({ status: 'warn', remedy: 'Look again in some minutes.' });
});

test('what is wrong with the device\'s format and type', async () => {
  await organization.made('edge', { format: 'fortigate' });
  expect((await organization.diagnose(only('edge', { format: 'fortigate' }))).of('output-format').status).toBe('ok');
  expect((await organization.diagnose(only('edge', { format: 'f5' }))).of('output-format')).toMatchObject({ status: 'fail', remedy: 'Set the integration\'s output_format to "f5".' });
  const component = await organization.diagnose(only('edge', { isComponent: true }));
  expect([component.of('integration-type').status, component.of('output-format').status]).toEqual(['fail', 'fail']);
  expect(component.of('integration-type').remedy).toContain('the type cannot change');
});

test.each([
  ['a limit below the count', { pull_limit: 10_000, stats: { count: 12_000 } }, {}, 'pull-limit', 'warn', '10000 of 12000'],
  ['a limit above it', { pull_limit: 20_000, stats: { count: 12_000 } }, {}, 'pull-limit', 'ok', 'not reached'],
  ['more than 5 MB of Check Point', { output_format: 'checkpoint', stats: { count: 70_000 } }, {}, 'page-budget', 'warn', '70000 entries are more than the 5 MB'],
  ['the same in plain text', { output_format: 'plain_text', stats: { count: 70_000 } }, {}, 'page-budget', 'ok', 'fits'],
  ['pages below the smallest', { stats: { count: 70_000 } }, { pageSize: 1500 }, 'page-budget', 'warn', 'page size 1500 is too small'],
  ['too few pages', { stats: { count: 70_000 } }, { pages: 2, pageSize: 30_000 }, 'pages-cover', 'fail', 'the last 10000 never reach the device'],
  ['enough pages', { stats: { count: 70_000 } }, { pages: 3, pageSize: 30_000 }, 'pages-cover', 'ok', 'has room for all 70000'],
  ['pages larger than the device', { stats: { count: 70_000 } }, { pages: 2, pageSize: 60_000, capacity: 50_000 }, 'pages-cover', 'fail', 'the device holds 50000'],
  ['a list larger than the device', { stats: { count: 70_000 } }, { capacity: 50_000 }, 'pages-cover', 'fail', 'up to 70000 entries'],
  ['nothing known of the device', { stats: { count: 70_000 } }, {}, 'pages-cover', 'skip', '--page-size'],
])('size: %s', async (_what, change, device, id, status, words) => {
  const made = await organization.made('edge');
  organization.emulator.addFault({ path: `${made.id}$`, change });
  const findings = await organization.diagnose({ targets: [{ reference: { id: made.id }, device }] });
  expect(findings.of(id)).toMatchObject({ status, detail: expect.stringContaining(words) });
});

test.each<[string, (endpoint: string) => string, string, string]>([
  ['the endpoint', (url) => url, 'ok', 'is the integration\'s'],
  ['with credentials and a page', (url) => `${url.replace('//', '//user:p%40ss@')}?page=1&page_size=10000`, 'ok', 'is the integration\'s'],
  ['another id', (url) => url.replace(/[0-9a-f]{24}/, '0123456789abcdef01234567'), 'fail', 'another integration'],
  ['without /content', (url) => url.replace('/content', ''), 'fail', 'lacks /content'],
  ['another host', (url) => url.replace('127.0.0.1', 'api.example'), 'fail', 'the device asks "api.example'],
  ['another scheme', (url) => url.replace('http:', 'https:'), 'fail', 'begins with https://'],
  ['no URL', () => 'edge list', 'fail', 'cannot be read'],
])('the device\'s URL: %s', async (_what, change, status, words) => {
  const { endpoint } = await organization.made('edge');
  const findings = await organization.diagnose(only('edge', { url: change(endpoint) }));
  expect(findings.of('endpoint-url')).toMatchObject({ status, detail: expect.stringContaining(words) });
  expect(JSON.stringify(findings.report)).not.toMatch(/p%40ss|p@ss/);
});

test.each([
  ['/', 'ok', 'is the integration\'s'],
  ['', 'ok', 'is the integration\'s'],
  ['/v1/decisions/stream', 'fail', 'the path is doubled'],
  ['/content', 'fail', 'has the path'],
])('a component\'s URL that ends with "%s"', async (end, status, words) => {
  const { id } = await organization.made('proxy', { format: 'remediation_component' });
  const findings = await organization.diagnose(only('proxy', { url: `${organization.emulator.url}/integrations/${id}${end}`, isComponent: true }));
  expect(findings.of('endpoint-url')).toMatchObject({ status, detail: expect.stringContaining(words) });
});

test('names that mean harm are made visible, and still belong to their row', async () => {
  await organization.made('edge\u001b[31m\u202e', { vendors: [] });
  const { report } = await organization.diagnose();
  expect(report.integrations[0]).toMatchObject({ name: 'edge\\u001b[31m\\u202e', status: 'fail' });
  expect(JSON.stringify(report)).not.toContain('\\u001b[31m\u202e');
});

test('many integrations are many rows of few requests', async () => {
  await organization.made('edge');
  const id = (number: number) => number.toString(16).padStart(24, '0');
  organization.change(([one]) => Array.from({ length: 120 }, (_, number) => ({ ...one, id: id(number), name: `edge-${number}` })));
  const { report } = await organization.diagnose();
  expect(report.integrations).toHaveLength(120);
  expect(organization.asked().filter((request) => request.includes('integrations'))).toHaveLength(2);
});
