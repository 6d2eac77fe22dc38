import { acceptance } from '../support/acceptance';

const env = acceptance();

const integration = (name: string, extra = '') => `resource "crowdsec_integration" "edge" {
  name          = "${name}"
  output_format = "plain_text"
  ${extra}
}`;

test('drift: a change outside Terraform is planned back, refresh-only takes it over, an object gone is planned anew', async () => {
  const { service } = env;
  const workspace = env.workspace();
  await workspace.apply(integration('edge', 'description = "ours"'));
  const { id } = await service.integration('edge');

  await service.api('PATCH', `/integrations/${id}`, { description: 'theirs' });
  expect(await workspace.plan()).toEqual({ 'crowdsec_integration.edge': 'update' });
  await workspace.apply(undefined, '-refresh-only');
  expect((await workspace.state())['crowdsec_integration.edge'].description).toBe('theirs');
  await workspace.apply();
  expect((await service.integration('edge')).description).toBe('ours');

  await service.api('DELETE', `/integrations/${id}`);
  expect(await workspace.plan()).toEqual({ 'crowdsec_integration.edge': 'create' });
});

test('-target applies one address, -replace makes a new object', async () => {
  const { service } = env;
  const workspace = env.workspace();
  await workspace.apply(`${integration('edge')}
    resource "crowdsec_integration" "other" {
      name = "other"
      output_format = "cisco"
    }`, '-target=crowdsec_integration.edge');
  expect((await service.integrations()).map(({ name }) => name)).toEqual(['edge']);
  const before = await service.integration('edge');

  await workspace.apply(undefined, '-replace=crowdsec_integration.edge');
  expect((await service.integration('edge')).id).not.toBe(before.id);
  expect(await workspace.planExitCode()).toBe(0);
});

test('create_before_destroy works with names that differ, and is refused by the unique name otherwise', async () => {
  const { service } = env;
  const workspace = env.workspace();
  const lifecycle = 'lifecycle {\n create_before_destroy = true\n }';
  const typed = (name: string, format: string) => `resource "crowdsec_integration" "edge" {
    name          = "${name}"
    output_format = "${format}"
    ${lifecycle}
  }`;
  await workspace.apply(typed('edge', 'plain_text'));
  await workspace.apply(typed('edge bouncers', 'remediation_component'));
  expect((await service.integrations()).map(({ name }) => name)).toEqual(['edge bouncers']);

  const shown = await workspace.applyFails(typed('edge bouncers', 'plain_text'));
  expect(shown).toContain('terraform import');
  expect((await service.integrations()).map(({ output_format }) => output_format)).toEqual(['remediation_component']);
});

test('for_each, count and modules', async () => {
  const { service } = env;
  const workspace = env.workspace();
  workspace.write('edge/main.tf', `
    terraform {
      required_providers {
        crowdsec = { source = "terraform.local/crowdsec/crowdsec" }
      }
    }
    variable "name" {}
    variable "vendors" { type = set(string) }
    resource "crowdsec_integration" "this" {
      name          = var.name
      output_format = "plain_text"
    }
    resource "crowdsec_vendor_subscription" "this" {
      for_each       = var.vendors
      integration_id = crowdsec_integration.this.id
      vendor         = each.key
    }
    output "endpoint" { value = crowdsec_integration.this.endpoint }`);
  const main = (sites: string) => `
    module "site" {
      source   = "./edge"
      for_each = toset(${sites})
      name     = "site \${each.key}"
      vendors  = ["Microsoft"]
    }
    resource "crowdsec_integration" "counted" {
      count         = 2
      name          = "counted \${count.index}"
      output_format = "fortigate"
    }
    output "endpoints" { value = { for name, site in module.site : name => site.endpoint } }`;
  await workspace.apply(main('["a", "b"]'));
  expect((await service.integrations()).map(({ name }) => name).sort()).toEqual(['counted 0', 'counted 1', 'site a', 'site b']);
  expect(Object.keys((await workspace.outputs()).endpoints)).toEqual(['a', 'b']);
  expect(await workspace.planExitCode()).toBe(0);

  await workspace.apply(main('["b"]'));
  expect((await service.integrations()).map(({ name }) => name).sort()).toEqual(['counted 0', 'counted 1', 'site b']);
});

test('values that are unknown at plan: a name and a replacing argument from another resource', async () => {
  const { service } = env;
  const workspace = env.workspace();
  const main = (seed: string) => `
    resource "terraform_data" "source" {
      triggers_replace = "${seed}"
      input            = { name = "edge ${seed}", cve = "CVE-2024-25600" }
    }
    resource "crowdsec_integration" "edge" {
      name          = terraform_data.source.output.name
      output_format = "plain_text"
    }
    resource "crowdsec_cve_subscription" "this" {
      integration_id = crowdsec_integration.edge.id
      cve            = terraform_data.source.output.cve
    }`;
  await workspace.apply(main('one'));
  const before = await service.integration('edge one');
  await workspace.apply(main('two'));
  expect(await service.integration('edge two')).toMatchObject({ id: before.id, cves: [{ id: 'CVE-2024-25600' }] });
  expect(await workspace.planExitCode()).toBe(0);
});

test('data sources are read at plan, and deferred to apply when they depend on what is not there yet', async () => {
  const { service } = env;
  const workspace = env.workspace();
  await workspace.apply(`
    ${integration('edge')}
    data "crowdsec_cves" "mass" { exploitation_phase = "mass_exploitation" }
    data "crowdsec_organization" "ours" {}
    data "crowdsec_integration" "edge" { id = crowdsec_integration.edge.id }
    resource "crowdsec_cve_subscription" "mass" {
      for_each       = toset(data.crowdsec_cves.mass.ids)
      integration_id = crowdsec_integration.edge.id
      cve            = each.key
    }
    output "organization" { value = data.crowdsec_organization.ours.organization_id }
    output "offline" { value = data.crowdsec_integration.edge.offline }`);
  const edge = await service.integration('edge');
  const mass = await service.api('GET', '/cves?exploitation_phase=mass_exploitation&size=100');
  expect(edge.cves).toHaveLength(mass.total);
  expect(await workspace.outputs()).toEqual({ organization: edge.organization_id, offline: true });
  expect(await workspace.planExitCode()).toBe(0);
  expect((await service.journal()).filter(({ path }) => path.endsWith('/content') || path.endsWith('/stream'))).toEqual([]);
});
