import { basic, describeWrites, expectInvalid, makeIntegration, NO_ID, raw, type Session, type Suite } from './target';

const REMEDIATION_COMPONENT = { entity_type: 'remediation_component_integration', output_format: 'remediation_component' };

/** What firewalls and remediation components pull. A GET counts as a pull, so each integration here is pulled as rarely as can be. */
export const contentContract: Suite = (target) => {
  const session = target.session;

  test('of an unknown integration is 404', async () => {
    for (const path of ['content', 'v1/decisions/stream']) {
      expect((await raw(session(), 'GET', `/integrations/${NO_ID}/${path}`)).status).toBe(404);
    }
    expect((await raw(session(), 'HEAD', `/integrations/${NO_ID}/content`)).status).toBe(404);
  });

  describeWrites(target, 'without subscriptions', () => {
    test('is 204 without a body, for every way to ask', async () => {
      const { id } = await makeIntegration(session());
      expect((await raw(session(), 'HEAD', `/integrations/${id}/content`)).status).toBe(204);
      expect(await raw(session(), 'GET', `/integrations/${id}/content`)).toMatchObject({ status: 204, text: '' });
    });

    test('the stream too', async () => {
      const { id } = await makeIntegration(session(), REMEDIATION_COMPONENT);
      expect(await raw(session(), 'GET', `/integrations/${id}/v1/decisions/stream?startup=true`)).toMatchObject({ status: 204, text: '' });
    });
  });

  describeWrites(target, 'opens', () => {
    const head = (id: string, headers?: Record<string, string>) => raw(session(), 'HEAD', `/integrations/${id}/content`, { headers });

    test('to the organisation\'s key and to the integration\'s own credentials, to nothing else', async () => {
      const [one, other] = [await makeIntegration(session()), await makeIntegration(session())];
      expect((await head(one.id)).status).toBe(204);
      expect((await head(one.id, basic(one.credentials))).status).toBe(204);
      expect((await head(one.id, basic(other.credentials))).status).toBe(401);
      expect((await head(one.id, {})).status).toBe(401);
    });

    test('nothing but content to an integration\'s own credentials', async () => {
      const { id, credentials } = await makeIntegration(session());
      expect((await raw(session(), 'GET', `/integrations/${id}`, { headers: basic(credentials) })).status).toBe(401);
    });
  });

  describeWrites(target, 'a page', () => {
    test('has 10,000 entries or more', async () => {
      const { id } = await makeIntegration(session());
      expectInvalid(await raw(session(), 'GET', `/integrations/${id}/content?page_size=9999`), 'query', 'page_size');
      expectInvalid(await raw(session(), 'GET', `/integrations/${id}/content?page=0&page_size=10000`), 'query', 'page');
    });
  });

  if (!target.immediateContent) return;

  describeWrites(target, 'with a subscription', () => {
    test('is text, one entry a line; HEAD is no pull, GET is one', async () => {
      const { client } = session();
      const made = await makeIntegration(session());
      await client.subscriptions.add('cve', await busiestCve(session()), made.name);
      expect((await raw(session(), 'HEAD', `/integrations/${made.id}/content`)).status).toBe(200);
      expect((await client.integrations.get(made.id)).last_pull ?? null).toBeNull();

      const answer = await raw(session(), 'GET', `/integrations/${made.id}/content`, { headers: basic(made.credentials) });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
      for (const line of answer.text.trim().split('\n')) expect(line).toMatch(/^[0-9a-f.:]+(\/\d+)?$/);
      expect((await client.integrations.get(made.id)).last_pull).toEqual(expect.any(String));
    });

    test('is compressed for who asks for it', async () => {
      const { client } = session();
      const made = await makeIntegration(session());
      await client.subscriptions.add('cve', await busiestCve(session()), made.name);
      const headers = { 'x-api-key': session().apiKey, 'accept-encoding': 'gzip' };
      const answer = await raw(session(), 'GET', `/integrations/${made.id}/content`, { headers });
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect(await client.integrations.content(made.id, { credentials: made.credentials! })).toBe(answer.text);
    });

    test('streams decisions: all at start-up, then the changes', async () => {
      const { client } = session();
      const made = await makeIntegration(session(), REMEDIATION_COMPONENT);
      await client.subscriptions.add('cve', await busiestCve(session()), made.name);
      const credentials = made.credentials!;
      const all = await client.integrations.stream(made.id, true, { credentials });
      expect(all.new.length).toBeGreaterThan(0);
      expect(all.new[0]).toMatchObject({ type: 'ban', scope: expect.stringMatching(/^(Ip|Range)$/), duration: expect.stringMatching(/^[\dhms.]+$/) });
      expect(await client.integrations.stream(made.id, false, { credentials })).toEqual({ new: [], deleted: [] });
    });
  });
};

async function busiestCve(session: Session): Promise<string> {
  return (await raw(session, 'GET', '/cves?sort_by=nb_ips&sort_order=desc&size=1')).json.items[0].id;
}
