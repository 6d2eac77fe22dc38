import { acceptance } from '../support/acceptance';
import { unwrap } from '../support/terraform';

const env = acceptance();

const integration = (extra = '') => `resource "crowdsec_integration" "edge" {
  name          = "edge"
  output_format = "plain_text"
  ${extra}
}`;

const CREATE = { name: 'edge', entity_type: 'firewall_integration', output_format: 'plain_text' };

test.each(['id', 'name'])('an integration is imported by %s without its credentials, and a new credentials_version mints them', async (by) => {
  const { service } = env;
  const workspace = env.workspace();
  const { id } = await service.api('POST', '/integrations', CREATE);
  workspace.write('main.tf', integration());
  await workspace.init();

  const imported = await workspace.terraform(['import', '-no-color', 'crowdsec_integration.edge', by === 'id' ? id : 'name:edge']);

  expect(unwrap(imported.output)).toContain('credentials_version');
  expect((await workspace.state())['crowdsec_integration.edge']).toMatchObject({ id, name: 'edge', username: null, password: null });
  expect(await workspace.planExitCode()).toBe(0);

  await service.forget();
  await workspace.apply(integration('credentials_version = "1"'));
  const { username, password, endpoint } = (await workspace.state())['crowdsec_integration.edge'];
  expect(await service.journal('PATCH')).toHaveLength(1);
  const answer = await fetch(endpoint, { method: 'HEAD', headers: { authorization: `Basic ${btoa(`${username}:${password}`)}` } });
  expect(answer.status).toBe(204);
  expect(await workspace.planExitCode()).toBe(0);
});

test('an import block adopts what exists, in one apply', async () => {
  const { service } = env;
  const workspace = env.workspace();
  const { id } = await service.api('POST', '/integrations', { ...CREATE, description: 'made by hand' });
  await service.api('POST', '/vendors/Microsoft/integrations', { name: 'edge' });
  await workspace.apply(`${integration('description = "made by hand"')}
    import {
      to = crowdsec_integration.edge
      id = "name:edge"
    }
    resource "crowdsec_vendor_subscription" "ms" {
      integration_id = crowdsec_integration.edge.id
      vendor         = "Microsoft"
    }
    import {
      to = crowdsec_vendor_subscription.ms
      id = "${id}/Microsoft"
    }`);
  expect(await workspace.planExitCode()).toBe(0);
  expect(await service.integrations()).toHaveLength(1);
});

test.each([
  ['crowdsec_integration.edge', '0123456789abcdef01234567', 'has the id "0123456789abcdef01234567"'],
  ['crowdsec_integration.edge', 'name:nobody', '"nobody"'],
  ['crowdsec_vendor_subscription.ms', 'Microsoft', 'INTEGRATION_ID/VENDOR'],
])('import of %s by "%s" is refused with the reason', async (address, id, reason) => {
  const workspace = env.workspace();
  workspace.write('main.tf', `${integration()}
    resource "crowdsec_vendor_subscription" "ms" {
      integration_id = crowdsec_integration.edge.id
      vendor         = "Microsoft"
    }`);
  await workspace.init();
  const result = await workspace.try(['import', '-no-color', address, id]);
  expect(result.code).toBe(1);
  expect(unwrap(result.output)).toContain(reason);
});
