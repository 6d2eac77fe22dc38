import { Bench } from './client';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.close());

const KINDS = [
  ['/vendors', 'Microsoft', 'vendors'],
  ['/cves', 'CVE-2024-25600', 'cves'],
  ['/fingerprints', 'microsoft-exchange', 'fingerprints'],
] as const;

describe.each(KINDS)('%s/%s', (path, key, field) => {
  const url = `${path}/${key}/integrations`;

  test('subscribes by name, lists and unsubscribes', async () => {
    const { id } = await bench.create('edge', 'f5', { description: 'at the edge' });
    expect((await bench.api('POST', url, { body: { name: 'edge' } })).status).toBe(200);
    expect((await bench.api('GET', `/integrations/${id}`)).json[field]).toEqual([{ id: key }]);

    const [listed] = (await bench.api('GET', url)).json.items;
    expect(listed).toMatchObject({ id, name: 'edge', description: 'at the edge', output_format: 'f5', [field]: [{ id: key }], allowlists: [] });
    for (const absent of ['endpoint', 'stats', 'credentials']) expect(listed).not.toHaveProperty(absent);

    expect((await bench.api('DELETE', `${url}/edge`)).status).toBe(200);
    expect((await bench.api('GET', url)).json).toMatchObject({ items: [], total: 0 });
  });

  test('refuses what is the case already', async () => {
    await bench.create('edge');
    await bench.api('POST', url, { body: { name: 'edge' } });
    const again = await bench.api('POST', url, { body: { name: 'edge' } });
    expect([again.status, again.json.message]).toEqual([400, expect.stringContaining('already subscribed')]);
    await bench.api('DELETE', `${url}/edge`);
    const gone = await bench.api('DELETE', `${url}/edge`);
    expect([gone.status, gone.json.message]).toEqual([400, expect.stringContaining('already unsubscribed')]);
  });

  test('knows neither other keys nor other integrations', async () => {
    await bench.create('edge');
    expect((await bench.api('POST', url, { body: { name: 'core' } })).status).toBe(404);
    expect((await bench.api('DELETE', `${url}/core`)).status).toBe(404);
    expect((await bench.api('POST', `${path}/none-such/integrations`, { body: { name: 'edge' } })).status).toBe(404);
    expect((await bench.api('GET', `${path}/none-such/integrations`)).status).toBe(404);
    expect((await bench.api('DELETE', `${path}/none-such/integrations/edge`)).status).toBe(404);
  });

  test('takes the name and no other key', async () => {
    await bench.create('edge');
    const { status, json } = await bench.api('POST', url, { body: { name: 'edge', id: 'x' } });
    expect([status, json.detail[0].loc]).toEqual([422, ['body', 'id']]);
  });
});

test('every vendor can be addressed, whatever its name holds', async () => {
  const name = 'edge/1 & 100% #?';
  const { id } = await bench.create(name);
  const vendors = (await bench.api('GET', '/vendors?size=100')).json.items.map(({ value }: any) => value);
  for (const vendor of vendors) {
    const url = `/vendors/${encodeURIComponent(vendor)}/integrations`;
    expect([vendor, (await bench.api('POST', url, { body: { name } })).status]).toEqual([vendor, 200]);
  }
  expect((await bench.api('GET', `/integrations/${id}`)).json.vendors).toEqual(vendors.map((vendor: string) => ({ id: vendor })));
  for (const vendor of vendors) {
    const url = `/vendors/${encodeURIComponent(vendor)}/integrations/${encodeURIComponent(name)}`;
    expect([vendor, (await bench.api('DELETE', url)).status]).toEqual([vendor, 200]);
  }
});

test('a slash that is not encoded is no part of a name', async () => {
  await bench.create('edge');
  expect((await bench.api('POST', '/vendors/TCP/IP%20Stack%20Co/integrations', { body: { name: 'edge' } })).status).toBe(404);
  expect((await bench.api('POST', '/vendors/TCP%2FIP%20Stack%20Co/integrations', { body: { name: 'edge' } })).status).toBe(200);
});

describe('rename', () => {
  async function renamed(): Promise<any> {
    const integration = await bench.create('edge');
    for (const [path, key] of KINDS) await bench.api('POST', `${path}/${key}/integrations`, { body: { name: 'edge' } });
    await bench.subscribeToBlocklist(integration, 1);
    return (await bench.api('PATCH', `/integrations/${integration.id}`, { body: { name: 'core' } })).json;
  }

  test('keeps subscriptions under the new name', async () => {
    expect(await renamed()).toMatchObject({ vendors: [{}], cves: [{}], fingerprints: [{}], blocklists: [{}] });
    expect((await bench.api('DELETE', '/vendors/Microsoft/integrations/edge')).status).toBe(404);
    expect((await bench.api('DELETE', '/vendors/Microsoft/integrations/core')).status).toBe(200);
  });

  test('drops those that are keyed by name, when set so', async () => {
    bench.emulator.settings({ renameDropsSubscriptions: true });
    expect(await renamed()).toMatchObject({ vendors: [], cves: [], fingerprints: [], blocklists: [{}] });
  });

  test('drops nothing when the name stays', async () => {
    bench.emulator.settings({ renameDropsSubscriptions: true });
    const { id } = await bench.create('edge');
    await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: 'edge' } });
    const { json } = await bench.api('PATCH', `/integrations/${id}`, { body: { name: 'edge', description: 'same name' } });
    expect(json.vendors).toEqual([{ id: 'Microsoft' }]);
  });
});
