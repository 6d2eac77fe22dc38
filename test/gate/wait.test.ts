import { GateProcess, Made, Told } from './gate-process';

let gate: GateProcess;

beforeAll(async () => {
  gate = await GateProcess.start();
});
beforeEach(() => gate.service.reset());
afterEach(() => gate.check());
afterAll(() => gate.end());

/** An integration with subscriptions at the service, and what the gate is told of it: the same, unless said otherwise. */
async function integration(vendors: readonly string[], more: Partial<Told> = {}): Promise<Told & { readonly made: Made }> {
  const made = await gate.make(`edge ${(await gate.service.integrations()).length}`);
  await gate.subscribe(made, ...vendors);
  return { vendors, ...more, made };
}

async function requests(): Promise<string[]> {
  return (await gate.service.journal()).map(({ method, path, status }) => `${method} ${path} ${status}`);
}

/** Waits until the service has answered so many reads of an integration. */
async function asked(id: string, times: number): Promise<void> {
  const reads = async () => (await requests()).filter((line) => line.startsWith(`GET /v1/integrations/${id} `)).length;
  while (await reads() < times) await gate.service.seen(/^GET/);
}

test('an integration with its subscriptions and addresses: one request each, and the gate opens', async () => {
  const two = [await integration(['Microsoft', 'Citrix']), await integration(['Fortinet'])];
  await gate.service.forget();
  const said = await gate.works('wait', two);
  expect(said).toMatch(/^Delivery gate: waiting until 2 integrations serve, for up to 60 min\n/);
  expect(said).toMatch(/2 of 2 serve; edge\/feed0 has [\d,]+ addresses; edge\/feed1 has [\d,]+ addresses\n$/);
  expect((await requests()).sort()).toEqual(two.map(({ made }) => `GET /v1/integrations/${made.id} 200`).sort());
});

test('addresses that come later are waited for, and what is missing is said once', async () => {
  await gate.service.settings({ contentLagSeconds: 3600 });
  const [late, early] = [await integration(['Microsoft']), await integration(['Citrix'])];
  await gate.service.control('PUT', '/clock', { advanceSeconds: 1800 });
  const job = gate.begin('wait', [late, early]);
  await asked(late.made.id, 3);
  await gate.service.control('PUT', '/clock', { advanceSeconds: 1801 });
  const said = await job.ended;
  expect(said).toContain('edge/feed0: its subscriptions are there, but it has no addresses yet (integration-count)');
  expect(said.match(/no addresses yet \(integration-count\); edge\/feed1/g)).toHaveLength(1);
  expect(said).toMatch(/2 of 2 serve/);
});

test('a subscription that comes later is waited for; one integration that serves is not asked again', async () => {
  const done = await integration(['Fortinet']);
  const told = { ...await integration(['Microsoft']), vendors: ['Microsoft', 'Citrix'] };
  await gate.service.forget();
  const job = gate.begin('wait', [told, done]);
  await asked(told.made.id, 2);
  await gate.subscribe(told.made, 'Citrix');
  const said = await job.ended;
  expect(said).toContain('1 of 2 serve; edge/feed0: 1 of 2 subscriptions are not there yet: vendor "Citrix" (integration-subscriptions)');
  expect(said).toMatch(/2 of 2 serve/);
  expect((await requests()).filter((line) => line.includes(done.made.id))).toHaveLength(1);
});

test('an accent written in one character or two is the same key', async () => {
  const told = await integration([]);
  await gate.service.fault({ method: 'GET', path: told.made.id, change: { vendors: [{ id: 'Caf\u00e9' }], stats: { count: 1 } } });
  expect(await gate.works('wait', [{ ...told, vendors: ['Cafe\u0301'] }])).toContain('edge/feed0 has 1 address\n');
});

test('at the deadline: each integration with its check, what was seen and what to do', async () => {
  await gate.service.settings({ contentLagSeconds: 3600 });
  const missing = { ...await integration(['Microsoft']), vendors: ['Microsoft', 'A', 'B', 'C', 'D', 'E', 'F'], cves: ['CVE-2024-25600'] };
  const empty = await integration(['Microsoft']);
  const said = await gate.fails('wait', [missing, empty], { timeoutSeconds: 0.1 });
  expect(said).toMatch(/^Delivery gate: not serving after \d+ s: 2 of 2\n/);
  expect(said).toContain(`- edge/feed0 (integration ${missing.made.id}): integration-subscriptions: 7 of 8 subscriptions are not there yet: `
    + 'vendor "A", vendor "B", vendor "C", vendor "D", vendor "E" and 2 more.\n  Look in CrowdSec\'s console whether somebody ended them.');
  expect(said).toContain(`- edge/feed1 (integration ${empty.made.id}): integration-count: its subscriptions are there, but it has no addresses yet.\n  `);
});

test('an integration that is gone fails at once, and is told first', async () => {
  await gate.service.settings({ contentLagSeconds: 3600 });
  const [waiting, gone] = [await integration(['Microsoft']), await integration([])];
  await gate.service.api('DELETE', `/integrations/${gone.made.id}`);
  const said = await gate.fails('wait', [waiting, gone]);
  expect(said).toMatch(new RegExp(`not serving after \\d+ s: 2 of 2\n- edge/feed1 \\(integration ${gone.made.id}\\): integration-found: `
    + `the service knows no integration ${gone.made.id} in this key's organisation`));
});

