import { expandCidr } from 'cidr-tools';
import { Bench, type Call } from './client';
import { basic } from '../support/credentials';

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
beforeEach(() => bench.emulator.reset());
afterAll(() => bench.close());

const lines = (text: string) => text.split('\n').slice(0, -1);
const UNCOMPRESSED = { 'x-api-key': 'emulator-key', 'accept-encoding': 'identity' };

async function subscribed(format = 'plain_text', more: object = {}): Promise<any> {
  const integration = await bench.create('edge', format, more);
  await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: 'edge' } });
  return integration;
}

describe('who may read', () => {
  test('the integration\'s own user, its own key, and the organisation', async () => {
    const firewall = await subscribed();
    const component = await bench.create('bouncer', 'remediation_component');
    const { username, password } = firewall.credentials;
    const content = `/integrations/${firewall.id}/content`;
    const stream = `/integrations/${component.id}/v1/decisions/stream`;
    expect((await bench.api('GET', content, { headers: basic(username, password) })).status).toBe(200);
    expect((await bench.api('HEAD', content, { headers: basic(username, password) })).status).toBe(200);
    expect((await bench.api('GET', content)).status).toBe(200);
    expect((await bench.api('GET', stream, { headers: { 'x-api-key': component.credentials.api_key } })).status).toBe(204);

    const strangers: Call['headers'][] = [{}, basic(username, 'wrong'), basic('wrong', password), { 'x-api-key': component.credentials.api_key }];
    for (const headers of strangers) {
      expect((await bench.api('GET', content, { headers })).status).toBe(401);
      expect((await bench.api('HEAD', content, { headers })).status).toBe(401);
    }
    expect((await bench.api('GET', stream, { headers: basic(username, password) })).status).toBe(401);
  });

  test('an integration\'s credentials open nothing else', async () => {
    const { id, credentials } = await bench.create('bouncer', 'remediation_component');
    expect((await bench.api('GET', `/integrations/${id}`, { headers: { 'x-api-key': credentials.api_key } })).status).toBe(401);
  });

  test('regenerating ends the old credentials at once', async () => {
    const { id, credentials: old } = await subscribed();
    const { json } = await bench.api('PATCH', `/integrations/${id}`, { body: { regenerate_credentials: true } });
    const status = async ({ username, password }: any) =>
      (await bench.api('GET', `/integrations/${id}/content`, { headers: basic(username, password) })).status;
    expect([await status(old), await status(json.credentials)]).toEqual([401, 200]);
  });

  test('an unknown integration is 404, what is no id is 422', async () => {
    expect((await bench.api('GET', '/integrations/000000000000000000000000/content')).status).toBe(404);
    const { status, json } = await bench.api('GET', '/integrations/edge/content');
    expect([status, json.detail[0].loc]).toEqual([422, ['path', 'integration_id']]);
  });
});

describe('what there is', () => {
  test('nothing without subscriptions, the vendor\'s addresses with one', async () => {
    const { id } = await bench.create('edge');
    const url = `/integrations/${id}/content`;
    expect([(await bench.api('HEAD', url)).status, (await bench.api('GET', url)).status]).toEqual([204, 204]);
    await bench.api('POST', '/vendors/Microsoft/integrations', { body: { name: 'edge' } });
    const answer = await bench.api('GET', url);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    const vendor = (await bench.api('GET', '/vendors?query=microsoft')).json.items[0];
    expect(new Set(lines(answer.text)).size).toBe(vendor.nb_ips);
    expect((await bench.api('GET', `/integrations/${id}`)).json.stats).toEqual({ count: vendor.nb_ips });
  });

  test('a vendor\'s CVEs and fingerprints bring nothing beyond the vendor', async () => {
    const { id } = await subscribed();
    const count = async () => (await bench.api('GET', `/integrations/${id}`)).json.stats.count;
    const before = await count();
    await bench.api('POST', '/fingerprints/microsoft-exchange/integrations', { body: { name: 'edge' } });
    expect(await count()).toBe(before);
    await bench.api('POST', '/cves/CVE-2024-25600/integrations', { body: { name: 'edge' } });
    expect(await count()).toBeGreaterThan(before);
  });

  test('a subscription takes effect after the lag', async () => {
    bench.emulator.settings({ contentLagSeconds: 300 });
    const { id } = await subscribed();
    bench.emulator.advanceClock(200);
    expect((await bench.api('HEAD', `/integrations/${id}/content`)).status).toBe(204);
    bench.emulator.advanceClock(100);
    expect((await bench.api('HEAD', `/integrations/${id}/content`)).status).toBe(200);
  });

  test('only a GET is a pull', async () => {
    const { id } = await subscribed();
    const lastPull = async () => (await bench.api('GET', `/integrations/${id}`)).json.last_pull;
    await bench.api('HEAD', `/integrations/${id}/content`);
    expect(await lastPull()).toBeNull();
    bench.emulator.setClock(new Date('2030-01-01T00:00:00Z'));
    await bench.api('GET', `/integrations/${id}/content`);
    expect(await lastPull()).toMatch(/^2030-01-01T00:00:0/);
  });
});

