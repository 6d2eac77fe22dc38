import { UNKNOWN } from '../../../src/tfplugin';
import { Core, emulatorForTests, refusal, requestsOf } from '../support/core';

const emulator = emulatorForTests();

const KINDS = [
  { kind: 'vendor', list: 'crowdsec_vendors', names: 'names', attribute: 'vendor' },
  { kind: 'cve', list: 'crowdsec_cves', names: 'ids', attribute: 'cve' },
  { kind: 'fingerprint', list: 'crowdsec_fingerprints', names: 'ids', attribute: 'fingerprint' },
  { kind: 'blocklist', list: 'crowdsec_blocklists', names: 'ids', attribute: 'blocklist_id' },
] as const;

describe.each(KINDS)('$kind', ({ kind, list, names, attribute }) => {
  const type = `crowdsec_${kind}_subscription`;
  let core: Core;
  let integration_id: string;
  let config: { [name: string]: string };

  const held = () => emulator().snapshot().integrations[0].subscriptions.map(({ key }) => key);

  beforeEach(async () => {
    core = await Core.start(emulator());
    integration_id = String((await core.apply('crowdsec_integration', { name: 'Kante Süd/Ost', output_format: 'paloalto' })).state.id);
    config = { integration_id, [attribute]: (await core.data(list))[names][1] };
    emulator().clearRequests();
  });

  test('create, read, empty second plan, delete', async () => {
    const kept = await core.apply(type, config);
    expect(kept.state).toMatchObject({ ...config, id: `${integration_id}/${config[attribute]}` });
    expect(held()).toEqual([config[attribute]]);
    const refreshed = await (await Core.start(emulator())).read(type, kept);
    expect((await core.plan(type, config, refreshed)).planned).toEqual(kept.state);
    await core.destroy(type, kept);
    expect(held()).toEqual([]);
  });

  test('every other argument replaces, unknown ones too', async () => {
    const kept = await core.apply(type, config);
    expect((await core.plan(type, { ...config, integration_id: UNKNOWN }, kept)).replaces).toEqual(['integration_id']);
    expect((await core.plan(type, { ...config, [attribute]: UNKNOWN }, kept)).replaces).toEqual([attribute]);
  });

  test('gone outside, with its integration or without, it is planned anew', async () => {
    const kept = await core.apply(type, config);
    await core.destroy(type, kept);
    expect(await (await Core.start(emulator())).read(type, kept)).toBeUndefined();
    emulator().reset();
    expect(await (await Core.start(emulator())).read(type, kept)).toBeUndefined();
    await (await Core.start(emulator())).destroy(type, kept);
  });

  test('already subscribed outside is an error that prints the import, which then works', async () => {
    const { state } = await core.apply(type, config);
    const refused = await refusal((await Core.start(emulator())).apply(type, config));
    expect(refused.message).toContain(`import ${type}.NAME `);
    expect(refused.message).toContain(`id = ${JSON.stringify(state.id)}`);
    expect(await (await Core.start(emulator())).import(type, String(state.id))).toMatchObject({ state });
  });

  test.each([
    ['reset-before', 2], ['reset-after', 1], ['truncate', 1],
  ] as const)('a lost answer (%s) ends with one subscription', async (connection, posts) => {
    emulator().addFault({ method: 'POST', connection });
    await core.apply(type, config);
    expect(held()).toEqual([config[attribute]]);
    expect(emulator().requests().filter(({ method }) => method === 'POST')).toHaveLength(posts);
  });

  test.each([
    ['an error', { status: 500 }], ['no JSON', { body: '<html>gateway</html>' }],
  ])('a lost answer, and %s to the look that follows: it looks again, or what was made would be unknown', async (_what, fault) => {
    await core.apply('crowdsec_vendor_subscription', { integration_id, vendor: 'Citrix' });
    emulator().addFault({ method: 'POST', connection: 'reset-after' });
    emulator().addFault({ method: 'GET', path: '/integrations/[0-9a-f]+$', times: 2, ...fault });
    const posts = () => emulator().requests().filter(({ method }) => method === 'POST').length;
    const before = posts();
    await core.apply(type, config);
    expect([held(), posts() - before]).toEqual([expect.arrayContaining([config[attribute]]), 1]);
  });

  test('an unsubscribing that is lost, or done already, is success', async () => {
    const kept = await core.apply(type, config);
    emulator().addFault({ method: 'DELETE', connection: 'reset-after' });
    await core.destroy(type, kept);
    await core.destroy(type, kept);
    expect(held()).toEqual([]);
  });

  test.each(['reset-after', 'reset-before'] as const)('an unsubscribing whose answers are all lost tells by looking whether it was done: %s', async (connection) => {
    core = await Core.start(emulator(), { max_retries: 0 });
    const kept = await core.apply(type, config);
    emulator().addFault({ method: 'DELETE', connection, times: 100 });
    if (connection === 'reset-after') await core.destroy(type, kept);
    else expect((await refusal(core.destroy(type, kept))).message).toContain(`${kind} "${config[attribute]}" for integration "${integration_id}"`);
    expect(held()).toHaveLength(connection === 'reset-after' ? 0 : 1);
  });

  test('what does not exist at the service is named with the argument', async () => {
    const missing = kind === 'cve' ? 'CVE-1999-99999' : kind === 'blocklist' ? '0'.repeat(24) : 'No such thing';
    const refused = await refusal(core.apply(type, { ...config, [attribute]: missing }));
    expect(refused.paths).toEqual([attribute]);
    expect(refused.message).toContain(`"${missing}"`);
  });

  test('an empty key and an id that is none are refused without a request', async () => {
    requestsOf(emulator());
    expect((await refusal(core.validate(type, { ...config, [attribute]: ' ' }))).paths).toEqual([attribute]);
    expect((await refusal(core.validate(type, { ...config, integration_id: 'edge' }))).message).toContain('"edge"');
    expect((await refusal(core.import(type, integration_id))).message).toContain('INTEGRATION_ID/');
    expect(requestsOf(emulator())).toEqual([]);
  });
});

