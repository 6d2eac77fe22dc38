import { containsCidr } from 'cidr-tools';
import { Bench } from './client';
import { EXPLOITATION_PHASES } from '../../src/model';

/** Ranges that documentation and benchmarks may use: RFC 5737, 2544, 3849, 9637, 5180. */
const HARMLESS = [
  '240.0.0.0/4', // reserved
  '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '198.18.0.0/15', '2001:db8::/32', '3fff::/20', '2001:2::/48',
];
const HEAVY = ['description', 'crowdsec_analysis', 'references', 'cwes', 'tags', 'events'];

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

/** Every page, by the links alone. */
async function all(path: string): Promise<any[]> {
  const origin = new URL(bench.emulator.url).origin;
  const items: any[] = [];
  for (let next: string | null = `/v1${path}`; next;) {
    const answer = await fetch(`${origin}${next}`, { headers: { 'x-api-key': bench.emulator.apiKey } });
    const page: any = await answer.json();
    items.push(...page.items);
    next = page.links.next;
  }
  return items;
}

test('is the same for the same seed, and another for another', async () => {
  const others = await Promise.all([1, 2].map((seed) => Bench.start({ seed })));
  const text = async (of: Bench) => (await of.api('GET', '/cves?size=100')).text + (await of.api('GET', '/blocklists')).text;
  const [mine, same, another] = await Promise.all([bench, ...others].map(text));
  expect(same).toBe(mine);
  expect(another).not.toBe(mine);
  await Promise.all(others.map((other) => other.close()));
});

test('holds harmless addresses only, over 120,000 of them', async () => {
  const edge = await bench.create('all', 'plain_text', { enable_ip_aggregation: true });
  for (const { value } of await all('/vendors')) {
    await bench.api('POST', `/vendors/${encodeURIComponent(value)}/integrations`, { body: { name: 'all' } });
  }
  for (const { id } of await all('/blocklists?include_filter=all')) {
    await bench.api('POST', `/blocklists/${id}/subscribers`, { body: { ids: [edge.id], entity_type: 'firewall_integration' } });
  }
  const { text } = await bench.api('GET', `/integrations/${edge.id}/content`);
  const ranges = text.trim().split('\n');
  expect(containsCidr(HARMLESS, ranges)).toBe(true);
  expect(ranges.some((range) => range.includes(':'))).toBe(true);
  const { json } = await bench.api('PATCH', `/integrations/${edge.id}`, { body: { enable_ip_aggregation: false } });
  expect(json.stats.count).toBeGreaterThan(120_000);
});

describe('vendors', () => {
  test('count what they list', async () => {
    const vendors = await all('/vendors');
    expect(vendors.length).toBeGreaterThanOrEqual(60);
    for (const { value, nb_cves: cves, nb_fingerprints: fingerprints, nb_ips: ips, nb_ips_cves: ofCves, nb_ips_fingerprints: ofFps } of vendors) {
      const rules = await all(`/vendors/${encodeURIComponent(value)}?size=100`);
      expect(rules.filter(({ type }) => type === 'cve')).toHaveLength(cves);
      expect(rules.filter(({ type }) => type === 'fingerprint')).toHaveLength(fingerprints);
      expect(rules.every((rule) => rule.affected_components.some(({ vendor }: any) => vendor === value))).toBe(true);
      expect(ips).toBeLessThanOrEqual(ofCves + ofFps);
      expect(ips).toBeGreaterThanOrEqual(Math.max(ofCves, ofFps));
    }
  });

  test('are searched and sorted', async () => {
    const names = (items: any[]) => items.map(({ value }) => value);
    expect(names(await all('/vendors?query=MICRO'))).toEqual(['Microsoft']);
    const byIps = (await all('/vendors?sort_by=nb_ips')).map((vendor) => vendor.nb_ips);
    expect(byIps).toEqual([...byIps].sort((a, b) => b - a));
    const byName = names(await all('/vendors?sort_by=value&sort_order=asc'));
    expect(byName.indexOf('Adobe')).toBeLessThan(byName.indexOf('Zyxel'));
  });

  test('list rules with what their type demands', async () => {
    const rules = await all('/vendors/Microsoft?size=100');
    for (const rule of rules) {
      const there = HEAVY.filter((field) => field in rule);
      expect(there).toEqual(rule.type === 'cve' ? ['description', 'references', 'cwes'] : []);
    }
    expect((await bench.api('GET', '/vendors/None')).status).toBe(404);
  });
});

