import { Filter } from '../../src/adopt/filter';
import { readOrganization } from '../../src/adopt/organization';
import { createClient } from '../../src/api';
import { grownOrganization } from '../support/organization';
import { Service } from '../support/service';

let service: Service;
beforeAll(async () => { service = await Service.start(); });
beforeEach(() => service.reset());
afterAll(() => service.end());

async function read(filter: Partial<Filter> = {}, expectedId?: string) {
  const client = createClient({ apiKey: service.apiKey, apiUrl: service.url, maxRetries: 0 });
  try {
    return await readOrganization(client, { tags: [], names: [], formats: [], ...filter }, expectedId);
  } finally {
    await client.close();
  }
}

test('a request for the organisation, one for each hundred integrations, and all that they hold', async () => {
  const grown = grownOrganization(230, 460);
  service.restore(grown);
  const { integrations, leftOut } = await read();
  expect((await service.journal()).map(({ path }) => path)).toEqual(['/v1/info', ...Array(3).fill('/v1/integrations')]);
  expect(leftOut).toEqual([]);
  const keys = (list: readonly { readonly id: string; readonly subscriptions: readonly { readonly kind: string; readonly key: string }[] }[]) => (
    list.flatMap(({ id, subscriptions }) => subscriptions.map(({ kind, key }) => `${id} ${kind} ${key}`)).sort());
  expect(keys(integrations)).toEqual(keys(grown.integrations));
  expect(integrations.map(({ name }) => name)).toEqual(grown.integrations.map(({ name }) => name).sort());
});

test.each<[string, Partial<Filter>, string[]]>([
  ['tag', { tags: ['berlin'] }, ['Edge', 'edge!']],
  ['name', { names: ['*dge'] }, ['Edge', 'edge']],
  ['name of one character more', { names: ['edge?'] }, ['edge!']],
  ['any of several names', { names: ['edge', 'EDGE'] }, ['EDGE', 'edge']],
  ['format', { formats: ['fortigate'] }, ['EDGE']],
  ['all of it together', { tags: ['paris'], names: ['e*'], formats: ['plain_text', 'f5'] }, ['edge']],
])('chosen by %s', async (_, filter, names) => {
  service.restore(grownOrganization(4, 4));
  expect((await read(filter)).integrations.map(({ name }) => name)).toEqual(names);
});

test('a pattern is no regular expression, and a long one takes no time', async () => {
  service.restore(grownOrganization(1, 0));
  await service.api('POST', '/integrations', { name: 'a+b.'.repeat(500), entity_type: 'firewall_integration', output_format: 'cisco' });
  expect((await read({ names: [`${'*a'.repeat(400)}*x`] })).integrations).toEqual([]);
  expect((await read({ names: ['a+b.*.'] })).integrations).toHaveLength(1);
});

test.each<[string, object, RegExp]>([
  ['an output format', { output_format: 'stormshield' }, /^integration "edge" .* "stormshield" is no output format/],
  ['an entity type', { entity_type: 'engine' }, /^integration "edge" .* "engine" is no entity type/],
  ['a limit', { pull_limit: -1 }, /^integration "edge" .* its pull limit is -1/],
  ['a name that the toolkit would replace', { name: 'a${TfToken[b.0]}' }, /^integration "a\$\{TfToken\[b\.0\]\}" .* takes for its own/],
  ['a CVE', { cves: [{ id: 'cve-2024-1' }] }, /^cve "cve-2024-1" of integration "edge" .* is no CVE id/],
  ['a blocklist', { blocklists: [{ id: 'b', name: 'b' }] }, /^blocklist "b" of integration "edge" .* is no id/],
])('%s that this version cannot declare is left out, with the reason', async (_, change, reason) => {
  service.restore(grownOrganization(1, 0));
  await service.fault({ path: '/integrations', change: { items: change } });
  const { leftOut } = await read();
  expect(leftOut.map(({ what, why }) => `${what}: ${why}`)).toEqual([expect.stringMatching(reason)]);
});

test('a key of another organisation reads nothing of it', async () => {
  await expect(read({}, 'mine')).rejects.toThrow(/belongs to organisation ".+", and "mine" is expected/);
  expect((await service.journal()).map(({ path }) => path)).toEqual(['/v1/info']);
});
