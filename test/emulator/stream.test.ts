import { Bench } from './client';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.close());

let component: any;
const pull = (query = '') =>
  bench.api('GET', `/integrations/${component.id}/v1/decisions/stream${query}`, { headers: { 'x-api-key': component.credentials.api_key } });
const subscribe = (vendor: string) => bench.api('POST', `/vendors/${vendor}/integrations`, { body: { name: 'bouncer' } });
const values = (decisions: any[] | null) => decisions?.map(({ value }) => value).sort();

beforeEach(async () => {
  component = await bench.create('bouncer', 'remediation_component');
});

test('has nothing without subscriptions', async () => {
  expect((await pull('?startup=true')).status).toBe(204);
});

test('brings everything at the start, as bouncers read it', async () => {
  await subscribe('Microsoft');
  const { status, headers, json } = await pull('?startup=true&scopes=ip,range&origins=lists&additional_pull=false');
  expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^application\/json/)]);
  expect(json.deleted).toBeNull();
  expect(json.new).toHaveLength((await bench.api('GET', `/integrations/${component.id}`)).json.stats.count);
  expect(json.new[0]).toEqual({
    id: expect.any(Number),
    uuid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    origin: expect.any(String),
    type: 'ban',
    scope: 'Ip',
    value: expect.any(String),
    duration: expect.stringMatching(/^(\d+h)?(\d+m)?(\d+s)?$/),
    scenario: expect.any(String),
  });
  expect((await pull('?startup=true')).json).toEqual(json);
});

test('then brings what changed since the last pull; an empty query is one of these', async () => {
  await subscribe('Microsoft');
  const all = values((await pull('?startup=true')).json.new);
  expect((await pull('?')).json).toEqual({ new: null, deleted: null });
  await subscribe('Citrix');
  const { json: added } = await pull('?startup=false');
  expect([added.new.length > 0, added.deleted]).toEqual([true, null]);
  expect(values(added.new)!.filter((value) => all!.includes(value))).toEqual([]);
  await bench.api('DELETE', '/vendors/Citrix/integrations/bouncer');
  const { json: removed } = await pull();
  expect([removed.new, values(removed.deleted)]).toEqual([null, values(added.new)]);
});

test('is 204 while there is no content; what was dropped before then goes with the next answer', async () => {
  const [quiet] = (await bench.api('GET', '/cves?sort_by=nb_ips&sort_order=asc&size=1')).json.items;
  await bench.api('POST', `/cves/${quiet.id}/integrations`, { body: { name: 'bouncer' } });
  expect([quiet.nb_ips, (await pull('?startup=true')).status]).toEqual([0, 204]);

  await subscribe('Microsoft');
  const before = values((await pull()).json.new);
  await bench.api('DELETE', '/vendors/Microsoft/integrations/bouncer');
  expect((await pull()).status).toBe(204);
  await subscribe('Citrix');
  const { json } = await pull();
  const after = values(json.new)!;
  expect(values(json.deleted)!.every((value) => before!.includes(value))).toBe(true);
  expect(json.deleted.length + (await bench.api('GET', '/vendors?query=citrix')).json.items[0].nb_ips).toBe(before!.length + after.length);
});

test('a start-up that is answered 204 leaves its component with nothing', async () => {
  await subscribe('Microsoft');
  await pull('?startup=true');
  await bench.api('DELETE', '/vendors/Microsoft/integrations/bouncer');
  expect((await pull('?startup=true')).status).toBe(204);
  await subscribe('Citrix');
  expect((await pull()).json).toEqual({ new: expect.any(Array), deleted: null });
});

test('brings everything to who never pulled before', async () => {
  await subscribe('Microsoft');
  expect((await pull()).json.new.length).toBeGreaterThan(0);
});

test('turns neighbours into ranges when aggregated', async () => {
  await subscribe('Microsoft');
  await pull('?startup=true');
  await bench.api('PATCH', `/integrations/${component.id}`, { body: { enable_ip_aggregation: true } });
  const { json } = await pull();
  expect(json.new.every(({ scope, value }: any) => (scope === 'Range') === value.includes('/'))).toBe(true);
  expect(json.new.some(({ scope }: any) => scope === 'Range')).toBe(true);
  expect(json.deleted.length).toBeGreaterThan(json.new.length);
});

test('counts as a pull, within no window', async () => {
  bench.emulator.settings({ enforcePullWindow: true });
  await subscribe('Microsoft');
  expect([(await pull()).status, (await pull()).status]).toEqual([200, 200]);
  expect((await bench.api('GET', `/integrations/${component.id}`)).json.last_pull).not.toBeNull();
});

test('refuses a startup that is neither true nor false', async () => {
  expect((await pull('?startup=maybe')).status).toBe(422);
});