describe('CVEs', () => {
  test('2,000 of them, in every phase', async () => {
    const cves = await all('/cves?size=100');
    expect(new Set(cves.map(({ id }) => id)).size).toBe(2000);
    expect(new Set(cves.map((cve) => cve.exploitation_phase.name))).toEqual(new Set(EXPLOITATION_PHASES));
    const targeted = await all('/cves?size=100&exploitation_phase=targeted_exploitation');
    expect(targeted).toEqual(cves.filter((cve) => cve.exploitation_phase.name === 'targeted_exploitation'));
  });

  test('are the newest rules first, unless asked otherwise', async () => {
    const released = (await all('/cves?size=100')).map((cve) => cve.rule_release_date);
    expect(released).toEqual([...released].sort().reverse());
    const ips = (await all('/cves?size=100&sort_by=nb_ips&sort_order=asc')).map((cve) => cve.nb_ips);
    expect(ips).toEqual([...ips].sort((a, b) => a - b));
  });

  test('are without the heavy fields in lists, unless detailed', async () => {
    const [light] = (await bench.api('GET', '/cves?query=CVE-2024-25600')).json.items;
    const [detailed] = (await bench.api('GET', '/cves?query=CVE-2024-25600&detailed=true')).json.items;
    const single = (await bench.api('GET', '/cves/CVE-2024-25600')).json;
    expect(HEAVY.filter((field) => field in light)).toEqual([]);
    expect(HEAVY.filter((field) => field in detailed)).toEqual(HEAVY);
    expect(detailed).toEqual(single);
  });

  test('bring as many addresses as they say', async () => {
    await bench.create('one cve');
    await bench.api('POST', '/cves/CVE-2024-25600/integrations', { body: { name: 'one cve' } });
    const { nb_ips: ips } = (await bench.api('GET', '/cves/CVE-2024-25600')).json;
    const [integration] = (await bench.api('GET', '/integrations')).json.items.filter(({ name }: any) => name === 'one cve');
    expect([integration.stats.count, ips > 0]).toEqual([ips, true]);
  });

  test('are 404 when unknown', async () => {
    expect((await bench.api('GET', '/cves/CVE-1999-0001')).json).toEqual({ message: 'CVE "CVE-1999-0001" not found' });
  });
});

test('fingerprints: 400, without what only CVEs have', async () => {
  const fingerprints = await all('/fingerprints?size=100&detailed=true');
  expect(new Set(fingerprints.map(({ id }) => id)).size).toBe(400);
  for (const absent of ['published_date', 'cvss_score', 'has_public_exploit', 'cwes']) {
    expect(fingerprints.filter((fingerprint) => absent in fingerprint)).toEqual([]);
  }
  expect((await bench.api('GET', '/fingerprints/microsoft-exchange')).json).toMatchObject({ id: 'microsoft-exchange' });
  expect((await bench.api('GET', '/fingerprints/none')).status).toBe(404);
});

describe('pages', () => {
  test('link to each other, relative to the host, with the request\'s own parameters', async () => {
    const { json } = await bench.api('GET', '/cves?query=a%26b&size=10&query=e&page=2');
    expect(json).toMatchObject({ page: 2, size: 10, pages: Math.ceil(json.total / 10) });
    expect(json.links).toEqual({
      first: '/v1/cves?query=a%26b&size=10&query=e&page=1',
      prev: '/v1/cves?query=a%26b&size=10&query=e&page=1',
      self: '/v1/cves?query=a%26b&size=10&query=e&page=2',
      next: '/v1/cves?query=a%26b&size=10&query=e&page=3',
      last: `/v1/cves?query=a%26b&size=10&query=e&page=${json.pages}`,
    });
  });

  test('carry a query on that holds a question mark', async () => {
    const { json } = await bench.api('GET', '/vendors?query=who?&size=1');
    expect([json.items[0].value, json.links.self]).toEqual(['Who? Labs', '/v1/vendors?query=who%3F&size=1&page=1']);
  });

  test('end: no next on the last, no items beyond it', async () => {
    const { json: last } = await bench.api('GET', '/fingerprints?page=8');
    expect([last.items.length, last.links.next]).toEqual([50, null]);
    const { json: beyond } = await bench.api('GET', '/fingerprints?page=9');
    expect([beyond.items, beyond.total, beyond.links.next]).toEqual([[], 400, null]);
    const { json: none } = await bench.api('GET', '/cves?query=no-such-thing');
    expect(none).toMatchObject({ items: [], total: 0, pages: 0, page: 1, links: { next: null, prev: null } });
  });

  test.each([
    ['page=0', 'greater_than_equal'], ['size=0', 'greater_than_equal'], ['size=101', 'less_than_equal'], ['size=ten', 'int_parsing'],
    ['sort_by=luck', 'enum'], ['sort_order=up', 'enum'], ['detailed=2', 'bool_parsing'], ['exploitation_phase=done', 'enum'],
  ])('refuse %s', async (query, type) => {
    const { status, json } = await bench.api('GET', `/cves?${query}`);
    expect([status, json.detail]).toEqual([422, [{ loc: ['query', query.split('=')[0]], msg: expect.any(String), type }]]);
  });

  test('ignore what nobody knows', async () => {
    expect((await bench.api('GET', '/vendors?detailed=perhaps&exploitation_phase=x')).status).toBe(200);
  });
});
