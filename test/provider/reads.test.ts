import { Core, emulatorForTests, Kept, requestsOf } from './support/core';

const emulator = emulatorForTests();

/** As many at a time as Terraform has in flight. */
const PARALLEL = 10;

async function inParallel<T, R>(items: readonly T[], call: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: PARALLEL }, async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await call(items[i]);
  }));
  return results;
}

async function integrations(core: Core, count: number): Promise<Kept[]> {
  return inParallel(Array.from({ length: count }, (_, n) => n), (n) =>
    core.apply('crowdsec_integration', { name: `edge-${n}`, output_format: 'plain_text' }));
}

test('one integration with all its subscriptions is one GET', async () => {
  const [{ state }] = await integrations(await Core.start(emulator()), 1);
  const first = await Core.start(emulator());
  const { names } = await first.data('crowdsec_vendors');
  const kept = await inParallel<string, Kept>(names.slice(0, 30), (vendor) =>
    first.apply('crowdsec_vendor_subscription', { integration_id: state.id, vendor }));
  emulator().clearRequests();
  const core = await Core.start(emulator());
  const found = await inParallel(kept, (one) => core.read('crowdsec_vendor_subscription', one));
  expect(found).toEqual(kept);
  expect(requestsOf(emulator())).toEqual([`GET /integrations/${state.id}`]);
});

test('many integrations are read by the list, a hundred at a time', async () => {
  const kept = await integrations(await Core.start(emulator()), 150);
  emulator().clearRequests();
  const core = await Core.start(emulator());
  expect(await inParallel(kept, (one) => core.read('crowdsec_integration', one))).toEqual(kept);
  const lists = emulator().requests().filter(({ path }) => path === '/v1/integrations');
  expect(lists.map(({ query }) => [query.page, query.size])).toEqual([['1', '100'], ['2', '100']]);
  expect(requestsOf(emulator())).toHaveLength(4);
});

test('many subscriptions are made with one request each, and few to read the names', async () => {
  const kept = await integrations(await Core.start(emulator()), 20);
  const core = await Core.start(emulator());
  const vendors: string[] = (await core.data('crowdsec_vendors')).names.slice(0, 10);
  emulator().clearRequests();
  await inParallel(kept.flatMap(({ state }) => vendors.map((vendor) => ({ integration_id: state.id, vendor }))), (config) =>
    core.apply('crowdsec_vendor_subscription', config));
  const requests = requestsOf(emulator());
  expect(requests.filter((line) => line.startsWith('POST'))).toHaveLength(200);
  // Those whose first subscription came before the list are not in it: they were written to meanwhile.
  expect(requests.length - 200).toBeLessThanOrEqual(5);
});

test('what was read is dropped after a write to it', async () => {
  const core = await Core.start(emulator());
  const kept = await core.apply('crowdsec_integration', { name: 'edge', output_format: 'plain_text' });
  const asked = { name: 'edge' };
  expect((await core.data('crowdsec_integration', asked)).vendors).toEqual([]);
  const subscription = await core.apply('crowdsec_vendor_subscription', { integration_id: kept.state.id, vendor: 'Microsoft' });
  expect((await core.data('crowdsec_integration', asked)).vendors).toEqual(['Microsoft']);
  await core.destroy('crowdsec_vendor_subscription', subscription);
  expect((await core.data('crowdsec_integration', asked)).vendors).toEqual([]);
  await core.destroy('crowdsec_integration', kept);
  expect(await core.read('crowdsec_integration', kept)).toBeUndefined();
});

test('one that is missing in the list is asked for before it is given up', async () => {
  const kept = await integrations(await Core.start(emulator()), 5);
  await (await Core.start(emulator())).destroy('crowdsec_integration', kept[4]);
  emulator().clearRequests();
  const core = await Core.start(emulator());
  const found = await inParallel(kept, (one) => core.read('crowdsec_integration', one));
  expect(found.map((one) => one !== undefined)).toEqual([true, true, true, true, false]);
  expect(requestsOf(emulator())).toHaveLength(4);
});
