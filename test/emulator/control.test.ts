import { Bench } from './client';
import { basic } from '../support/credentials';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.close());

const DEFAULTS = {
  renameDropsSubscriptions: false,
  plan: 'community',
  enforcePullWindow: false,
  contentLagSeconds: 0,
  integrationQuota: null,
  latencyMs: 0,
  requestsPerSecond: null,
};

test('health needs no key', async () => {
  expect(await bench.control('GET', '/health')).toMatchObject({ status: 200, json: { status: 'ok' } });
});

test('takes JSON whatever it is declared as, and says so when it is none', async () => {
  const put = async (body: string) => {
    const answer = await fetch(`${bench.emulator.controlUrl}/settings?from=curl`, {
      method: 'PUT', body, headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return [answer.status, await answer.json()];
  };
  expect(await put('{"plan": "enterprise"}')).toEqual([200, { ...DEFAULTS, plan: 'enterprise' }]);
  expect(await put('plan=community')).toEqual([400, { message: expect.stringMatching(/^the body is no JSON: .*; send an object/) }]);
});

test('an unknown control call is 404', async () => {
  expect((await bench.control('GET', '/nonsense')).status).toBe(404);
});

describe('requests', () => {
  test('are kept oldest first, without control calls and headers', async () => {
    bench.emulator.setClock(new Date('2030-01-01T00:00:00Z'));
    const { id } = await bench.create('edge');
    await bench.api('PATCH', `/integrations/${id}`, { body: { description: 'new' } });
    await bench.api('GET', '/vendors/TCP%2FIP%20Stack%20Co?page=1&page=2&query=a%20b');
    await bench.api('GET', '/nonsense', { headers: {} });
    await bench.control('GET', '/settings');
    const { status, json } = await bench.control('GET', '/requests');
    expect(status).toBe(200);
    expect(json).toEqual({
      requests: [
        {
          method: 'POST',
          path: '/v1/integrations',
          query: {},
          status: 201,
          at: expect.stringMatching(/^2030-01-01T00:00:0.*Z$/),
          body: { name: 'edge', entity_type: 'firewall_integration', output_format: 'plain_text' },
        },
        { method: 'PATCH', path: `/v1/integrations/${id}`, query: {}, status: 200, at: expect.any(String), body: { description: 'new' } },
        { method: 'GET', path: '/v1/vendors/TCP%2FIP%20Stack%20Co', query: { page: ['1', '2'], query: 'a b' }, status: 200, at: expect.any(String) },
        { method: 'GET', path: '/v1/nonsense', query: {}, status: 404, at: expect.any(String) },
      ],
    });
  });

  test('can be emptied', async () => {
    await bench.api('GET', '/info');
    expect((await bench.control('DELETE', '/requests')).status).toBe(204);
    expect((await bench.control('GET', '/requests')).json).toEqual({ requests: [] });
  });
});

describe('settings', () => {
  test('are merged', async () => {
    expect((await bench.control('GET', '/settings')).json).toEqual(DEFAULTS);
    expect((await bench.control('PUT', '/settings', { plan: 'enterprise' })).status).toBe(200);
    await bench.control('PUT', '/settings', { integrationQuota: 3 });
    expect((await bench.control('GET', '/settings')).json).toEqual({ ...DEFAULTS, plan: 'enterprise', integrationQuota: 3 });
    expect((await bench.api('GET', '/info')).json.subscription_type).toBe('enterprise');
  });

  test.each([
    [{ plan: 'free' }, '"plan" of the settings is "free"; give one of community, enterprise'],
    [{ integrationQuota: -1 }, 'give a whole number, 0 or more, or null'],
    [{ latencyMs: 'slow' }, 'give a number of milliseconds'],
    [{ requestsPerSecond: 0.5 }, 'give a whole number, 1 or more, or null'],
    [{ toString: true }, '"toString" is no field of the settings; there are renameDropsSubscriptions'],
    [[], 'the settings must be a JSON object; given was []'],
    [undefined, 'the settings must be a JSON object; given was nothing'],
  ])('refuse %j and change nothing', async (body, message) => {
    const answer = await bench.control('PUT', '/settings', body);
    expect([answer.status, answer.json.message]).toEqual([400, expect.stringContaining(message)]);
    expect(bench.emulator.settings()).toEqual(DEFAULTS);
  });
});

describe('clock', () => {
  test('is set, moved, and runs on', async () => {
    expect((await bench.control('PUT', '/clock', { now: '2030-01-01T00:00:00Z' })).json.now).toMatch(/^2030-01-01T00:00:0/);
    await bench.control('PUT', '/clock', { advanceSeconds: 86_400 });
    expect((await bench.control('GET', '/clock')).json.now).toMatch(/^2030-01-02T00:00:0/);
    expect((await bench.create('edge')).created_at).toMatch(/^2030-01-02T00:00:0/);
  });

  test.each([
    [{ now: 'tomorrow' }, '"now" of the clock is "tomorrow"; give an RFC 3339 date'],
    [{ now: '2030-13-01T00:00:00Z' }, 'give an RFC 3339 date'],
    [{ advanceSeconds: '1' }, '"advanceSeconds" of the clock is "1"; give a number of seconds'],
    [{ advanceSeconds: 1e300 }, 'give a number of seconds, 100000000000 at most'],
    [{}, 'either "now" or "advanceSeconds"'],
    [{ now: '2030-01-01T00:00:00Z', advanceSeconds: 1 }, 'either "now" or "advanceSeconds"'],
    [{ later: 1 }, '"later" is no field of the clock'],
  ])('refuses %j', async (body, message) => {
    const answer = await bench.control('PUT', '/clock', body);
    expect([answer.status, answer.json.message]).toEqual([400, expect.stringContaining(message)]);
  });
});

describe('reset', () => {
  test('goes back to the seed, empties everything, sets the real clock', async () => {
    const first = await bench.create('edge');
    await bench.control('PUT', '/settings', { integrationQuota: 0, latencyMs: 1 });
    await bench.control('PUT', '/clock', { now: '2030-01-01T00:00:00Z' });
    await bench.control('POST', '/faults', { status: 500, times: 9 });
    expect((await bench.control('POST', '/reset')).status).toBe(204);
    expect((await bench.control('GET', '/requests')).json.requests).toEqual([]);
    expect((await bench.control('GET', '/settings')).json).toEqual(DEFAULTS);
    expect((await bench.api('GET', '/integrations')).json.items).toEqual([]);
    expect(Math.abs(bench.emulator.now().getTime() - Date.now())).toBeLessThan(60_000);
    expect((await bench.create('edge')).id).toBe(first.id);
  });

  test('may go to another seed', async () => {
    const before = (await bench.api('GET', '/info')).json.organization_id;
    await bench.control('POST', '/reset', { seed: 7 });
    expect((await bench.api('GET', '/info')).json.organization_id).not.toBe(before);
    await bench.control('POST', '/reset');
    expect((await bench.api('GET', '/info')).json.organization_id).toBe(before);
    expect((await bench.control('POST', '/reset', { seed: 'x' })).status).toBe(400);
  });
});

describe('snapshot', () => {
  test('brings the whole organisation back, credentials too, without holding them', async () => {
    const { id, credentials } = await bench.create('edge', 'f5', { description: 'at the edge' });
    await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: 'edge' } });
    const before = (await bench.api('GET', `/integrations/${id}`)).json;
    const snapshot = await bench.control('GET', '/snapshot');
    expect(snapshot.text).not.toContain(credentials.password);

    await bench.control('POST', '/reset');
    await bench.create('other');
    expect((await bench.control('PUT', '/snapshot', snapshot.json)).status).toBe(204);
    expect((await bench.api('GET', '/integrations')).json.items).toEqual([before]);
    const { username, password } = credentials;
    expect((await bench.api('GET', `/integrations/${id}/content`, { headers: basic(username, password) })).status).toBe(200);
    expect((await bench.create('next')).id).not.toBe(id);
  });

  const minimal = {
    id: '0123456789abcdef01234567',
    name: 'by hand',
    entity_type: 'firewall_integration',
    output_format: 'f5',
    created_at: '2030-01-01T00:00:00Z',
    updated_at: '2030-01-01T00:00:00Z',
  };

  test('can be written by hand', async () => {
    expect((await bench.control('PUT', '/snapshot', { integrations: [minimal] })).status).toBe(204);
    expect((await bench.api('GET', `/integrations/${minimal.id}`)).json).toMatchObject({ name: 'by hand', tags: [], vendors: [] });
  });

  test.each([
    [{ version: 2 }, 'version 2; this emulator reads version 1'],
    [{ integrations: {} }, '"integrations" of the snapshot is {}; give a list'],
    [{ integrations: [{ ...minimal, id: 'x' }] }, '"id" of integrations[0] of the snapshot is "x"; give an id, 24 hexadecimal digits'],
    [{ integrations: [{ ...minimal, name: undefined }] }, '"name" of integrations[0] of the snapshot is missing; give a text'],
    [{ integrations: [minimal, { ...minimal, name: 'twin' }] }, `have the id "${minimal.id}"`],
    [{ integrations: [{ ...minimal, output_format: 'excel' }] }, '"output_format" of integrations[0] of the snapshot is "excel"; give one of plain_text'],
    [{ integrations: [{ ...minimal, created_at: 'once' }] }, '"created_at" of integrations[0] of the snapshot is "once"; give an RFC 3339 date'],
    [{ integrations: [{ ...minimal, subscriptions: [{ kind: 'vendor' }] }] }, '"key" of subscriptions[0] of integrations[0] of the snapshot is missing'],
    [{ integrations: [{ ...minimal, pull_limit: 'many' }] }, '"pull_limit" of integrations[0] of the snapshot is "many"; give a whole number, or null'],
    [{ integrations: [{ ...minimal, enable_ip_aggregation: 1 }] }, '"enable_ip_aggregation" of integrations[0] of the snapshot is 1; give true or false'],
    [{ integrations: [{ ...minimal, tags: [1] }] }, '"tags" of integrations[0] of the snapshot is [1]; give a list of texts'],
    [{ integrations: [{ ...minimal, last_pull: 'once' }] }, '"last_pull" of integrations[0] of the snapshot is "once"; give an RFC 3339 date such as "2026-01-31T12:00:00Z", or null'],
    [{ integrations: [{ ...minimal, page_pulls: { 1: 'once' } }] }, '"page_pulls" of integrations[0] of the snapshot is {"1":"once"}; give an object of dates'],
    [{ integrations: [{ ...minimal, streamed: {} }] }, '"streamed" of integrations[0] of the snapshot is {}; give what a snapshot had, or null'],
    [{ integrations: [{ ...minimal, credentials: { password: 'hidden' } }] }, '"credentials" of integrations[0] of the snapshot has another form; give what a snapshot had'],
    [{ organizationBlocklists: [{ id: 'x' }] }, '"remediation" of organizationBlocklists[0] of the snapshot is missing; give a text'],
    ['text', 'the snapshot must be a JSON object; given was "text"'],
  ])('refuses %j and changes nothing', async (body, message) => {
    await bench.create('edge');
    const answer = await bench.control('PUT', '/snapshot', body);
    expect([answer.status, answer.json.message]).toEqual([400, expect.stringContaining(message)]);
    expect((await bench.api('GET', '/integrations')).json.total).toBe(1);
  });
});
