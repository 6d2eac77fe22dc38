import { OUTPUT_FORMATS, OutputFormat } from '../../src/model';
import { acceptance } from '../support/acceptance';

const env = acceptance();
const FORMATS = OUTPUT_FORMATS;

/** One integration a format, all with the same arguments. */
function configuration(body: string): string {
  return `
    resource "crowdsec_integration" "this" {
      for_each      = toset(${JSON.stringify(FORMATS)})
      output_format = each.key
      ${body}
    }`;
}

test('each output format: created, read back, changed in every argument, rotated, renamed, destroyed, with a quiet plan after each', async () => {
  const { service } = env;
  const workspace = env.workspace();
  const applyQuietly = async (body: string) => {
    await service.forget();
    await workspace.apply(configuration(body));
    expect(await workspace.planExitCode()).toBe(0);
    return service.journal('PATCH');
  };

  await applyQuietly('name = "a ${each.key}"');
  const created = await workspace.state();
  for (const format of FORMATS) {
    const remote = await service.integration(`a ${format}`);
    const attributes = created[`crowdsec_integration.this["${format}"]`];
    expect(attributes).toMatchObject({
      id: remote.id,
      name: `a ${format}`,
      output_format: format,
      organization_id: remote.organization_id,
      endpoint: remote.endpoint,
      enable_ip_aggregation: false,
      force_destroy: false,
      pull_limit: null,
      created_at: remote.created_at,
      entity_type: format === OutputFormat.REMEDIATION_COMPONENT ? 'remediation_component_integration' : 'firewall_integration',
    });
    if (format === OutputFormat.REMEDIATION_COMPONENT) {
      expect(attributes).toMatchObject({ api_key: expect.any(String), username: null, password: null, endpoint_with_credentials: null });
      expect(attributes.lapi_url).toMatch(new RegExp(`/v1/integrations/${remote.id}/$`));
    } else {
      expect(attributes).toMatchObject({ api_key: null, lapi_url: null, username: expect.any(String), password: expect.any(String) });
      const url = new URL(attributes.endpoint_with_credentials);
      expect([decodeURIComponent(url.username), decodeURIComponent(url.password)]).toEqual([attributes.username, attributes.password]);
    }
  }

  const steps: [string, { [name: string]: unknown }][] = [
    ['name = "a ${each.key}"\n description = "first"', { description: 'first', enable_ip_aggregation: false }],
    ['name = "a ${each.key}"\n description = "second"\n pull_limit = 20000', { description: 'second', pull_limit: 20000, enable_ip_aggregation: false }],
    ['name = "a ${each.key}"\n description = "second"\n pull_limit = 20000\n enable_ip_aggregation = true', { enable_ip_aggregation: true }],
    ['name = "a ${each.key}"\n description = "second"\n enable_ip_aggregation = true', { pull_limit: null, enable_ip_aggregation: true }],
    ['name = "a ${each.key}"\n description = "second"\n enable_ip_aggregation = true\n credentials_version = "2"',
      { regenerate_credentials: true, enable_ip_aggregation: true }],
  ];
  for (const [body, sent] of steps) {
    const patches = await applyQuietly(body);
    expect(patches.map((patch) => patch.body)).toEqual(FORMATS.map(() => sent));
  }

  const renames = await applyQuietly('name = "b ${each.key}"\n description = "second"\n enable_ip_aggregation = true\n credentials_version = "2"');
  expect(renames.map((patch) => patch.body?.name).sort()).toEqual(FORMATS.map((format) => `b ${format}`).sort());
  expect((await service.integrations()).map(({ name }) => name).sort()).toEqual(FORMATS.map((format) => `b ${format}`).sort());

  await service.forget();
  await workspace.apply(configuration('name = "b ${each.key}"\n description = "second"\n enable_ip_aggregation = true\n credentials_version = "2"\n force_destroy = true'));
  expect(await service.journal('PATCH')).toEqual([]);
  expect(await workspace.planExitCode()).toBe(0);

  await workspace.destroy();
  expect(await service.integrations()).toEqual([]);
});

test('a change of the output format is in place among firewalls and replaces towards a remediation component', async () => {
  const workspace = env.workspace();
  const one = (format: string) => `resource "crowdsec_integration" "this" {
    name = "edge"
    output_format = "${format}"
  }`;
  await workspace.apply(one('plain_text'));
  const before = await env.service.integration('edge');

  workspace.write('main.tf', one('paloalto'));
  expect(await workspace.plan()).toEqual({ 'crowdsec_integration.this': 'update' });
  await workspace.apply();
  expect(await env.service.integration('edge')).toMatchObject({ id: before.id, output_format: 'paloalto' });

  workspace.write('main.tf', one('remediation_component'));
  expect(await workspace.plan()).toEqual({ 'crowdsec_integration.this': 'delete,create' });
  await workspace.apply();
  const after = await env.service.integration('edge');
  expect(after.id).not.toBe(before.id);
  expect(after.entity_type).toBe('remediation_component_integration');
  expect(await workspace.planExitCode()).toBe(0);
});
