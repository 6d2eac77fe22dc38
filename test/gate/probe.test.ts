import { GateProcess, Made } from './gate-process';

let gate: GateProcess;
let edge: Made;
let component: Made;

beforeAll(async () => {
  gate = await GateProcess.start();
});
beforeEach(async () => {
  await gate.service.reset();
  [edge, component] = [await gate.make('edge'), await gate.make('component', 'remediation_component')];
  await gate.subscribe(edge, 'Microsoft');
  await gate.subscribe(component, 'Microsoft');
  await gate.service.forget();
});
afterEach(() => gate.check());
afterAll(() => gate.end());

test('one HEAD of each content, with Basic or the component\'s key, and nothing else', async () => {
  expect(await gate.works('probe', [{ made: edge }, { made: component }])).toBe('');
  const journal = await gate.service.journal();
  expect(journal.map(({ method, path, status }) => `${method} ${path} ${status}`).sort())
    .toEqual([edge, component].map(({ id }) => `HEAD /v1/integrations/${id}/content 200`).sort());
});

test.each([
  ['content-head-basic', () => edge, { username: 'reader', password: 'letmein' }],
  ['component-key', () => component, { api_key: 'letmein' }],
])('%s: credentials that open nothing fail at once; the organisation\'s key is no substitute', async (check, made, credentials) => {
  const said = await gate.fails('probe', [{ made: made(), credentials }]);
  expect(said).toMatch(new RegExp(`^Delivery gate: not serving to their own credentials: 1 of 1\n- edge/feed0 \\(integration ${made().id}\\): ${check}: `
    + 'HEAD of its content answers 401 to the integration\'s own credentials'));
  expect(said).toContain('Change "credentialsVersion" of the Integration and deploy');
  expect(said).not.toContain('letmein');
  expect(await gate.service.journal()).toHaveLength(1);
});

test('another integration\'s credentials do not do', async () => {
  const other = await gate.make('other');
  expect(await gate.fails('probe', [{ made: edge, credentials: other.credentials }])).toContain('content-head-basic: HEAD of its content answers 401');
});

test('credentials that nobody knows are not tried', async () => {
  await gate.works('probe', [{ made: edge, credentials: {} }, { made: component, credentials: { username: null, password: null, api_key: null } }]);
  expect(await gate.service.journal()).toEqual([]);
});

test('204 is right where the integration should be empty, and only there', async () => {
  const empty = await gate.make('empty');
  await gate.works('probe', [{ made: empty, empty: true }]);
  expect(await gate.fails('probe', [{ made: empty }])).toContain('content-head-basic: HEAD of its content answers 204, nothing to pull');
  expect(await gate.fails('probe', [{ made: edge, empty: true }])).toContain('content-head-basic: HEAD of its content answers 200, and it should be empty');
});

test('a status that is not documented for components says nothing of one, and something of a firewall', async () => {
  await gate.service.fault({ method: 'HEAD', status: 404, times: 2 });
  await gate.works('probe', [{ made: component }]);
  expect(await gate.fails('probe', [{ made: edge }])).toMatch(/integration-found: HEAD \S+\/content: answered 404/);
});

test('what passes is repeated', async () => {
  await gate.service.fault({ method: 'HEAD', status: 503 });
  await gate.works('probe', [{ made: edge }]);
});

test('a limit of pulls that lasts is told as such', async () => {
  await gate.service.fault({ method: 'HEAD', status: 429, headers: { 'retry-after': '86400' } });
  expect(await gate.fails('probe', [{ made: edge }])).toMatch(/rate-limit: HEAD \S+: answered 429: .* It asks to wait 86400 seconds\./);
});
