import { describePaging, expectInvalid, raw, type Suite } from './target';

const HEAVY = ['description', 'crowdsec_analysis', 'references', 'tags', 'events'];

/** The catalogue: vendors, CVEs, fingerprints. */
export const ruleContract: Suite = (target) => {
  const session = target.session;
  const first = async (path: string) => (await raw(session(), 'GET', path)).json.items[0];

  describe('vendors', () => {
    describePaging(target, '/vendors', { sort_order: 'asc', sort_by: 'value' });

    test('are found by a part of their name', async () => {
      const { value } = await first('/vendors?size=1');
      const found = await session().client.vendors.list({ query: value });
      expect(found.map((vendor) => vendor.value)).toContain(value);
    });

    test('are sorted as asked', async () => {
      const numbers = async (order: string) =>
        (await raw(session(), 'GET', `/vendors?sort_by=nb_cves&sort_order=${order}`)).json.items.map((vendor: { nb_cves?: number }) => vendor.nb_cves ?? 0);
      const ascending: number[] = await numbers('asc');
      expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
      const descending: number[] = await numbers('desc');
      expect(descending).toEqual([...descending].sort((a, b) => b - a));
    });

    test('one has its CVEs and fingerprints, told apart by type', async () => {
      const { value } = await first('/vendors?size=1&sort_by=nb_cves');
      const rules = await session().client.vendors.rules(value);
      expect(rules.length).toBeGreaterThan(0);
      for (const { type } of rules) expect(['cve', 'fingerprint']).toContain(type);
    });
  });

  describe.each(['cves', 'fingerprints'] as const)('%s', (collection) => {
    describePaging(target, `/${collection}`, { sort_by: 'nb_ips', sort_order: 'desc' });

    test('one is got by its id, an unknown one is 404', async () => {
      const { id } = await first(`/${collection}?size=1`);
      expect((await session().client[collection].get(id)).id).toBe(id);
      const unknown = collection === 'cves' ? 'CVE-1999-99999' : 'surely-unknown';
      await expect(session().client[collection].get(unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('a list leaves the heavy fields out unless asked for them', async () => {
      const light = await first(`/${collection}?size=1`);
      for (const field of HEAVY) expect(light).not.toHaveProperty(field);
      expect(await first(`/${collection}?size=1&detailed=true`)).toHaveProperty('references');
    });

    test('are found by a part of their name', async () => {
      const { id, name } = await first(`/${collection}?size=1`);
      const found = await session().client[collection].list({ query: name });
      expect(found.map((rule) => rule.id)).toContain(id);
    });

    test('are not sorted by what the service does not know', async () => {
      expectInvalid(await raw(session(), 'GET', `/${collection}?sort_by=colour`), 'query', 'sort_by');
      expectInvalid(await raw(session(), 'GET', `/${collection}?sort_order=sideways`), 'query', 'sort_order');
    });
  });

  test('CVEs are filtered by their phase of exploitation', async () => {
    const { exploitation_phase: { name } } = await first('/cves?size=1');
    const { json } = await raw(session(), 'GET', `/cves?exploitation_phase=${name}`);
    expect(json.items.length).toBeGreaterThan(0);
    for (const cve of json.items) expect(cve.exploitation_phase.name).toBe(name);
    expectInvalid(await raw(session(), 'GET', '/cves?exploitation_phase=boredom'), 'query', 'exploitation_phase');
  });
};
