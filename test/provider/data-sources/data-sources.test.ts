import { Core, emulatorForTests, refusal, requestsOf } from '../support/core';

const emulator = emulatorForTests();
const DAY = 24 * 3600 * 1000;

describe('crowdsec_integration', () => {
  async function made(core: Core) {
    const { state } = await core.apply('crowdsec_integration', { name: 'edge', output_format: 'paloalto', description: 'at the border', pull_limit: 7 });
    await core.apply('crowdsec_vendor_subscription', { integration_id: state.id, vendor: 'Microsoft' });
    return state;
  }

  test.each(['id', 'name'] as const)('by %s, with everything that the service says but credentials', async (by) => {
    const state = await made(await Core.start(emulator()));
    const found = await (await Core.start(emulator())).data('crowdsec_integration', { [by]: state[by] });
    expect(found).toMatchObject({
      id: state.id,
      name: 'edge',
      description: 'at the border',
      pull_limit: 7,
      entity_type: 'firewall_integration',
      endpoint: state.endpoint,
      organization_id: state.organization_id,
      created_at: state.created_at,
      last_pull: null,
      lapi_url: null,
      tags: [],
      vendors: ['Microsoft'],
      cves: [],
      fingerprints: [],
      blocklists: [],
      stats: { count: expect.any(Number) },
    });
    expect(JSON.stringify(found)).not.toContain(String(state.password));
  });

  test('is offline until a pull, and again a day after it; reading it is no pull', async () => {
    const { id } = await made(await Core.start(emulator()));
    const offline = async () => (await (await Core.start(emulator())).data('crowdsec_integration', { id })).offline;
    const pulled = (ago: number) => {
      const snapshot = emulator().snapshot();
      const last_pull = new Date(Date.now() - ago).toISOString();
      emulator().restore({ ...snapshot, integrations: snapshot.integrations.map((one) => ({ ...one, last_pull })) });
    };
    emulator().clearRequests();
    expect(await offline()).toBe(true);
    pulled(DAY / 2);
    expect(await offline()).toBe(false);
    pulled(2 * DAY);
    expect(await offline()).toBe(true);
    expect(requestsOf(emulator()).filter((line) => line.includes('content') || line.includes('stream'))).toEqual([]);
  });

  test('needs exactly one of id and name, and one that exists', async () => {
    const core = await Core.start(emulator());
    expect((await refusal(core.data('crowdsec_integration'))).paths).toEqual(['id']);
    expect((await refusal(core.data('crowdsec_integration', { id: '0'.repeat(24), name: 'edge' }))).message).toContain('"edge"');
    expect((await refusal(core.data('crowdsec_integration', { name: 'nowhere' }))).message).toContain('"nowhere"');
    expect((await refusal(core.data('crowdsec_integration', { id: '0'.repeat(24) }))).paths).toEqual(['id']);
  });
});

test('crowdsec_integrations lists all, or those with a tag', async () => {
  const core = await Core.start(emulator());
  for (const name of ['a', 'b']) await core.apply('crowdsec_integration', { name, output_format: 'remediation_component' });
  const snapshot = emulator().snapshot();
  emulator().restore({ ...snapshot, integrations: snapshot.integrations.map((one) => ({ ...one, tags: one.name === 'b' ? ['dmz'] : [] })) });
  const next = await Core.start(emulator());
  const all = await next.data('crowdsec_integrations');
  expect(all.integrations).toMatchObject([{ name: 'a', lapi_url: expect.stringMatching(/\/$/) }, { name: 'b' }]);
  expect((await next.data('crowdsec_integrations', { tags: ['dmz'] })).ids).toEqual([all.ids[1]]);
});

