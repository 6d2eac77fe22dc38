import { acceptance } from '../support/acceptance';

const env = acceptance();

async function firstBlocklist(): Promise<string> {
  return (await env.service.api('GET', '/blocklists?include_filter=all')).items[0].id;
}

async function vendorWith(mark: string): Promise<string> {
  const { items } = await env.service.api('GET', '/vendors?size=100');
  return items.map(({ value }: { value: string }) => value).find((value: string) => value.includes(mark));
}

function stack(vendors: readonly string[], blocklist: string): string {
  return `
    resource "crowdsec_integration" "edge" {
      name          = "edge"
      output_format = "plain_text"
    }
    resource "crowdsec_vendor_subscription" "this" {
      for_each       = toset(${JSON.stringify(vendors)})
      integration_id = crowdsec_integration.edge.id
      vendor         = each.key
    }
    resource "crowdsec_cve_subscription" "this" {
      integration_id = crowdsec_integration.edge.id
      cve            = "CVE-2024-25600"
    }
    resource "crowdsec_fingerprint_subscription" "this" {
      integration_id = crowdsec_integration.edge.id
      fingerprint    = "microsoft-exchange"
    }
    resource "crowdsec_blocklist_subscription" "this" {
      integration_id = crowdsec_integration.edge.id
      blocklist_id   = "${blocklist}"
    }`;
}

test('each type: created, found missing behind Terraform\'s back and restored, imported, destroyed in any order with its integration', async () => {
  const { service } = env;
  const workspace = env.workspace();
  const vendors = ['Microsoft', await vendorWith(' '), await vendorWith('/')];
  const blocklist = await firstBlocklist();
  const main = stack(vendors, blocklist);

  await workspace.apply(main);
  expect(await workspace.planExitCode()).toBe(0);
  const edge = await service.integration('edge');
  expect(edge.vendors.map(({ id }: { id: string }) => id).sort()).toEqual([...vendors].sort());
  expect(edge).toMatchObject({ cves: [{ id: 'CVE-2024-25600' }], fingerprints: [{ id: 'microsoft-exchange' }], blocklists: [{ id: blocklist }] });

  const addresses = [
    ...vendors.map((vendor) => [`crowdsec_vendor_subscription.this[${JSON.stringify(vendor)}]`, vendor]),
    ['crowdsec_cve_subscription.this', 'CVE-2024-25600'],
    ['crowdsec_fingerprint_subscription.this', 'microsoft-exchange'],
    ['crowdsec_blocklist_subscription.this', blocklist],
  ];
  const state = await workspace.state();
  for (const [address, key] of addresses) expect(state[address].id).toBe(`${edge.id}/${key}`);

  for (const vendor of vendors) await service.api('DELETE', `/vendors/${encodeURIComponent(vendor)}/integrations/edge`);
  await service.api('DELETE', '/cves/CVE-2024-25600/integrations/edge');
  await service.api('DELETE', '/fingerprints/microsoft-exchange/integrations/edge');
  await service.api('DELETE', `/blocklists/${blocklist}/subscribers/${edge.id}`);
  expect(await workspace.plan()).toEqual(Object.fromEntries(addresses.map(([address]) => [address, 'create'])));
  await workspace.apply();
  expect(await workspace.planExitCode()).toBe(0);
  expect((await service.integration('edge')).vendors).toHaveLength(vendors.length);

  for (const [address, key] of addresses) {
    await workspace.terraform(['state', 'rm', address]);
    await workspace.terraform(['import', '-no-color', address, `${edge.id}/${key}`]);
  }
  expect(await workspace.planExitCode()).toBe(0);

  await workspace.terraform(['destroy', '-auto-approve', '-target=crowdsec_cve_subscription.this']);
  expect((await service.integration('edge')).cves).toEqual([]);
  await workspace.destroy();
  expect(await service.integrations()).toEqual([]);
});

test('a subscription that exists already is refused with the import command', async () => {
  const { service } = env;
  const workspace = env.workspace();
  const integration = 'resource "crowdsec_integration" "edge" {\n name = "edge"\n output_format = "plain_text"\n}';
  await workspace.apply(integration);
  await service.api('POST', '/vendors/Microsoft/integrations', { name: 'edge' });
  const { id } = await service.integration('edge');

  const shown = await workspace.applyFails(`${integration}
    resource "crowdsec_vendor_subscription" "ms" {
      integration_id = crowdsec_integration.edge.id
      vendor         = "Microsoft"
    }`);

  expect(shown).toContain('terraform import');
  expect(shown).toContain(`${id}/Microsoft`);
});

test('an integration with subscriptions that Terraform does not know is only destroyed by force', async () => {
  const { service } = env;
  const workspace = env.workspace();
  const integration = (force: boolean) => `resource "crowdsec_integration" "edge" {
    name = "edge"
    output_format = "plain_text"
    force_destroy = ${force}
  }`;
  await workspace.apply(integration(false));
  await service.api('POST', '/vendors/Microsoft/integrations', { name: 'edge' });

  const refused = await workspace.try(['destroy', '-auto-approve', '-no-color']);
  expect(refused.code).toBe(1);
  expect(refused.output).toContain('force_destroy');

  await workspace.apply(integration(true));
  await workspace.destroy();
  expect(await service.integrations()).toEqual([]);
});

test('a lost answer to a subscription ends with the subscription, tracked', async () => {
  const { service } = env;
  const workspace = env.workspace();
  await service.fault({ method: 'POST', path: '/v1/vendors/', connection: 'reset-after' });
  await service.fault({ method: 'POST', path: '/v1/cves/', connection: 'reset-before' });
  await workspace.apply(stack(['Microsoft'], await firstBlocklist()));
  expect(await workspace.planExitCode()).toBe(0);
  expect(await service.integration('edge')).toMatchObject({ vendors: [{ id: 'Microsoft' }], cves: [{ id: 'CVE-2024-25600' }] });
});
