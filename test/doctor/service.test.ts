import { Organization } from './support';

const organization = Organization.duringTests();
const key = (value: string) => ({ env: { CROWDSEC_SERVICE_API_KEY: value } });

test('a good key of the right organisation is told with its name and plan', async () => {
  const findings = await organization.diagnose();
  expect(findings.of('api-key-valid')).toMatchObject({ status: 'ok', detail: expect.stringContaining('the service accepts the key') });
  expect(findings.of('tenant').detail).toMatch(/^organisation \S+, plan \S+$/);
});

test('without a key nothing is asked of the service, and the variable is named', async () => {
  const findings = await organization.diagnose({ env: {} });
  expect(findings.of('api-key-present')).toMatchObject({ status: 'fail', remedy: expect.stringContaining('CROWDSEC_SERVICE_API_KEY') });
  expect(findings.in('skip')).toEqual(expect.arrayContaining(['api-key-valid', 'tenant', 'integration-found']));
  expect(organization.asked()).toEqual(['HEAD /']);
});

test('a key that was pasted with blanks or quotes is tried without them, with a warning', async () => {
  const findings = await organization.diagnose(key(` "${organization.emulator.apiKey}"\n`));
  expect(findings.of('api-key-present').status).toBe('warn');
  expect(findings.of('api-key-valid').status).toBe('ok');
});

test('the older variable counts where the newer is empty', async () => {
  const findings = await organization.diagnose({ env: { CROWDSEC_SERVICE_API_KEY: '', CROWDSEC_SAPI_KEY: organization.emulator.apiKey } });
  expect(findings.of('api-key-present')).toMatchObject({ status: 'ok', detail: 'CROWDSEC_SAPI_KEY is set' });
});

test('a wrong key fails, is never shown, and what stands on it is skipped', async () => {
  const { report } = await organization.diagnose(key('wr0ng-key-of-somebody'));
  expect(report.checks.find(({ id }) => id === 'api-key-valid')).toMatchObject({ status: 'fail', detail: expect.stringContaining('401') });
  expect(report.checks.find(({ id }) => id === 'integration-found')).toMatchObject({ status: 'skip', detail: 'not looked at, because tenant does not hold' });
  expect(JSON.stringify(report)).not.toContain('wr0ng-key');
});

test('a key that no header can hold is refused before it is sent, and not shown', async () => {
  const { report } = await organization.diagnose(key('k3y with blanks'));
  expect(report.checks.find(({ id }) => id === 'api-key-valid')).toMatchObject({ status: 'fail', remedy: 'Copy the key again, whole and alone.' });
  expect(JSON.stringify(report)).not.toContain('k3y with');
  expect(organization.asked()).toEqual(['HEAD /']);
});

test('the key of another organisation fails before any integration is read', async () => {
  const findings = await organization.diagnose({ expectedOrganization: 'org-of-somebody-else' });
  expect(findings.of('tenant')).toMatchObject({ status: 'fail', detail: expect.stringContaining('not to org-of-somebody-else') });
  expect(organization.asked()).toEqual(['HEAD /', 'GET /v1/info']);
});

test.each([
  [403, 'lacks the permission', 'fail'],
  [500, 'answered 500', 'fail'],
  [200, 'its body', 'fail'],
])('an answer %d to the key says "%s"', async (status, words, seen) => {
  organization.emulator.addFault({ path: '/v1/info', status, body: '<html><title>Portal</title></html>' });
  expect((await organization.diagnose()).of('api-key-valid')).toMatchObject({ status: seen, detail: expect.stringContaining(words) });
});

test('rate limit: the time that the service asks for is told', async () => {
  organization.emulator.addFault({ path: '/v1/info', status: 429, headers: { 'retry-after': '7200' } });
  const findings = await organization.diagnose();
  expect(findings.of('api-key-valid').status).toBe('unknown');
  expect(findings.of('rate-limit')).toMatchObject({ status: 'fail', detail: expect.stringContaining('/v1/info'), remedy: 'Try again in 7200 seconds, as the service asks.' });
});

test('rate limit: without a time to wait', async () => {
  organization.emulator.addFault({ path: '/v1/integrations$', status: 429 });
  const findings = await organization.diagnose();
  expect(findings.of('integration-found').status).toBe('unknown');
  expect(findings.of('rate-limit')).toMatchObject({ status: 'fail', detail: expect.stringContaining('without a time'), remedy: 'Try again in some minutes.' });
});

test('a service that is not there fails once, and the rest is skipped', async () => {
  const findings = await organization.diagnose({ apiUrl: 'http://127.0.0.1:1/v1' });
  expect(findings.in('fail')).toEqual(['tcp-443']);
  expect(findings.of('rate-limit').status).toBe('skip');
});
