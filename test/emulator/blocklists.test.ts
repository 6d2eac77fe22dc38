import { Bench } from './client';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.close());

async function list(query = ''): Promise<any[]> {
  return (await bench.api('GET', `/blocklists?size=100${query}`)).json.items;
}

async function firstId(): Promise<string> {
  return (await list())[0].id;
}

describe('lists', () => {
  test('public ones come only when asked for', async () => {
    const every = await list('&include_filter=all');
    const [open, own, shared] = await Promise.all(['public', 'private', 'shared'].map((filter) => list(`&include_filter=${filter}`)));
    expect([open, own, shared].every((part) => part.length > 0)).toBe(true);
    expect(every).toHaveLength(open.length + own.length + shared.length);
    expect(every.length).toBeGreaterThanOrEqual(30);
    const ids = (lists: any[]) => lists.map(({ id }) => id).sort();
    expect(ids(await list())).toEqual(ids([...own, ...shared]));
    expect(ids(await list('&include_filter=public&include_filter=private'))).toEqual(ids([...open, ...own]));
    expect(open.every((each) => !each.is_private && each.organization_id === null)).toBe(true);
    expect(shared.every((each) => each.is_private && each.shared_with.length === 1)).toBe(true);
    expect(new Set(every.map((each) => each.pricing_tier))).toEqual(new Set(['free', 'premium', 'platinum']));
  });

  test('by category and by subscription', async () => {
    const integration = await bench.create('edge');
    const mine = await bench.subscribeToBlocklist(integration, 1);
    expect(await list('&include_filter=all&subscribed_only=true')).toEqual([{ ...mine, subscribers: [{ entity_type: 'firewall_integration', count: 1 }] }]);
    expect((await list('&include_filter=all&exclude_subscribed=true')).map(({ id }) => id)).not.toContain(mine.id);
    const [category] = mine.categories;
    const same = await list(`&include_filter=all&category=${category.name}`);
    expect(same.every((each) => each.categories[0].name === category.name)).toBe(true);
    expect(same.map(({ id }) => id)).toContain(mine.id);
  });

  test('refuse what they do not understand', async () => {
    const { status, json } = await bench.api('GET', '/blocklists?include_filter=public&include_filter=mine&page_size=1001');
    expect([status, json.detail.map(({ loc }: any) => loc)]).toEqual([422, [['query', 'include_filter', 1], ['query', 'page_size']]]);
  });
});

describe('one', () => {
  test('is what the list shows', async () => {
    const [first] = await list();
    expect((await bench.api('GET', `/blocklists/${first.id}`)).json).toEqual(first);
  });

  test('is 404 when unknown and 422 when that is no id', async () => {
    for (const path of ['', '/subscribers']) {
      expect((await bench.api('GET', `/blocklists/000000000000000000000000${path}`)).status).toBe(404);
      expect((await bench.api('GET', `/blocklists/proxies${path}`)).status).toBe(422);
    }
  });
});

describe('subscribers', () => {
  test('an error for one id leaves the others subscribed', async () => {
    const id = await firstId();
    const [edge, core] = [await bench.create('edge'), await bench.create('core')];
    const component = await bench.create('bouncer', 'remediation_component');
    await bench.api('POST', `/blocklists/${id}/subscribers`, { body: { ids: [edge.id], entity_type: 'firewall_integration' } });
    const answer = await bench.api('POST', `/blocklists/${id}/subscribers`, {
      body: { ids: [edge.id, core.id, component.id, 'nobody'], entity_type: 'firewall_integration' },
    });
    expect(answer.status).toBe(200);
    expect(answer.json.updated).toEqual([core.id]);
    expect(answer.json.errors).toEqual([edge.id, component.id, 'nobody'].map((each) => ({ [each]: expect.any(String) })));
    expect((await bench.api('GET', `/integrations/${core.id}`)).json.blocklists).toEqual([
      { id, name: expect.any(String), label: expect.any(String), remediation: null },
    ]);
  });

  test('are listed with a remediation, also where none was given', async () => {
    const id = await firstId();
    const edge = await bench.create('edge');
    const component = await bench.create('bouncer', 'remediation_component');
    const subscribe = (body: unknown) => bench.api('POST', `/blocklists/${id}/subscribers`, { body });
    await subscribe({ ids: [edge.id], entity_type: edge.entity_type });
    await subscribe({ ids: [component.id], entity_type: component.entity_type, remediation: 'captcha' });
    expect(await subscribe({ ids: [], entity_type: 'org', remediation: 'ban' })).toMatchObject({ status: 200, json: { errors: null } });
    const { json } = await bench.api('GET', `/blocklists/${id}/subscribers`);
    expect(json.items).toEqual([
      { id: edge.organization_id, entity_type: 'org', remediation: 'ban' },
      { id: edge.id, entity_type: 'firewall_integration', remediation: 'ban' },
      { id: component.id, entity_type: 'remediation_component_integration', remediation: 'captcha' },
    ]);
    for (const { id: entity } of json.items) {
      expect((await bench.api('DELETE', `/blocklists/${id}/subscribers/${entity}`)).status).toBe(200);
      expect((await bench.api('DELETE', `/blocklists/${id}/subscribers/${entity}`)).status).toBe(404);
    }
  });

  test.each([
    ['no remediation for a component', { ids: [], entity_type: 'remediation_component_integration' }, 'remediation'],
    ['ids for the organisation', { ids: ['x'], entity_type: 'org', remediation: 'ban' }, 'ids'],
    ['an unknown entity', { ids: [], entity_type: 'toaster' }, 'entity_type'],
    ['ids that are no list', { ids: 'x', entity_type: 'firewall_integration' }, 'ids'],
    ['a key too many', { ids: [], entity_type: 'firewall_integration', name: 'edge' }, 'name'],
  ])('refuse %s', async (_what, body, field) => {
    const { status, json } = await bench.api('POST', `/blocklists/${await firstId()}/subscribers`, { body });
    expect([status, json.detail[0].loc]).toEqual([422, ['body', field]]);
  });

  test('outlive a rename', async () => {
    const edge = await bench.create('edge');
    bench.emulator.settings({ renameDropsSubscriptions: true });
    const { id } = await bench.subscribeToBlocklist(edge, 1);
    await bench.api('PATCH', `/integrations/${edge.id}`, { body: { name: 'core' } });
    expect((await bench.api('DELETE', `/blocklists/${id}/subscribers/${edge.id}`)).status).toBe(200);
  });
});