test('the import id of a key with "/" and spaces is taken apart at the first "/"', async () => {
  const core = await Core.start(emulator());
  const { state } = await core.apply('crowdsec_integration', { name: 'edge', output_format: 'f5' });
  const kept = await core.apply('crowdsec_vendor_subscription', { integration_id: state.id, vendor: 'TCP/IP Stack Co' });
  expect(await core.import('crowdsec_vendor_subscription', `${state.id}/TCP/IP Stack Co`)).toEqual(kept);
});

test.each([['vendor', 'microsoft ', 'Microsoft'], ['fingerprint', 'Microsoft-Exchange', 'microsoft-exchange']])(
  'a %s that differs in capitals or spaces only is answered with the right one', async (kind, wrong, right) => {
    const core = await Core.start(emulator());
    const { state } = await core.apply('crowdsec_integration', { name: 'edge', output_format: 'f5' });
    const refused = await refusal(core.apply(`crowdsec_${kind}_subscription`, { integration_id: state.id, [kind]: wrong }));
    expect(refused.message).toContain(`Did you mean "${right}"?`);
  });

test('an integration that goes away in the middle is what the error is about, not the vendor', async () => {
  const core = await Core.start(emulator());
  const { state } = await core.apply('crowdsec_integration', { name: 'edge', output_format: 'f5' });
  await core.apply('crowdsec_vendor_subscription', { integration_id: state.id, vendor: 'Citrix' });
  emulator().restore({ ...emulator().snapshot(), integrations: [] });
  const refused = await refusal(core.apply('crowdsec_vendor_subscription', { integration_id: state.id, vendor: 'Microsoft' }));
  expect(refused.paths).toEqual(['integration_id']);
  expect(refused.message).toContain(String(state.id));
});

