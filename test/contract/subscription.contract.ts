import { describeWrites, expectInvalid, makeIntegration, raw, type Suite } from './target';
import type { NamedSubscriptionKind } from '../../src/api';

const KINDS = [
  { kind: 'vendor', collection: 'vendors', keyField: 'value' },
  { kind: 'cve', collection: 'cves', keyField: 'id' },
  { kind: 'fingerprint', collection: 'fingerprints', keyField: 'id' },
] as const satisfies readonly { kind: NamedSubscriptionKind; collection: string; keyField: string }[];

export const subscriptionContract: Suite = (target) => {
  const session = target.session;

  describe.each(KINDS)('to a $kind', ({ kind, collection, keyField }) => {
    let key: string;
    beforeAll(async () => {
      key = (await raw(session(), 'GET', `/${collection}?size=1`)).json.items[0][keyField];
    });

    test('the subscribers of an unknown one are 404', async () => {
      expect((await raw(session(), 'GET', `/${collection}/${kind === 'cve' ? 'CVE-1999-99999' : 'surely-unknown'}/integrations`)).status).toBe(404);
    });

    describeWrites(target, 'by the integration\'s name', () => {
      test('is listed on both sides, and ends', async () => {
        const { client } = session();
        const { id, name } = await makeIntegration(session());
        await client.subscriptions.add(kind, key, name);
        expect((await client.integrations.get(id))[collection]).toEqual([{ id: key }]);
        expect(await client.subscriptions.list(kind, key)).toContainEqual(expect.objectContaining({ name }));

        await client.subscriptions.remove(kind, key, name);
        expect((await client.integrations.get(id))[collection]).toEqual([]);
        expect((await client.subscriptions.list(kind, key)).map((subscribed) => subscribed.name)).not.toContain(name);
      });

      test('is listed as another object than the integration', async () => {
        const { name } = await makeIntegration(session());
        await session().client.subscriptions.add(kind, key, name);
        const { json } = await raw(session(), 'GET', `/${collection}/${encodeURIComponent(key)}/integrations?size=100`);
        const listed = json.items.find((item: { name: string }) => item.name === name);
        expect(listed).toMatchObject({ organization_id: expect.any(String), entity_type: 'firewall_integration', output_format: 'plain_text' });
        for (const field of ['endpoint', 'stats', 'credentials']) expect(listed).not.toHaveProperty(field);
      });

      test('twice is 400, and so is ending it twice', async () => {
        const { client } = session();
        const { name } = await makeIntegration(session());
        await client.subscriptions.add(kind, key, name);
        await expect(client.subscriptions.add(kind, key, name)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
        await client.subscriptions.remove(kind, key, name);
        await expect(client.subscriptions.remove(kind, key, name)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      });

      test('of an unknown integration is 404, an id is no name', async () => {
        const { client } = session();
        const { id } = await makeIntegration(session());
        for (const unknown of [`${session().prefix}-never`, id]) {
          await expect(client.subscriptions.add(kind, key, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
          await expect(client.subscriptions.remove(kind, key, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
        }
      });

      test('takes no other key than the name', async () => {
        const { name } = await makeIntegration(session());
        const path = `/${collection}/${encodeURIComponent(key)}/integrations`;
        expectInvalid(await raw(session(), 'POST', path, { body: { name, remediation: 'ban' } }), 'body', 'remediation');
        expectInvalid(await raw(session(), 'POST', path, { body: {} }), 'body', 'name');
      });
    });
  });

  describeWrites(target, 'after a rename', () => {
    test('the old name is unknown', async () => {
      const { client } = session();
      const { id, name } = await makeIntegration(session());
      await client.integrations.update(id, { name: `${name}-new` });
      const [cve] = (await raw(session(), 'GET', '/cves?size=1')).json.items;
      await expect(client.subscriptions.add('cve', cve.id, name)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await client.subscriptions.add('cve', cve.id, `${name}-new`);
    });
  });

  describe('the list of subscribers', () => {
    let path: string;
    beforeAll(async () => {
      path = `/cves/${(await raw(session(), 'GET', '/cves?size=1')).json.items[0].id}/integrations`;
    });
    test('is a page', async () => {
      const { json } = await raw(session(), 'GET', path);
      expect(json).toMatchObject({ items: expect.any(Array), total: expect.any(Number), page: 1, size: 50, pages: expect.any(Number) });
      expect(json.links).toHaveProperty('next');
    });
  });
};
