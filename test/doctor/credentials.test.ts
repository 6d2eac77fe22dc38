import { Organization } from './support';
import type { Target } from '../../src/doctor';

const organization = Organization.duringTests();
const KEYLESS = { env: {} };

async function edge(more: Partial<Target> = {}, changed: object = {}): Promise<Target> {
  const { id, endpoint, credentials } = await organization.made('edge');
  return { reference: { id }, endpoint, credentials: { ...credentials, ...changed }, ...more };
}

test('unasked, nothing is sent to the content', async () => {
  const findings = await organization.diagnose({ targets: [await edge()] });
  expect(findings.of('content-head-basic')).toMatchObject({ status: 'skip', detail: expect.stringContaining('--probe') });
  expect(organization.asked().filter((request) => request.includes('content'))).toEqual([]);
});

test('user and password: one HEAD, and last_pull before and after', async () => {
  const target = await edge();
  const findings = await organization.diagnose({ targets: [target], probe: true });
  expect(findings.of('content-head-basic')).toMatchObject({ status: 'ok', subject: 'edge', detail: expect.stringContaining('last_pull did not move') });
  expect(organization.asked().filter((request) => request.includes('content'))).toEqual([`HEAD ${new URL(target.endpoint!).pathname}`]);
});

test('without the organisation\'s key it works as well, and says what cannot be seen', async () => {
  const findings = await organization.diagnose({ ...KEYLESS, targets: [await edge()], probe: true });
  expect(findings.of('content-head-basic')).toMatchObject({ status: 'ok', detail: expect.stringContaining('cannot be seen') });
  expect(findings.in('fail')).toEqual([]);
  expect(findings.of('api-key-present').status).toBe('skip');
});

test('regenerated credentials are refused, and never shown', async () => {
  const findings = await organization.diagnose({ targets: [await edge({}, { password: 'old:p@ss/word' })], probe: true });
  expect(findings.of('content-head-basic')).toMatchObject({ status: 'fail', detail: expect.stringContaining('401'), remedy: expect.stringContaining('credentials_version') });
  expect(JSON.stringify(findings.report)).not.toMatch(/old:p@ss|old%3Ap/);
});

test('a component\'s key: one HEAD, the stream is not asked for', async () => {
  const { id, credentials: { api_key } } = await organization.made('proxy', { format: 'remediation_component' });
  const target = { reference: { id }, endpoint: `${organization.emulator.url}/integrations/${id}/` };
  expect((await organization.diagnose({ targets: [{ ...target, credentials: { api_key } }], probe: true })).of('component-key')).toMatchObject({ status: 'ok', detail: expect.stringContaining('stream is not asked for') });
  expect((await organization.diagnose({ targets: [{ ...target, credentials: { api_key: 'wrong' } }], probe: true })).of('component-key').status).toBe('fail');
});

test('where no credentials are known the organisation\'s key asks, and an empty list is told', async () => {
  await organization.made('edge', { vendors: [] });
  expect((await organization.diagnose({ probe: true })).of('content-head-key')).toMatchObject({ status: 'ok', detail: expect.stringContaining('empty (204)') });
});

test.each([
  [404, 'fail', 'there is no integration'], [405, 'unknown', 'answers 405'], [429, 'unknown', '429'], [500, 'unknown', 'answers 500'],
])('a HEAD that is answered %d is %s, and not repeated', async (status, seen, words) => {
  const target = await edge();
  organization.emulator.addFault({ method: 'HEAD', path: 'content$', status, times: 9 });
  const findings = await organization.diagnose({ targets: [target], probe: true });
  expect(findings.of('content-head-basic')).toMatchObject({ status: seen, detail: expect.stringContaining(words) });
  expect(organization.asked().filter((request) => request.includes('content'))).toHaveLength(1);
  if (status === 429) expect(findings.of('rate-limit')).toMatchObject({ status: 'fail', remedy: expect.stringContaining('once in 24 hours') });
});

test('a service that takes the HEAD for a pull is found out', async () => {
  const { id } = await organization.made('edge');
  await organization.made('office');
  organization.emulator.addFault({ path: `/v1/integrations/${id}$`, change: { last_pull: new Date().toISOString() } });
  expect((await organization.diagnose({ probe: true })).of('content-head-key', 'edge')).toMatchObject({ status: 'warn', detail: expect.stringContaining('last_pull moved') });
});

test.each<[string, (user: string, password: string) => string, string, string]>([
  ['encoded', (user, password) => `${user}:${encodeURIComponent(password)}`, 'ok', 'percent-encoded'],
  ['raw', (user, password) => `${user}:${password}`, 'fail', 'not percent-encoded'],
  ['another password', (user) => `${user}:0lder-0ne`, 'fail', 'another password'],
  ['another user', (_user, password) => `somebody:${encodeURIComponent(password)}`, 'fail', 'another user'],
])('user and password in the device\'s URL: %s', async (_what, userinfo, status, words) => {
  const password = 'p@ss:w/rd#1?';
  const target = await edge({}, { password });
  const { username } = target.credentials as { username: string };
  const url = target.endpoint!.replace('//', `//${userinfo(username, password)}@`);
  const findings = await organization.diagnose({ targets: [{ ...target, device: { url } }] });
  expect(findings.of('endpoint-url').status).toBe('ok');
  expect(findings.of('basic-url-form')).toMatchObject({ status, detail: expect.stringContaining(words) });
  expect(JSON.stringify(findings.report)).not.toMatch(/p@ss|p%40ss|w\/rd|w%2Frd/);
});
