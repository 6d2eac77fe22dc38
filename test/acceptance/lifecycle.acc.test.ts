import { acceptance } from '../support/acceptance';
import { Service } from '../support/service';
import { unwrap } from '../support/terraform';

const env = acceptance();

const integration = (label: string, name: string, extra = '') => `resource "crowdsec_integration" "${label}" {
  name          = "${name}"
  output_format = "plain_text"
  ${extra}
}
`;
const vendor = (label: string, name: string, integrationLabel = 'edge', extra = '') => `resource "crowdsec_vendor_subscription" "${label}" {
  integration_id = crowdsec_integration.${integrationLabel}.id
  vendor         = "${name}"
  ${extra}
}
`;

async function vendorsOf(name: string): Promise<string[]> {
  return (await env.service.integration(name)).vendors.map(({ id }: { id: string }) => id).sort();
}

test.each([false, true])('one apply renames, ends and makes subscriptions (a rename drops them at the service: %s)', async (renameDropsSubscriptions) => {
  const { service } = env;
  await service.settings({ renameDropsSubscriptions });
  const workspace = env.workspace();
  await workspace.apply(integration('edge', 'edge') + vendor('a', 'Microsoft') + vendor('b', 'Citrix'));
  await workspace.apply(integration('edge', 'border') + vendor('a', 'Microsoft') + vendor('c', 'Fortinet'));
  expect(await vendorsOf('border')).toEqual(['Fortinet', 'Microsoft']);
  expect(await workspace.planExitCode()).toBe(0);
});

test('subscriptions follow a replaced integration, move to another one, and swap keys', async () => {
  const workspace = env.workspace();
  const two = integration('edge', 'edge') + integration('other', 'other');
  await workspace.apply(two + vendor('a', 'Microsoft') + vendor('b', 'Citrix'));
  await workspace.apply(undefined, '-replace=crowdsec_integration.edge');
  expect(await vendorsOf('edge')).toEqual(['Citrix', 'Microsoft']);
  await workspace.apply(two + vendor('a', 'Citrix', 'other') + vendor('b', 'Microsoft', 'other'));
  expect([await vendorsOf('edge'), await vendorsOf('other')]).toEqual([[], ['Citrix', 'Microsoft']]);
  await workspace.apply();
  expect(await workspace.planExitCode()).toBe(0);
});

test('swapped names are refused with the way around, which works', async () => {
  const workspace = env.workspace();
  await workspace.apply(integration('x', 'a') + integration('y', 'b'));
  const shown = await workspace.applyFails(integration('x', 'b') + integration('y', 'a'));
  expect(shown).toContain('to swap two names, first give one of the two a third name');
  await workspace.apply(integration('x', 'c') + integration('y', 'b'));
  await workspace.apply(integration('x', 'c') + integration('y', 'a'));
  await workspace.apply(integration('x', 'b') + integration('y', 'a'));
  expect(await workspace.planExitCode()).toBe(0);
});

test('a changed for_each key with the same name: at rest after a second apply at most', async () => {
  const workspace = env.workspace();
  const keyed = (key: string) => `resource "crowdsec_integration" "edge" {
    for_each      = toset(["${key}"])
    name          = "edge"
    output_format = "cisco"
  }
  resource "crowdsec_vendor_subscription" "ms" {
    for_each       = crowdsec_integration.edge
    integration_id = each.value.id
    vendor         = "Microsoft"
  }`;
  await workspace.apply(keyed('a'));
  workspace.write('main.tf', keyed('b'));
  const first = await workspace.try(['apply', '-auto-approve', '-no-color']);
  if (first.code !== 0) expect(unwrap(first.output)).toContain('a moved block');
  await workspace.apply();
  expect(await workspace.planExitCode()).toBe(0);
  expect(await vendorsOf('edge')).toEqual(['Microsoft']);
});

