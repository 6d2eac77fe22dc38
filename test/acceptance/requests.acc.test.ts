import { acceptance } from '../support/acceptance';

const env = acceptance();

const SUBSCRIPTIONS = 100;

/** How often each request was made, ids and keys left out; empties the journal. */
async function tally(): Promise<{ [request: string]: number }> {
  const counts: { [request: string]: number } = {};
  for (const { method, path } of await env.service.journal()) {
    const request = `${method} ${path.replace(/^\/v1/, '').replace(/[0-9a-f]{24}/, 'ID').replace(/CVE-[\d-]+/, 'CVE')}`;
    counts[request] = (counts[request] ?? 0) + 1;
  }
  await env.service.forget();
  return counts;
}

test('an integration with a hundred subscriptions takes as few requests as there can be', async () => {
  const { service } = env;
  const cves = (await service.api('GET', `/cves?size=${SUBSCRIPTIONS}`)).items.map(({ id }: { id: string }) => id);
  const stack = (extra = '') => `
    resource "crowdsec_integration" "edge" {
      name          = "edge"
      output_format = "plain_text"
      ${extra}
    }
    resource "crowdsec_cve_subscription" "all" {
      for_each       = toset(${JSON.stringify(cves)})
      integration_id = crowdsec_integration.edge.id
      cve            = each.key
    }`;
  const workspace = env.workspace();
  workspace.write('main.tf', stack());
  await workspace.init();
  await service.forget();
  await workspace.terraform(['validate']);
  expect(await tally()).toEqual({});

  await workspace.apply();
  expect(await tally()).toEqual({ 'GET /integrations': 1, 'POST /integrations': 1, 'POST /cves/CVE/integrations': SUBSCRIPTIONS });

  expect(await workspace.planExitCode()).toBe(0);
  expect(await tally()).toEqual({ 'GET /integrations/ID': 1 });

  await workspace.apply(stack('force_destroy = true'));
  expect(await tally()).toEqual({ 'GET /integrations/ID': 1 });

  await workspace.apply(stack('description = "new"'));
  expect(await tally()).toEqual({ 'GET /integrations/ID': 1, 'PATCH /integrations/ID': 1 });

  await workspace.destroy();
  expect(await tally()).toEqual({
    'GET /integrations/ID': 2, 'DELETE /cves/CVE/integrations/edge': SUBSCRIPTIONS, 'DELETE /integrations/ID': 1,
  });
});

test('sixty integrations are read by their list, whatever the parallelism', async () => {
  const workspace = env.workspace();
  await workspace.apply(`resource "crowdsec_integration" "many" {
    count         = 60
    name          = "edge \${count.index}"
    output_format = "cisco"
  }`, '-parallelism=50');
  expect(await tally()).toEqual({ 'GET /integrations': 1, 'POST /integrations': 60 });
  for (const parallelism of [1, 50]) {
    expect(await workspace.planExitCode(`-parallelism=${parallelism}`)).toBe(0);
    const { 'GET /integrations': lists, 'GET /integrations/ID': singles, ...others } = await tally();
    expect(others).toEqual({});
    expect(lists + singles).toBeLessThanOrEqual(4);
  }
});
