import { describePaging, describeWrites, expectInvalid, makeIntegration, NO_ID, raw, type Suite } from './target';
import type { Blocklist } from '../../src/api';

export const blocklistContract: Suite = (target) => {
  const session = target.session;
  let blocklist: Blocklist;
  beforeAll(async () => {
    [blocklist] = (await raw(session(), 'GET', '/blocklists?include_filter=all&size=1')).json.items;
  });

  describePaging(target, '/blocklists', { include_filter: 'all' });

  test('public ones are listed only when asked for', async () => {
    const ids = async (include_filter?: string[]) => (await session().client.blocklists.list({ include_filter })).map(({ id }) => id);
    const byDefault = new Set(await ids());
    expect(byDefault).toEqual(new Set(await ids(['private', 'shared'])));
    const publicOnes = await ids(['public']);
    expect(publicOnes.length).toBeGreaterThan(0);
    for (const id of publicOnes) expect(byDefault.has(id)).toBe(false);
  });

  test('one is got by its id, an unknown one is 404', async () => {
    expect((await session().client.blocklists.get(blocklist.id)).name).toBe(blocklist.name);
    await expect(session().client.blocklists.get(NO_ID)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(session().client.blocklists.subscribers(NO_ID)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('an unknown filter is 422', async () => {
    expectInvalid(await raw(session(), 'GET', '/blocklists?include_filter=secret'), 'query', 'include_filter');
  });

  describeWrites(target, 'subscribed', () => {
    const path = (id = blocklist.id) => `/blocklists/${id}/subscribers`;

    test('with a remediation is listed on both sides, and ends', async () => {
      const { client } = session();
      const { id, entity_type } = await makeIntegration(session());
      await client.blocklists.subscribe(blocklist.id, id, { entity_type, remediation: 'ban' });
      expect(await client.blocklists.subscribers(blocklist.id)).toContainEqual({ id, entity_type, remediation: 'ban' });
      expect((await client.integrations.get(id)).blocklists).toMatchObject([{ id: blocklist.id, name: blocklist.name }]);

      await client.blocklists.unsubscribe(blocklist.id, id);
      expect((await client.integrations.get(id)).blocklists).toEqual([]);
      await expect(client.blocklists.unsubscribe(blocklist.id, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    test('a firewall integration needs none, and is listed with one all the same', async () => {
      const { id, entity_type } = await makeIntegration(session());
      await session().client.blocklists.subscribe(blocklist.id, id, { entity_type });
      const [subscriber] = (await session().client.blocklists.subscribers(blocklist.id)).filter((listed) => listed.id === id);
      expect(subscriber.remediation).toEqual(expect.any(String));
    });

    test('a remediation component needs one', async () => {
      const entity_type = 'remediation_component_integration';
      const { id } = await makeIntegration(session(), { entity_type, output_format: 'remediation_component' });
      expect((await raw(session(), 'POST', path(), { body: { ids: [id], entity_type } })).status).toBe(422);
    });

    test('an error for one id comes inside a 200, and the good id is subscribed', async () => {
      const { id, entity_type } = await makeIntegration(session());
      const { status, json } = await raw(session(), 'POST', path(), { body: { ids: [NO_ID, id], entity_type, remediation: 'ban' } });
      expect(status).toBe(200);
      expect(json.errors).toEqual([{ [NO_ID]: expect.any(String) }]);
      expect((await session().client.integrations.get(id)).blocklists).toHaveLength(1);
      await expect(session().client.blocklists.subscribe(blocklist.id, NO_ID, { entity_type, remediation: 'ban' }))
        .rejects.toMatchObject({ code: 'SUBSCRIPTION_REFUSED' });
    });

    test('an unknown blocklist is 404, an unknown key 422', async () => {
      const { id, entity_type } = await makeIntegration(session());
      expect((await raw(session(), 'POST', path(NO_ID), { body: { ids: [id], entity_type, remediation: 'ban' } })).status).toBe(404);
      expectInvalid(await raw(session(), 'POST', path(), { body: { ids: [id], entity_type, remediation: 'ban', colour: 'red' } }), 'body', 'colour');
    });
  });
};