test('moved within a type plans nothing, moved to another type is refused', async () => {
  const workspace = env.workspace();
  await workspace.apply(integration('edge', 'edge') + vendor('ms', 'Microsoft'));
  workspace.write('main.tf', `${integration('core', 'edge')}${vendor('ms', 'Microsoft', 'core')}
    moved {
      from = crowdsec_integration.edge
      to   = crowdsec_integration.core
    }`);
  expect(await workspace.plan()).toEqual({});
  const shown = await workspace.applyFails(`${integration('core', 'edge')}
    resource "crowdsec_cve_subscription" "ms" {
      integration_id = crowdsec_integration.core.id
      cve            = "CVE-2024-25600"
    }
    moved {
      from = crowdsec_vendor_subscription.ms
      to   = crowdsec_cve_subscription.ms
    }`);
  expect(shown.toLowerCase()).toMatch(/move/);
});

test('an integration deleted outside, between plan and apply or unseen with -refresh=false: an error, then at rest', async () => {
  const { service } = env;
  const workspace = env.workspace();
  await workspace.apply(integration('edge', 'edge') + vendor('a', 'Microsoft'));
  workspace.write('main.tf', integration('edge', 'border') + vendor('a', 'Microsoft'));
  await workspace.terraform(['plan', '-out=saved.tfplan']);
  await service.api('DELETE', `/integrations/${(await service.integration('edge')).id}?force=true`);

  const late = await workspace.try(['apply', '-no-color', 'saved.tfplan']);
  expect(late.code).toBe(1);
  expect(unwrap(late.output)).toContain('may have been deleted outside Terraform');
  await workspace.applyFails(undefined, '-refresh=false');
  await workspace.apply();
  expect(await vendorsOf('border')).toEqual(['Microsoft']);
  expect(await workspace.planExitCode()).toBe(0);
});

test('a saved plan applied after outside drift changes what it says, and the rest is drift of the next plan', async () => {
  const { service } = env;
  const workspace = env.workspace();
  await workspace.apply(integration('edge', 'edge'));
  workspace.write('main.tf', integration('edge', 'edge', 'description = "new"') + vendor('a', 'Microsoft'));
  await workspace.terraform(['plan', '-out=saved.tfplan']);
  await service.api('PATCH', `/integrations/${(await service.integration('edge')).id}`, { name: 'theirs' });
  await workspace.terraform(['apply', 'saved.tfplan']);
  expect(await service.integration('theirs')).toMatchObject({ description: 'new', vendors: [{ id: 'Microsoft' }] });
  expect(await workspace.plan()).toEqual({ 'crowdsec_integration.edge': 'update' });
});

test('two organisations through an alias, with the same names', async () => {
  const other = await Service.start();
  try {
    const workspace = env.workspace();
    await workspace.apply(`
      provider "crowdsec" {
        alias   = "other"
        api_url = "${other.url}"
      }
      ${integration('edge', 'edge')}${vendor('a', 'Microsoft')}
      ${integration('theirs', 'edge', 'provider = crowdsec.other')}${vendor('b', 'Citrix', 'theirs', 'provider = crowdsec.other')}`);
    expect(await vendorsOf('edge')).toEqual(['Microsoft']);
    expect((await other.integration('edge')).vendors).toEqual([{ id: 'Citrix' }]);
    expect(await workspace.planExitCode()).toBe(0);
    await workspace.destroy();
    expect([await env.service.integrations(), await other.integrations()]).toEqual([[], []]);
  } finally {
    await other.end();
  }
});

test('an address of the service that only the apply knows: nothing is asked before it', async () => {
  const workspace = env.workspace();
  const { url } = env.service;
  await workspace.apply(`
    resource "terraform_data" "url" { input = "${url}" }
    provider "crowdsec" { api_url = terraform_data.url.output }
    ${integration('edge', 'edge')}
    resource "crowdsec_blocklist_subscription" "first" {
      integration_id = crowdsec_integration.edge.id
      blocklist_id   = "${(await env.service.api('GET', '/blocklists?include_filter=all')).items[0].id}"
    }`);
  expect(await workspace.planExitCode()).toBe(0);
  const shown = await workspace.applyFails(undefined, '-replace=terraform_data.url');
  expect(shown).toContain('"api_url" depends on something that is known only after apply');
});
