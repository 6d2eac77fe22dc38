import { acceptance } from '../support/acceptance';
import { head } from '../support/credentials';
import { processesLeftIn, unwrap } from '../support/terraform';

const env = acceptance();

const EDGE = 'crowdsec_integration.edge';
const stack = (extra = '') => `
  resource "crowdsec_integration" "edge" {
    name          = "edge"
    output_format = "plain_text"
    ${extra}
  }
  resource "crowdsec_vendor_subscription" "ms" {
    integration_id = crowdsec_integration.edge.id
    vendor         = "Microsoft"
  }`;

async function prepared(main: string) {
  const workspace = env.workspace();
  workspace.write('main.tf', main);
  await workspace.init();
  return workspace;
}

/** Credentials of the state open the content, nothing is left to do, and what is there is there once. */
async function expectAtRest(workspace: Awaited<ReturnType<typeof prepared>>) {
  expect(await workspace.planExitCode()).toBe(0);
  const integration = (await workspace.state())[EDGE];
  expect((await head(integration)).ok).toBe(true);
  expect(await env.service.integrations()).toMatchObject([{ id: integration.id, vendors: [{ id: 'Microsoft' }] }]);
}

test.each([
  ['SIGINT', 'a create', /^POST .*integrations$/, { method: 'POST', path: '^/v1/integrations$' }],
  ['SIGTERM', 'a create', /^POST .*integrations$/, { method: 'POST', path: '^/v1/integrations$' }],
  ['SIGINT', 'a subscription', /^POST .*vendors/, { method: 'POST', path: '^/v1/vendors/' }],
] as const)('%s to the process group in %s: what was made is in the state', async (signal, _what, request, fault) => {
  const { service } = env;
  const workspace = await prepared(stack());
  await service.fault({ ...fault, connection: 'hold' });
  const job = workspace.start(['apply', '-auto-approve', '-no-color']);
  await service.seen(request);
  job.signalGroup(signal);
  await job.until('Gracefully shutting down');
  await service.control('POST', '/release');
  expect(await job.ended).toContain('Creation complete');

  await workspace.apply();
  await expectAtRest(workspace);
});

test('SIGINT in a rotation that renames, at a service that drops subscriptions then: both are finished', async () => {
  const { service } = env;
  const workspace = await prepared(stack());
  await workspace.apply();
  await service.api('POST', '/vendors/Citrix/integrations', { name: 'edge' });
  await service.settings({ renameDropsSubscriptions: true });
  await service.fault({ method: 'PATCH', connection: 'hold' });
  workspace.write('main.tf', stack('credentials_version = "2"').replace('"edge"\n    output', '"border"\n    output'));
  const job = workspace.start(['apply', '-auto-approve', '-no-color']);
  await service.seen(/^PATCH/);
  job.signalGroup('SIGINT');
  await job.until('Gracefully shutting down');
  await service.control('POST', '/release');
  expect(await job.ended).toContain('Modifications complete');

  expect((await service.integration('border')).vendors.map(({ id }: { id: string }) => id).sort()).toEqual(['Citrix', 'Microsoft']);
  await service.api('DELETE', '/vendors/Citrix/integrations/border');
  await expectAtRest(workspace);
});

test('SIGINT in a create that the service does not answer: an error that does not claim too much', async () => {
  const { service } = env;
  const workspace = await prepared(stack());
  await service.fault({ method: 'POST', path: '^/v1/integrations$', connection: 'hold' });
  const job = workspace.start(['apply', '-auto-approve', '-no-color']);
  await service.seen(/^POST/);
  job.signalGroup('SIGINT');
  const shown = unwrap(await job.ended);
  expect(shown).toContain('the service may still be at work');
  await service.control('POST', '/release');
  expect(await workspace.applyFails()).toContain('terraform import crowdsec_integration.NAME name:edge');
});

test.each([
  ['a second SIGINT', 'SIGINT'], ['SIGKILL', 'SIGKILL'],
] as const)('%s ends everything, and no process stays', async (_, last) => {
  const { service } = env;
  const workspace = await prepared(stack());
  await service.fault({ method: 'POST', path: '^/v1/integrations$', connection: 'hold' });
  const job = workspace.start(['apply', '-auto-approve', '-no-color']);
  await service.seen(/^POST/);
  if (last === 'SIGKILL') {
    job.kill();
  } else {
    job.signalGroup('SIGINT');
    await job.until('Gracefully shutting down');
    job.signalGroup('SIGINT');
  }
  await job.ended;
  expect(await processesLeftIn(workspace.dir)).toEqual([]);
});
