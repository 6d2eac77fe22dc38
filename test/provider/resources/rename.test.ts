import { bodiesOf, Core, emulatorForTests, Kept, refusal, requestsOf, until } from '../support/core';

const emulator = emulatorForTests();
const EDGE = { name: 'edge', output_format: 'paloalto' };

async function subscribed(core: Core): Promise<Kept> {
  const kept = await core.apply('crowdsec_integration', EDGE);
  const integration_id = kept.state.id;
  const { ids } = await core.data('crowdsec_cves');
  await core.apply('crowdsec_vendor_subscription', { integration_id, vendor: 'TCP/IP Stack Co' });
  await core.apply('crowdsec_cve_subscription', { integration_id, cve: ids[0] });
  await core.apply('crowdsec_blocklist_subscription', { integration_id, blocklist_id: (await core.data('crowdsec_blocklists')).ids[0] });
  return kept;
}

function subscriptions(): string[] {
  return emulator().snapshot().integrations[0].subscriptions.map(({ kind, key }) => `${kind} ${key}`).sort();
}

describe('a rename', () => {
  test('leaves what the service kept alone', async () => {
    const core = await Core.start(emulator());
    const kept = await subscribed(core);
    emulator().clearRequests();
    await core.apply('crowdsec_integration', { ...EDGE, name: 'border' }, kept);
    expect(bodiesOf(emulator(), 'POST')).toEqual([]);
  });

  test('subscribes again to what the service dropped', async () => {
    emulator().settings({ renameDropsSubscriptions: true });
    const core = await Core.start(emulator());
    const kept = await subscribed(core);
    const before = subscriptions();
    await core.apply('crowdsec_integration', { ...EDGE, name: 'border' }, kept);
    expect(subscriptions()).toEqual(before);
    expect(before).toHaveLength(3);
  });

  test('that could not restore everything is in the state, with an error', async () => {
    emulator().settings({ renameDropsSubscriptions: true });
    const core = await Core.start(emulator());
    const kept = await subscribed(core);
    emulator().addFault({ method: 'POST', path: '/vendors/', status: 403 });
    const before = subscriptions();
    const refused = await refusal(core.apply('crowdsec_integration', { ...EDGE, name: 'border' }, kept));
    expect(refused.state).toEqual({ ...kept.state, name: 'border' });
    expect(refused.message).toContain('vendor "TCP/IP Stack Co"');
    expect(subscriptions()).toEqual(before.filter((each) => !each.startsWith('vendor')));
  });

  test.each([
    ['', {}, 'the rename is done'],
    [' with new credentials', { credentials_version: '2' }, 'an error'],
  ])('whose answers are all lost%s loses no subscription', async (_what, more, end) => {
    emulator().settings({ renameDropsSubscriptions: true });
    const core = await Core.start(emulator(), { max_retries: 0 });
    const kept = await subscribed(core);
    const before = subscriptions();
    emulator().addFault({ method: 'PATCH', connection: 'reset-after', times: 100 });
    const renaming = core.apply('crowdsec_integration', { ...EDGE, ...more, name: 'border' }, kept);
    if (end === 'an error') await refusal(renaming);
    else expect((await renaming).state.name).toBe('border');
    expect(subscriptions()).toEqual(before);
  });

  test('that Terraform interrupts still brings back what the service dropped', async () => {
    emulator().settings({ renameDropsSubscriptions: true });
    const core = await Core.start(emulator());
    const kept = await subscribed(core);
    const before = subscriptions();
    emulator().addFault({ method: 'PATCH', connection: 'hold' });
    const renaming = core.apply('crowdsec_integration', { ...EDGE, name: 'border' }, kept);
    await until(() => emulator().requests().some(({ method }) => method === 'PATCH'));
    core.server.stop();
    emulator().release();
    expect((await renaming).state.name).toBe('border');
    expect(subscriptions()).toEqual(before);
  });

  test('does not bring back what is ended at the same time', async () => {
    emulator().settings({ renameDropsSubscriptions: true });
    const core = await Core.start(emulator());
    const kept = await core.apply('crowdsec_integration', EDGE);
    const subscription = await core.apply('crowdsec_vendor_subscription', { integration_id: kept.state.id, vendor: 'Citrix' });
    emulator().addFault({ method: 'PATCH', delayMs: 100 });
    const renaming = core.apply('crowdsec_integration', { ...EDGE, name: 'border' }, kept);
    await until(() => emulator().requests().some(({ method }) => method === 'PATCH'));
    await Promise.all([renaming, core.destroy('crowdsec_vendor_subscription', subscription)]);
    expect(subscriptions()).toEqual([]);
  });

  test('outside Terraform does not lead a subscription astray', async () => {
    const core = await Core.start(emulator());
    const { state } = await core.apply('crowdsec_integration', EDGE);
    const first = await core.apply('crowdsec_vendor_subscription', { integration_id: state.id, vendor: 'Citrix' });
    rename('elsewhere');
    await core.apply('crowdsec_vendor_subscription', { integration_id: state.id, vendor: 'Microsoft' });
    expect(subscriptions()).toEqual(['vendor Citrix', 'vendor Microsoft']);
    rename('elsewhere again');
    await core.destroy('crowdsec_vendor_subscription', first);
    expect(subscriptions()).toEqual(['vendor Microsoft']);
  });
});

test('requests are the PATCH, and one read before and after', async () => {
  const core = await Core.start(emulator());
  const kept = await core.apply('crowdsec_integration', EDGE);
  requestsOf(emulator());
  await core.apply('crowdsec_integration', { ...EDGE, name: 'border' }, kept);
  const path = `/integrations/${kept.state.id}`;
  expect(requestsOf(emulator())).toEqual([`GET ${path}`, `PATCH ${path}`, `GET ${path}`]);
});

function rename(name: string): void {
  const snapshot = emulator().snapshot();
  emulator().restore({ ...snapshot, integrations: snapshot.integrations.map((one) => ({ ...one, name })) });
}
