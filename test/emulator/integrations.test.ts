import { Bench, type Call } from './client';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.close());

describe('key', () => {
  test.each<NonNullable<Call['headers']>>([{}, { 'x-api-key': 'wrong' }, { authorization: 'Basic eDp5' }])('without the organisation\'s key every noun is 401: %j', async (headers) => {
    for (const path of ['/info', '/integrations', '/vendors', '/cves', '/fingerprints', '/blocklists']) {
      const answer = await bench.api('GET', path, { headers });
      expect([answer.status, answer.json.message]).toEqual([401, 'API key missing or invalid']);
    }
  });

  test('says whose it is', async () => {
    const { json } = await bench.api('GET', '/info');
    expect(json).toEqual({ organization_id: expect.any(String), subscription_type: 'community', api_key_name: 'emulator' });
  });
});

describe('create', () => {
  test('answers the whole object, and the credentials of a firewall', async () => {
    const answer = await bench.api('POST', '/integrations', {
      body: { name: 'edge', entity_type: 'firewall_integration', output_format: 'paloalto' },
    });
    expect(answer.status).toBe(201);
    const { id } = answer.json;
    expect(answer.json).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: 'edge',
      organization_id: expect.any(String),
      created_at: expect.any(String),
      updated_at: answer.json.created_at,
      last_pull: null,
      entity_type: 'firewall_integration',
      output_format: 'paloalto',
      blocklists: [],
      cves: [],
      fingerprints: [],
      vendors: [],
      endpoint: `${bench.emulator.url}/integrations/${id}/content`,
      stats: { count: 0 },
      tags: [],
      pull_limit: null,
      enable_ip_aggregation: false,
      credentials: { username: expect.any(String), password: expect.any(String) },
    });
  });

  test('gives a remediation component an API key and the URL that it appends to', async () => {
    const made = await bench.create('bouncer', 'remediation_component');
    expect(made.credentials).toEqual({ api_key: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(made.endpoint).toBe(`${bench.emulator.url}/integrations/${made.id}`);
  });

  test('puts marks into passwords that a URL must encode', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, (_, n) => bench.create(`edge ${n}`)));
    const passwords = made.map(({ credentials }) => credentials.password).join('');
    for (const mark of '@:/?#%') expect(passwords).toContain(mark);
  });

  test('refuses a name that is taken', async () => {
    await bench.create('edge');
    const answer = await bench.api('POST', '/integrations', {
      body: { name: 'edge', entity_type: 'firewall_integration', output_format: 'f5' },
    });
    expect([answer.status, answer.json.message]).toEqual([409, expect.stringContaining('"edge" exists')]);
  });

  test('refuses more than the quota', async () => {
    bench.emulator.settings({ integrationQuota: 1 });
    await bench.create('first');
    const answer = await bench.api('POST', '/integrations', {
      body: { name: 'second', entity_type: 'firewall_integration', output_format: 'f5' },
    });
    expect([answer.status, answer.json.message]).toEqual([403, expect.stringContaining('quota of 1 integration')]);
  });

  const good = { name: 'edge', entity_type: 'firewall_integration', output_format: 'f5' };
  test.each([
    ['an empty name', { ...good, name: '' }, ['body', 'name'], 'string_too_short'],
    ['no format', { ...good, output_format: undefined }, ['body', 'output_format'], 'missing'],
    ['an unknown format', { ...good, output_format: 'excel' }, ['body', 'output_format'], 'enum'],
    ['an empty description', { ...good, description: '' }, ['body', 'description'], 'string_too_short'],
    ['a null description', { ...good, description: null }, ['body', 'description'], 'string_type'],
    ['a fractional limit', { ...good, pull_limit: 1.5 }, ['body', 'pull_limit'], 'int_type'],
    ['a key too many', { ...good, tags: [] }, ['body', 'tags'], 'extra_forbidden'],
    ['a format of another entity', { ...good, output_format: 'remediation_component' }, ['body', 'output_format'], 'value_error'],
    ['no object', [], ['body'], 'model_attributes_type'],
  ])('refuses %s, and says where', async (_what, body, loc, type) => {
    const answer = await bench.api('POST', '/integrations', { body });
    expect([answer.status, answer.json]).toEqual([422, { detail: [{ loc, msg: expect.any(String), type }] }]);
  });

  test('reads nothing that is not sent as JSON', async () => {
    const answer = await fetch(`${bench.emulator.url}/integrations`, {
      method: 'POST', body: JSON.stringify(good), headers: { 'x-api-key': bench.emulator.apiKey, 'content-type': 'text/plain' },
    });
    expect(answer.status).toBe(422);
  });
});

