import { acceptance } from '../support/acceptance';

const env = acceptance();

/** An integration with subscriptions, and resources that use its endpoint and its password as a firewall's would. */
function stack(name: string, credentialsVersion = '1'): string {
  return `
    resource "crowdsec_integration" "edge" {
      name                = "${name}"
      output_format       = "plain_text"
      credentials_version = "${credentialsVersion}"
    }
    resource "crowdsec_vendor_subscription" "this" {
      integration_id = crowdsec_integration.edge.id
      vendor         = "Microsoft"
    }
    resource "crowdsec_cve_subscription" "this" {
      integration_id = crowdsec_integration.edge.id
      cve            = "CVE-2024-25600"
    }
    resource "crowdsec_blocklist_subscription" "this" {
      integration_id = crowdsec_integration.edge.id
      blocklist_id   = data.crowdsec_blocklists.all.blocklists[0].id
    }
    data "crowdsec_blocklists" "all" {
      include_filter = ["all"]
    }
    resource "terraform_data" "firewall" {
      input = [crowdsec_integration.edge.endpoint, crowdsec_integration.edge.lapi_url]
    }
    resource "terraform_data" "login" {
      input = [crowdsec_integration.edge.username, crowdsec_integration.edge.password, crowdsec_integration.edge.endpoint_with_credentials]
    }`;
}

test.each([true, false])('a rename keeps every subscription and leaves users of endpoint and password unplanned (service drops them: %s)', async (drops) => {
  const { service } = env;
  const workspace = env.workspace();
  await service.settings({ renameDropsSubscriptions: drops });
  await workspace.apply(stack('edge'));
  const before = await service.integration('edge');
  await service.forget();

  workspace.write('main.tf', stack('edge renamed'));
  expect(await workspace.plan()).toEqual({ 'crowdsec_integration.edge': 'update' });
  await workspace.apply();

  expect(await workspace.planExitCode()).toBe(0);
  const after = await service.integration('edge renamed');
  expect(after).toMatchObject({ id: before.id, vendors: before.vendors, cves: before.cves, blocklists: [{ id: before.blocklists[0].id }] });
  const [patch, ...others] = await service.journal('PATCH');
  expect(others).toEqual([]);
  expect(patch.body).toEqual({ name: 'edge renamed', enable_ip_aggregation: false });
});

test('a rotation changes the credentials once, when asked, and only what uses them', async () => {
  const { service } = env;
  const workspace = env.workspace();
  await workspace.apply(stack('edge'));
  const before = (await workspace.state())['crowdsec_integration.edge'];
  await service.forget();

  workspace.write('main.tf', stack('edge', '2'));
  expect(await workspace.plan()).toEqual({ 'crowdsec_integration.edge': 'update', 'terraform_data.login': 'update' });
  await workspace.apply();
  await workspace.apply();

  const after = (await workspace.state())['crowdsec_integration.edge'];
  expect(after.password).not.toBe(before.password);
  expect(after.endpoint).toBe(before.endpoint);
  const patches = await service.journal('PATCH');
  expect(patches.map(({ body }) => body)).toEqual([{ regenerate_credentials: true, enable_ip_aggregation: false }]);
});