test('the same subscription twice in a configuration is told apart from one made outside', async () => {
  const core = await Core.start(emulator());
  const { state } = await core.apply('crowdsec_integration', { name: 'edge', output_format: 'f5' });
  const config = { integration_id: state.id, vendor: 'Citrix' };
  await core.apply('crowdsec_vendor_subscription', config);
  expect((await refusal(core.apply('crowdsec_vendor_subscription', config))).message).toContain('remove one of the two');
});

test('what was just created is subscribed without being read again', async () => {
  const core = await Core.start(emulator());
  const { state } = await core.apply('crowdsec_integration', { name: 'edge', output_format: 'f5' });
  await core.apply('crowdsec_vendor_subscription', { integration_id: state.id, vendor: 'Citrix' });
  expect(requestsOf(emulator())).toEqual(['GET /integrations', 'POST /integrations', 'POST /vendors/Citrix/integrations']);
});

test('a CVE in small letters is refused with the right spelling', async () => {
  const refused = await refusal(new Core().validate('crowdsec_cve_subscription', { integration_id: UNKNOWN, cve: 'cve-2024-25600' }));
  expect(refused.message).toContain('write "CVE-2024-25600"');
});

describe('blocklists', () => {
  const type = 'crowdsec_blocklist_subscription';

  async function bouncer(core: Core) {
    const { state } = await core.apply('crowdsec_integration', { name: 'nginx', output_format: 'remediation_component' });
    return { integration_id: state.id, blocklist_id: (await core.data('crowdsec_blocklists')).ids[0] };
  }

  test('one that does not exist is refused in the plan, with those that do', async () => {
    const core = await Core.start(emulator());
    const { ids } = await core.data('crowdsec_blocklists', { include_filter: ['all'] });
    const refused = await refusal(core.plan(type, { integration_id: UNKNOWN, blocklist_id: '0'.repeat(24) }));
    expect(refused.paths).toEqual(['blocklist_id']);
    expect(refused.message).toContain(ids[0]);
    await core.plan(type, { integration_id: UNKNOWN, blocklist_id: UNKNOWN });
  });

  test('a remediation component needs a remediation, said in the plan', async () => {
    const core = await Core.start(emulator());
    const refused = await refusal(core.plan(type, await bouncer(core)));
    expect(refused.paths).toEqual(['remediation']);
    expect(refused.message).toContain('"ban"');
  });

  test('another remediation is a change in place', async () => {
    const core = await Core.start(emulator());
    const config = await bouncer(core);
    const kept = await core.apply(type, { ...config, remediation: 'ban' });
    const next = { ...config, remediation: 'captcha' };
    expect((await core.plan(type, next, kept)).replaces).toEqual([]);
    const changed = await core.apply(type, next, kept);
    expect(changed.state.remediation).toBe('captcha');
    expect((await (await Core.start(emulator())).read(type, changed))!.state.remediation).toBe('captcha');
  });

  test('many blocklists are looked up in the list of them', async () => {
    const core = await Core.start(emulator());
    const { ids } = await core.data('crowdsec_blocklists', { include_filter: ['all'] });
    requestsOf(emulator());
    await Promise.all(ids.map((blocklist_id: string) => core.plan(type, { integration_id: UNKNOWN, blocklist_id })));
    expect(requestsOf(emulator()).sort()).toEqual(['GET /blocklists', `GET /blocklists/${ids[0]}`, `GET /blocklists/${ids[1]}`].sort());
  });

  test('a blocklist is looked up once, however many subscribe to it', async () => {
    const core = await Core.start(emulator());
    const { ids } = await core.data('crowdsec_blocklists');
    requestsOf(emulator());
    await Promise.all(Array.from({ length: 10 }, () => core.plan(type, { integration_id: UNKNOWN, blocklist_id: ids[0] })));
    expect(requestsOf(emulator())).toEqual([`GET /blocklists/${ids[0]}`]);
  });
});
