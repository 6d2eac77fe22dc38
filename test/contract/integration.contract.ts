import { basic, describePaging, describeWrites, expectIntegration, expectInvalid, makeIntegration, NO_ID, raw, type Suite } from './target';

export const integrationContract: Suite = (target) => {
  const session = target.session;

  describePaging(target, '/integrations');

  test('an unknown id is 404', async () => {
    expect((await raw(session(), 'GET', `/integrations/${NO_ID}`)).status).toBe(404);
  });

  describeWrites(target, 'created', () => {
    test('a firewall integration has user name and password, shown this once', async () => {
      const made = await makeIntegration(session());
      expectIntegration(made);
      expect(made.credentials).toEqual({ username: expect.any(String), password: expect.any(String) });
      expect(made.endpoint).toMatch(new RegExp(`/v1/integrations/${made.id}/content$`));
      const { json } = await raw(session(), 'GET', `/integrations/${made.id}`);
      expectIntegration(json);
      expect(json.credentials ?? null).toBeNull();
    });

    test('a remediation component has an API key instead', async () => {
      const made = await makeIntegration(session(), { entity_type: 'remediation_component_integration', output_format: 'remediation_component' });
      expect(made.credentials).toEqual({ api_key: expect.any(String) });
    });

    test('answers 201, and leaves a description out where there is none', async () => {
      const body = { name: `${session().prefix}-raw`, entity_type: 'firewall_integration', output_format: 'f5' };
      const { status, json } = await raw(session(), 'POST', '/integrations', { body });
      session().created.push(json.id);
      expect(status).toBe(201);
      expect(json).not.toHaveProperty('description');
      expect(json).toMatchObject({ ...body, blocklists: [], cves: [], fingerprints: [], vendors: [] });
    });

    test('keeps what was asked for', async () => {
      const wanted = { description: 'd', pull_limit: 1000, enable_ip_aggregation: true, output_format: 'mikrotik' };
      const { id } = await makeIntegration(session(), wanted);
      expect(await session().client.integrations.get(id)).toMatchObject(wanted);
    });

    test('is in the list', async () => {
      const { id, name } = await makeIntegration(session());
      expect(await session().client.integrations.list()).toContainEqual(expect.objectContaining({ id, name }));
    });

    test('a name twice is refused', async () => {
      const { name, entity_type, output_format } = await makeIntegration(session());
      const { status } = await raw(session(), 'POST', '/integrations', { body: { name, entity_type, output_format } });
      expect([400, 409, 422]).toContain(status);
    });

    test.each<[string, object, string]>([
      ['an empty name', { name: '' }, 'name'],
      ['no name', { name: undefined }, 'name'],
      ['an empty description', { description: '' }, 'description'],
      ['an unknown format', { output_format: 'punch_cards' }, 'output_format'],
      ['an unknown entity type', { entity_type: 'toaster' }, 'entity_type'],
      ['an unknown key', { colour: 'red' }, 'colour'],
    ])('%s is 422, with its place', async (_what, wrong, field) => {
      const body = { name: `${session().prefix}-wrong`, entity_type: 'firewall_integration', output_format: 'f5', ...wrong };
      expectInvalid(await raw(session(), 'POST', '/integrations', { body }), 'body', field);
    });
  });

  describeWrites(target, 'updated', () => {
    test('changes what it is given, and nothing else; the id stays', async () => {
      const made = await makeIntegration(session(), { description: 'before', pull_limit: 500, enable_ip_aggregation: true });
      const changed = await session().client.integrations.update(made.id, { name: `${made.name}-renamed` });
      expect(changed).toMatchObject({ id: made.id, name: `${made.name}-renamed`, description: 'before', pull_limit: 500 });
      expect(changed.credentials ?? null).toBeNull();
    });

    test('regenerates credentials only when asked to, which ends the old ones at once', async () => {
      const made = await makeIntegration(session());
      const changed = await session().client.integrations.update(made.id, { regenerate_credentials: true });
      expect(changed.credentials).toEqual({ username: expect.any(String), password: expect.any(String) });
      const path = `/integrations/${made.id}/content`;
      expect((await raw(session(), 'HEAD', path, { headers: basic(made.credentials) })).status).toBe(401);
      expect([200, 204]).toContain((await raw(session(), 'HEAD', path, { headers: basic(changed.credentials) })).status);
    });

    test('takes no entity type, and no name of another integration', async () => {
      const [one, other] = [await makeIntegration(session()), await makeIntegration(session())];
      const path = `/integrations/${one.id}`;
      expectInvalid(await raw(session(), 'PATCH', path, { body: { entity_type: 'remediation_component_integration' } }), 'body', 'entity_type');
      expect([400, 409, 422]).toContain((await raw(session(), 'PATCH', path, { body: { name: other.name } })).status);
    });

    test('an unknown id is 404', async () => {
      expect((await raw(session(), 'PATCH', `/integrations/${NO_ID}`, { body: { name: 'x' } })).status).toBe(404);
    });
  });

  describeWrites(target, 'deleted', () => {
    test('answers 204 without a body, and is gone', async () => {
      const { id } = await makeIntegration(session());
      expect(await raw(session(), 'DELETE', `/integrations/${id}`)).toMatchObject({ status: 204, text: '' });
      expect((await raw(session(), 'GET', `/integrations/${id}`)).status).toBe(404);
      expect((await raw(session(), 'DELETE', `/integrations/${id}`)).status).toBe(404);
    });

    test('is refused while it has subscriptions, unless forced', async () => {
      const { client } = session();
      const { id, name } = await makeIntegration(session());
      const [cve] = (await raw(session(), 'GET', '/cves?size=1')).json.items;
      await client.subscriptions.add('cve', cve.id, name);
      const refused = await raw(session(), 'DELETE', `/integrations/${id}`);
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.status).toBeLessThan(500);
      expect((await client.integrations.get(id)).cves).toEqual([{ id: cve.id }]);
      await client.integrations.delete(id, { force: true });
      expect((await client.subscriptions.list('cve', cve.id)).map((subscribed) => subscribed.name)).not.toContain(name);
    });
  });
};
