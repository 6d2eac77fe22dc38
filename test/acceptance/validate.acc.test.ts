import { acceptance } from '../support/acceptance';
import { unwrap } from '../support/terraform';

const env = acceptance();

const ID = '0123456789abcdef01234567';
const NO_KEY = { CROWDSEC_SERVICE_API_KEY: undefined };

test('a sound configuration validates without a key and without any request', async () => {
  const workspace = env.workspace();
  workspace.write('main.tf', `
    variable "format" {}
    resource "crowdsec_integration" "edge" {
      name          = "edge"
      output_format = var.format
    }
    resource "crowdsec_vendor_subscription" "ms" {
      integration_id = crowdsec_integration.edge.id
      vendor         = "Microsoft"
    }
    data "crowdsec_cves" "all" {}`);
  await workspace.terraform(['init'], NO_KEY);
  await workspace.terraform(['validate'], NO_KEY);
  expect(await env.service.journal()).toEqual([]);
});

test.each([
  ['an unknown output format', 'resource "crowdsec_integration" "x" {\n name = "edge"\n output_format = "checkpont"\n}', ['output_format', '"checkpont"', 'checkpoint']],
  ['an unknown entity type', 'resource "crowdsec_integration" "x" {\n name = "edge"\n output_format = "cisco"\n entity_type = "router"\n}',
    ['entity_type', '"router"', 'firewall_integration']],
  ['a format that does not fit its entity type',
    'resource "crowdsec_integration" "x" {\n name = "edge"\n output_format = "remediation_component"\n entity_type = "firewall_integration"\n}',
    ['"remediation_component"', '"firewall_integration"', 'remediation_component_integration']],
  ['an empty name', 'resource "crowdsec_integration" "x" {\n name = ""\n output_format = "cisco"\n}', ['name', 'at least one character']],
  ['an empty description', 'resource "crowdsec_integration" "x" {\n name = "edge"\n description = ""\n output_format = "cisco"\n}', ['description']],
  ['a CVE in the wrong form', `resource "crowdsec_cve_subscription" "x" {\n integration_id = "${ID}"\n cve = "cve-2024-25600"\n}`, ['cve', '"cve-2024-25600"', 'CVE-2024-25600']],
  ['an empty vendor', `resource "crowdsec_vendor_subscription" "x" {\n integration_id = "${ID}"\n vendor = ""\n}`, ['vendor']],
  ['an integration id in the wrong form', 'resource "crowdsec_vendor_subscription" "x" {\n integration_id = "edge"\n vendor = "Microsoft"\n}', ['integration_id', '"edge"', '24 hexadecimal']],
  ['plain http beyond loopback', 'provider "crowdsec" {\n api_url = "http://example.com/v1"\n}\ndata "crowdsec_organization" "x" {}', ['api_url', 'http://example.com', 'https']],
  ['an unknown exploitation phase', 'data "crowdsec_cves" "x" {\n exploitation_phase = "mass"\n}', ['exploitation_phase', '"mass"', 'mass_exploitation']],
  ['no way to find an integration', 'data "crowdsec_integration" "x" {}', ['id', 'name']],
])('%s is refused at validate, without any request', async (_, main, words) => {
  const workspace = env.workspace();
  workspace.write('main.tf', main);
  await workspace.init();
  const result = await workspace.try(['validate', '-no-color'], NO_KEY);
  expect(result.code).toBe(1);
  for (const word of words) expect(unwrap(result.output)).toContain(word);
  expect(await env.service.journal()).toEqual([]);
});

test('a key that is missing, or comes from two variables that disagree, is refused at plan', async () => {
  const workspace = env.workspace();
  workspace.write('main.tf', 'data "crowdsec_organization" "x" {}');
  await workspace.init();
  const missing = await workspace.try(['plan', '-no-color'], NO_KEY);
  expect(missing.code).toBe(1);
  expect(unwrap(missing.output)).toContain('CROWDSEC_SERVICE_API_KEY');
  const two = await workspace.try(['plan', '-no-color'], { CROWDSEC_SAPI_KEY: 'another-key' });
  expect(two.code).toBe(1);
  expect(two.output).toContain('CROWDSEC_SAPI_KEY');
  expect(two.output).not.toContain('another-key');
});

test('a blocklist that does not exist is refused at plan', async () => {
  const workspace = env.workspace();
  const blocklist = 'ffffffffffffffffffffffff';
  const shown = await workspace.applyFails(`
    resource "crowdsec_integration" "edge" {
      name          = "edge"
      output_format = "plain_text"
    }
    resource "crowdsec_blocklist_subscription" "x" {
      integration_id = crowdsec_integration.edge.id
      blocklist_id   = "${blocklist}"
    }`);
  expect(shown).toContain(blocklist);
  expect(await env.service.integrations()).toEqual([]);
});

test('the wrong organisation is refused before anything is changed', async () => {
  const workspace = env.workspace();
  const shown = await workspace.applyFails(`
    provider "crowdsec" {
      expected_organization_id = "somebody-else"
    }
    resource "crowdsec_integration" "edge" {
      name          = "edge"
      output_format = "plain_text"
    }`);
  expect(shown).toContain('somebody-else');
  expect(await env.service.journal('POST')).toEqual([]);
});