describe('formats', () => {
  const EVERY: { readonly [format: string]: readonly RegExp[] } = {
    f5: [/^[0-9.]+,32,BL,crowdsec-edge$/, /^[0-9a-f:]+,128,BL,crowdsec-edge$/],
    checkpoint: [/^crowdsec-[0-9-]+,[0-9.]+,IP,high,high,AB,C&C server IP$/, /^crowdsec-[0-9a-f-]+,[0-9a-f:]+,IP,high,high,AB,C&C server IP$/],
    mikrotik: [
      /^\/ip firewall address-list add list=crowdsec-integration address=[0-9.]+ comment="crowdsec\/mikrotik" timeout=48h;$/,
      /^\/ip6 firewall address-list add list=crowdsec-integration address=[0-9a-f:]+ comment="crowdsec\/mikrotik" timeout=48h;$/,
    ],
    ...Object.fromEntries(['plain_text', 'paloalto', 'cisco', 'fortigate', 'juniper', 'opnsense', 'pfsense', 'sophos']
      .map((format) => [format, [/^[0-9.]+$/, /^[0-9a-f:]+$/]])),
  };

  test.each(Object.entries(EVERY))('%s', async (format, patterns) => {
    const { id } = await subscribed(format);
    const { text } = await bench.api('GET', `/integrations/${id}/content`);
    expect(lines(text).filter((line) => !patterns.some((pattern) => pattern.test(line)))).toEqual([]);
    for (const pattern of patterns) expect(lines(text).some((line) => pattern.test(line))).toBe(true);
  });

  test('names in the Check Point format are unique', async () => {
    const { id } = await subscribed('checkpoint');
    const names = lines((await bench.api('GET', `/integrations/${id}/content`)).text).map((line) => line.split(',')[0]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('F5 writes a range\'s mask', async () => {
    const { id } = await subscribed('f5', { enable_ip_aggregation: true });
    const { text } = await bench.api('GET', `/integrations/${id}/content`);
    expect(lines(text).some((line) => /^[0-9.]+,2\d,BL,crowdsec-edge$/.test(line))).toBe(true);
  });

  test('remediation_component is a decision a line', async () => {
    const { id } = await subscribed('remediation_component');
    const [first] = lines((await bench.api('GET', `/integrations/${id}/content`)).text);
    expect(JSON.parse(first)).toMatchObject({ type: 'ban', scope: 'Ip', value: expect.any(String) });
  });

  test('follows a change of format', async () => {
    const { id } = await subscribed();
    await bench.api('PATCH', `/integrations/${id}`, { body: { output_format: 'f5' } });
    expect((await bench.api('GET', `/integrations/${id}/content`)).text).toContain(',32,BL,crowdsec-edge\n');
  });
});

describe('aggregation', () => {
  test('covers the same addresses in fewer lines', async () => {
    const { id } = await subscribed();
    const single = lines((await bench.api('GET', `/integrations/${id}/content`)).text);
    await bench.api('PATCH', `/integrations/${id}`, { body: { enable_ip_aggregation: true } });
    const { text } = await bench.api('GET', `/integrations/${id}/content?enable_ip_aggregation=false`);
    const ranges = lines(text);
    expect(ranges.length).toBeLessThan(single.length);
    expect(ranges.some((range) => range.includes('/'))).toBe(true);
    expect(ranges.filter((range) => /\/(32|128)$/.test(range))).toEqual([]);
    expect(new Set(expandCidr(ranges))).toEqual(new Set(single));
  });

  test('can be asked for by the request', async () => {
    const { id } = await subscribed();
    expect((await bench.api('GET', `/integrations/${id}/content?enable_ip_aggregation=true`)).text).toContain('/');
  });
});

describe('size', () => {
  test('the pull limit caps the answer and the count; the request\'s own counts more', async () => {
    const { id } = await subscribed('plain_text', { pull_limit: 10 });
    expect((await bench.api('GET', `/integrations/${id}`)).json.stats.count).toBe(10);
    expect(lines((await bench.api('GET', `/integrations/${id}/content`)).text)).toHaveLength(10);
    expect(lines((await bench.api('GET', `/integrations/${id}/content?pull_limit=3`)).text)).toHaveLength(3);
    expect(lines((await bench.api('GET', `/integrations/${id}/content?pull_limit=20`)).text)).toHaveLength(20);
  });

  test('pages make up the whole', async () => {
    const integration = await bench.create('edge');
    const { stats } = await bench.subscribeToBlocklist(integration, 20_001, 29_999);
    const page = async (n: number) => bench.api('GET', `/integrations/${integration.id}/content?page_size=10000&page=${n}`);
    const pages = await Promise.all([1, 2, 3].map(page));
    expect(pages.map(({ text }) => lines(text).length)).toEqual([10_000, 10_000, stats.count - 20_000]);
    expect(pages.map(({ text }) => text).join('')).toBe((await bench.api('GET', `/integrations/${integration.id}/content`)).text);
    expect((await page(4)).status).toBe(204);
  });

  test('is cut at 5,000,000 bytes, unless compressed', async () => {
    const integration = await bench.create('edge', 'mikrotik');
    const { stats } = await bench.subscribeToBlocklist(integration, 100_000);
    const url = `/integrations/${integration.id}/content`;
    const plain = await bench.api('GET', url, { headers: UNCOMPRESSED });
    const zipped = await bench.api('GET', url, { headers: { ...UNCOMPRESSED, 'accept-encoding': 'gzip' } });
    expect([plain.headers.get('content-encoding'), plain.text.length]).toEqual([null, 5_000_000]);
    expect([zipped.headers.get('content-encoding'), lines(zipped.text).length]).toEqual(['gzip', stats.count]);
  });

  test.each([
    ['page=0', 'page', 'greater_than_equal'],
    ['page_size=9999', 'page_size', 'greater_than_equal'],
    ['page_size=0', 'page_size', 'greater_than_equal'],
    ['pull_limit=many', 'pull_limit', 'int_parsing'],
    ['enable_ip_aggregation=perhaps', 'enable_ip_aggregation', 'bool_parsing'],
  ])('refuses %s', async (query, name, type) => {
    const { id } = await subscribed();
    const { status, json } = await bench.api('GET', `/integrations/${id}/content?${query}`);
    expect([status, json.detail]).toEqual([422, [{ loc: ['query', name], msg: expect.any(String), type }]]);
  });
});

describe('pull window', () => {
  test.each([['community', 24], ['enterprise', 1]] as const)('%s may pull again after %i hours', async (plan, hours) => {
    bench.emulator.settings({ enforcePullWindow: true, plan });
    bench.emulator.setClock(new Date('2030-01-01T00:00:00Z'));
    const { id } = await subscribed();
    const pull = () => bench.api('GET', `/integrations/${id}/content`);
    expect((await pull()).status).toBe(200);
    bench.emulator.advanceClock(hours * 3600 - 60);
    const early = await pull();
    expect(early.status).toBe(429);
    expect(Number(early.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(Number(early.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await bench.api('HEAD', `/integrations/${id}/content`)).status).toBe(200);
    bench.emulator.advanceClock(60);
    expect((await pull()).status).toBe(200);
  });

  test('is not enforced until set, and holds for each page by itself', async () => {
    const { id } = await subscribed();
    const pull = async (page: number) => (await bench.api('GET', `/integrations/${id}/content?page_size=10000&page=${page}`)).status;
    expect([await pull(1), await pull(1)]).toEqual([200, 200]);
    bench.emulator.settings({ enforcePullWindow: true });
    expect([await pull(1), await pull(2)]).toEqual([429, 204]);
  });
});