describe('the catalogue', () => {
  test.each([
    ['crowdsec_vendors', 'vendors', 'names', 'value'],
    ['crowdsec_cves', 'cves', 'ids', 'id'],
    ['crowdsec_fingerprints', 'fingerprints', 'ids', 'id'],
    ['crowdsec_blocklists', 'blocklists', 'ids', 'id'],
  ])('%s brings every page, each thing once', async (type, list, names, key) => {
    const found = await (await Core.start(emulator())).data(type, type === 'crowdsec_blocklists' ? { include_filter: ['all'] } : {});
    expect(found[names]).toEqual(found[list].map((one: any) => one[key]));
    expect(new Set(found[names]).size).toBe(found[names].length);
    const [{ query }] = emulator().requests();
    expect(query.size).toBe('100');
    expect(emulator().requests()).toHaveLength(Math.ceil(found[names].length / 100));
  });

  test('CVEs by phase and least score', async () => {
    const core = await Core.start(emulator());
    const { cves } = await core.data('crowdsec_cves', { exploitation_phase: 'mass_exploitation', min_score: 5 });
    expect(cves.length).toBeGreaterThan(0);
    expect(cves.every((cve: any) => cve.exploitation_phase === 'mass_exploitation' && cve.crowdsec_score >= 5)).toBe(true);
    const { cves: all } = await core.data('crowdsec_cves', { exploitation_phase: 'mass_exploitation' });
    expect(all.length).toBeGreaterThan(cves.length);
  });

  test('arguments are the API\'s queries', async () => {
    const core = await Core.start(emulator());
    await core.data('crowdsec_vendors', { query: 'micro', sort_by: 'nb_ips', sort_order: 'asc' });
    await core.data('crowdsec_blocklists', { include_filter: ['public'], subscribed_only: true, category: ['reconnaissance'] });
    const [vendors, blocklists] = emulator().requests().map(({ query }) => query);
    expect(vendors).toMatchObject({ query: 'micro', sort_by: 'nb_ips', sort_order: 'asc' });
    expect(blocklists).toMatchObject({ include_filter: 'public', subscribed_only: 'true', category: 'reconnaissance' });
    expect(blocklists).not.toHaveProperty('exclude_subscribed');
  });

  test.each([
    ['crowdsec_vendors', { sort_by: 'size' }, 'sort_by', '"size"', 'nb_ips'],
    ['crowdsec_cves', { exploitation_phase: 'mass' }, 'exploitation_phase', '"mass"', 'mass_exploitation'],
    ['crowdsec_cves', { min_score: 11 }, 'min_score', '11', '10'],
    ['crowdsec_fingerprints', { sort_order: 'up' }, 'sort_order', '"up"', 'asc, desc'],
    ['crowdsec_blocklists', { include_filter: ['public', 'mine'] }, 'include_filter', '"mine"', 'shared'],
  ])('%s refuses %j', async (type, config, path, value, allowed) => {
    const refused = await refusal(new Core().data(type, config));
    expect(refused.paths).toEqual([path]);
    expect(refused.message).toContain(value);
    expect(refused.message).toContain(allowed);
  });
});

test('crowdsec_organization tells whose key it is', async () => {
  expect(await (await Core.start(emulator())).data('crowdsec_organization')).toEqual({
    organization_id: expect.any(String), subscription_type: 'community', api_key_name: expect.any(String),
  });
});

test('text from the service is in the form that Terraform compares', async () => {
  const core = await Core.start(emulator());
  const { state } = await core.apply('crowdsec_integration', { name: 'edge', output_format: 'f5' });
  const snapshot = emulator().snapshot();
  emulator().restore({ ...snapshot, integrations: snapshot.integrations.map((one) => ({ ...one, name: 'Su\u0308d' })) });
  const next = await Core.start(emulator());
  expect((await next.read('crowdsec_integration', { state, private: new Uint8Array() }))!.state.name).toBe('S\u00fcd');
  expect((await next.data('crowdsec_integration', { name: 'S\u00fcd' })).id).toBe(state.id);
  await next.apply('crowdsec_vendor_subscription', { integration_id: state.id, vendor: 'Microsoft' });
});
