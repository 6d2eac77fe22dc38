import { acceptance } from '../support/acceptance';

const env = acceptance();

const EDGE = `resource "crowdsec_integration" "edge" {
  name          = "edge"
  output_format = "plain_text"
}`;

test.each([
  ['the connection is reset before the service acts', { connection: 'reset-before' }],
  ['the connection is reset after the service acted', { connection: 'reset-after' }],
  ['the answer is cut in the middle', { connection: 'truncate' }],
  ['a 500 without the work done', { status: 500 }],
  ['a 503 without the work done', { status: 503 }],
  ['a 500 after the fact', { status: 500, connection: 'reset-after' }],
  ['an answer that is no JSON', { status: 201, body: '<html>gateway</html>', headers: { 'content-type': 'text/html' } }],
])('create, and %s: exactly one integration, tracked, with usable credentials', async (_, fault) => {
  const { service } = env;
  const workspace = env.workspace();
  await service.fault({ method: 'POST', path: '^/v1/integrations$', ...fault });

  await workspace.apply(EDGE);

  const edge = await service.integration('edge');
  const { id, username, password, endpoint } = (await workspace.state())['crowdsec_integration.edge'];
  expect(id).toBe(edge.id);
  const answer = await fetch(endpoint, { method: 'HEAD', headers: { authorization: `Basic ${btoa(`${username}:${password}`)}` } });
  expect(answer.status).toBe(204);
  expect(await workspace.planExitCode()).toBe(0);
});

test('create, and the answer comes too late: exactly one integration, tracked, with usable credentials', async () => {
  const { service } = env;
  const workspace = env.workspace();
  await service.fault({ method: 'POST', path: '^/v1/integrations$', delayMs: 60_000 });
  await workspace.apply(`provider "crowdsec" {
    request_timeout_seconds = 1
  }
  ${EDGE}`);
  const edge = await service.integration('edge');
  const { id, username, password, endpoint } = (await workspace.state())['crowdsec_integration.edge'];
  expect(id).toBe(edge.id);
  const answer = await fetch(endpoint, { method: 'HEAD', headers: { authorization: `Basic ${btoa(`${username}:${password}`)}` } });
  expect(answer.status).toBe(204);
});

test('a name that existed before is refused with the import command, also when the answer is lost', async () => {
  const { service } = env;
  const { id } = await service.api('POST', '/integrations', { name: 'edge', entity_type: 'firewall_integration', output_format: 'plain_text' });
  for (const fault of [undefined, { connection: 'reset-after' }, { connection: 'reset-before' }]) {
    const workspace = env.workspace();
    if (fault) await service.fault({ method: 'POST', path: '^/v1/integrations$', ...fault });
    const shown = await workspace.applyFails(EDGE);
    expect(shown).toContain('terraform import');
    expect(shown).toMatch(new RegExp(`name:edge|${id}`));
    expect(await workspace.state()).toEqual({});
  }
  expect(await service.journal('PATCH')).toEqual([]);
  expect((await service.integrations()).map((integration) => integration.id)).toEqual([id]);
});

test('an update whose answer is lost leaves a state that the next apply brings to rest', async () => {
  const { service } = env;
  const workspace = env.workspace();
  await workspace.apply(EDGE);
  await service.fault({ method: 'PATCH', path: '/v1/integrations/', connection: 'reset-after', times: 20 });
  const rotated = EDGE.replace('}', '  credentials_version = "2"\n}');
  await workspace.applyFails(`provider "crowdsec" {
    max_retries = 1
  }
  ${rotated}`);
  await service.control('DELETE', '/faults');
  await workspace.apply();
  const { username, password, endpoint } = (await workspace.state())['crowdsec_integration.edge'];
  const answer = await fetch(endpoint, { method: 'HEAD', headers: { authorization: `Basic ${btoa(`${username}:${password}`)}` } });
  expect(answer.status).toBe(204);
  expect(await workspace.planExitCode()).toBe(0);
});