test('one that subscribes to nothing fails at once', async () => {
  expect(await gate.fails('wait', [await integration([])])).toContain('integration-subscriptions: it subscribes to nothing, so it has no addresses.');
});

test.each([
  ['a wrong key', { CROWDSEC_SERVICE_API_KEY: 'letmein' }, /api-key-valid: GET \S+ answered 401: .*Check api_key, or the environment/],
  ['no key', { CROWDSEC_SERVICE_API_KEY: '' }, /api-key-present: there is no key for the Service API\. Set the environment variable/],
  ['a URL in clear text', { CROWDSEC_SERVICE_API_URL: 'http://admin.example/v1' }, /apiUrl: .*would send the key in plain text; use https/],
])('%s fails at once', async (_, env, message) => {
  const said = await gate.fails('wait', [await integration(['Microsoft'])], { env });
  expect(said).toMatch(message);
  expect(said).not.toContain('letmein');
});

test('the other variable for the key is taken too', async () => {
  await gate.works('wait', [await integration(['Microsoft'])], { env: { CROWDSEC_SERVICE_API_KEY: '', CROWDSEC_SAPI_KEY: gate.service.apiKey } });
});

test('expected empty: it opens when nothing is counted, and not before', async () => {
  await gate.works('wait', [await integration([], { empty: true })]);
  await gate.service.settings({ contentLagSeconds: 3600 });
  await gate.works('wait', [await integration(['Microsoft'], { empty: true })]);
  await gate.service.settings({ contentLagSeconds: 0 });
  const said = await gate.fails('wait', [await integration(['Microsoft'], { empty: true })], { timeoutSeconds: 0.1 });
  expect(said).toMatch(/integration-count: it has [\d,]+ addresses, and should be empty\.\n {2}End what it subscribes to, or take it out of/);
});

test('statuses of a moment, refusals for now and lost connections in between are waited over, and said', async () => {
  const told = await integration(['Microsoft']);
  const faults = [
    { status: 503 }, { status: 500 }, { status: 429, headers: { 'retry-after': '0' } }, { connection: 'reset-before' }, { connection: 'truncate' },
  ];
  for (const fault of faults) await gate.service.fault({ method: 'GET', path: told.made.id, ...fault });
  const said = await gate.works('wait', [told]);
  const lines = said.matchAll(/^Delivery gate: \d+ s: 0 of 1 serve; GET \S+: (answered \d+|the connection broke off).*\((.*)\)$/gm);
  expect([...lines].map(([, what, check]) => `${check}: ${what}`)).toEqual([
    'endpoint-answers: answered 503', 'endpoint-answers: answered 500', 'rate-limit: answered 429',
    'endpoint-answers: the connection broke off', 'endpoint-answers: the connection broke off',
  ]);
});

test('what stays so is the diagnosis at the deadline', async () => {
  const told = await integration(['Microsoft']);
  await gate.service.fault({ method: 'GET', times: 100, status: 503 });
  const said = await gate.fails('wait', [told], { timeoutSeconds: 0.1 });
  expect(said).toMatch(/no answer to go by after \d+ s\n- endpoint-answers: GET \S+: answered 503/);
});

test('a service that asks for a longer pause than there is time is not waited for', async () => {
  const told = await integration(['Microsoft']);
  await gate.service.fault({ method: 'GET', status: 429, headers: { 'retry-after': '7200' } });
  expect(await gate.fails('wait', [told])).toMatch(/rate-limit: .* It asks to wait 7200 seconds\./);
});

test('many integrations are read as a list, each request a hundred; one that the list leaves out is asked for by itself', async () => {
  const many: Told[] = [];
  for (let i = 0; i < 8; i++) many.push(await integration(['Microsoft']));
  const gone = many[3].made.id;
  await gate.service.forget();
  await gate.works('wait', many);
  expect(await requests()).toEqual(['GET /v1/integrations 200']);

  await gate.service.api('DELETE', `/integrations/${gone}?force=true`);
  await gate.service.forget();
  expect(await gate.fails('wait', many)).toMatch(/not serving after \d+ s: 1 of 8\n/);
  expect(await requests()).toEqual(['GET /v1/integrations 200', `GET /v1/integrations/${gone} 404`]);
});

test('the diagnosis of many fits into what Terraform keeps of a command', async () => {
  const vendors = Array.from({ length: 40 }, (_, i) => `Vendor with a long name, number ${i}`);
  const made = (await integration([])).made;
  const said = await gate.fails('wait', Array.from({ length: 50 }, () => ({ made, vendors })), { timeoutSeconds: 0.1 });
  expect(said).toContain(': 50 of 50\n');
  expect(said).toMatch(/and 42 more\n$/);
  expect(said.length).toBeLessThan(8000);
});

test('thousands of subscriptions pass through the environment', async () => {
  const told = await integration([]);
  const vendors = Array.from({ length: 5000 }, (_, i) => `Vendor with a long name, number ${i}`);
  await gate.service.fault({ method: 'GET', change: { vendors: vendors.map((id) => ({ id })), stats: { count: 1 } } });
  await gate.works('wait', [{ ...told, vendors }]);
});