describe('read', () => {
  test('never shows credentials again', async () => {
    const { credentials, ...rest } = await bench.create('edge', 'f5', { description: 'at the edge', pull_limit: 5 });
    expect((await bench.api('GET', `/integrations/${rest.id}`)).json).toEqual(rest);
    expect((await bench.api('GET', '/integrations')).json.items).toEqual([rest]);
    expect(JSON.stringify(bench.emulator.snapshot())).not.toContain(JSON.stringify(credentials.password));
  });

  test('lists those with any of the tags', async () => {
    for (const name of ['a', 'b', 'c']) await bench.create(name);
    const snapshot = bench.emulator.snapshot();
    bench.emulator.restore({
      ...snapshot, integrations: snapshot.integrations.map((each) => ({ ...each, tags: [`tag-${each.name}`] })),
    });
    const { json } = await bench.api('GET', '/integrations?tag=tag-a&tag=tag-c');
    expect(json.items.map(({ name }: any) => name)).toEqual(['a', 'c']);
  });

  test('answers 404 for one that does not exist', async () => {
    for (const method of ['GET', 'DELETE']) {
      expect((await bench.api(method, '/integrations/000000000000000000000000')).status).toBe(404);
    }
    expect((await bench.api('PATCH', '/integrations/000000000000000000000000', { body: {} })).status).toBe(404);
  });

  test('names itself as the client reached it', async () => {
    const { port } = new URL(bench.emulator.url);
    const { id } = await bench.create('edge');
    const answer = await fetch(`http://localhost:${port}/v1/integrations/${id}`, { headers: { 'x-api-key': bench.emulator.apiKey } });
    expect((await answer.json() as any).endpoint).toBe(`http://localhost:${port}/v1/integrations/${id}/content`);
  });
});

describe('update', () => {
  test('changes what was sent and leaves the rest alone', async () => {
    const { credentials: _, ...before } = await bench.create('edge', 'f5', { description: 'old', pull_limit: 7, enable_ip_aggregation: true });
    bench.emulator.advanceClock(60);
    const { status, json } = await bench.api('PATCH', `/integrations/${before.id}`, { body: { description: 'new' } });
    expect([status, json]).toEqual([200, { ...before, description: 'new', updated_at: json.updated_at }]);
    expect(Date.parse(json.updated_at) - Date.parse(before.updated_at)).toBeGreaterThanOrEqual(60_000);
  });

  test('clears the pull limit with null', async () => {
    const { id } = await bench.create('edge', 'f5', { pull_limit: 7 });
    expect((await bench.api('PATCH', `/integrations/${id}`, { body: { pull_limit: null } })).json.pull_limit).toBeNull();
  });

  test('keeps the id through a rename, and refuses a name that is taken', async () => {
    const { id } = await bench.create('edge');
    await bench.create('other');
    expect((await bench.api('PATCH', `/integrations/${id}`, { body: { name: 'core' } })).json).toMatchObject({ id, name: 'core' });
    expect((await bench.api('PATCH', `/integrations/${id}`, { body: { name: 'core' } })).status).toBe(200);
    expect((await bench.api('PATCH', `/integrations/${id}`, { body: { name: 'other' } })).status).toBe(409);
  });

  test('shows credentials only when it made new ones', async () => {
    const { id, credentials } = await bench.create('edge');
    const kept = await bench.api('PATCH', `/integrations/${id}`, { body: { regenerate_credentials: false } });
    const renewed = await bench.api('PATCH', `/integrations/${id}`, { body: { regenerate_credentials: true } });
    expect(kept.json).not.toHaveProperty('credentials');
    expect(renewed.json.credentials.password).not.toBe(credentials.password);
  });

  test.each([
    ['entity_type', 'remediation_component_integration', 'extra_forbidden'],
    ['description', null, 'string_type'],
    ['enable_ip_aggregation', 'yes', 'bool_type'],
    ['output_format', 'remediation_component', 'value_error'],
  ])('refuses %s %j', async (field, value, type) => {
    const { id } = await bench.create('edge');
    const { status, json } = await bench.api('PATCH', `/integrations/${id}`, { body: { [field]: value } });
    expect([status, json.detail]).toEqual([422, [{ loc: ['body', field], msg: expect.any(String), type }]]);
  });
});

describe('delete', () => {
  test('removes one without subscriptions', async () => {
    const { id } = await bench.create('edge');
    const answer = await bench.api('DELETE', `/integrations/${id}?force=false`);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await bench.api('GET', `/integrations/${id}`)).status).toBe(404);
  });

  test('is refused while subscribed, unless forced', async () => {
    const { id } = await bench.create('edge');
    await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: 'edge' } });
    const refused = await bench.api('DELETE', `/integrations/${id}`);
    expect([refused.status, refused.json.message]).toEqual([409, expect.stringContaining('force=true')]);
    expect((await bench.api('DELETE', `/integrations/${id}?force=true`)).status).toBe(204);
    expect((await bench.api('GET', '/vendors/Microsoft/integrations')).json.items).toEqual([]);
  });
});
