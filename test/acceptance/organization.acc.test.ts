/** `expected_organization_id`: a key of another organisation changes nothing there, whenever it comes. */
import { acceptance } from '../support/acceptance';
import { Service } from '../support/service';
import { Workspace } from '../support/terraform';

const env = acceptance();
let other: Service;
let own: string;
beforeAll(async () => {
  other = await Service.start({ seed: 2, apiKey: 'another-key' });
});
beforeEach(async () => {
  await other.reset();
  own = (await env.service.api('GET', '/info')).organization_id;
  await env.service.forget();
});
afterAll(() => other.end());

const provider = (expected: string) => `
  provider "crowdsec" {
    expected_organization_id = "${expected}"
    max_retries              = 0
  }`;
const stack = (name = 'edge') => `${provider(own)}
  resource "crowdsec_integration" "edge" {
    name          = "${name}"
    output_format = "plain_text"
  }
  resource "crowdsec_vendor_subscription" "ms" {
    integration_id = crowdsec_integration.edge.id
    vendor         = "Microsoft"
  }`;

/** What somebody has who rotates the key in between, and takes that of another organisation. */
const otherKey = () => ({ CROWDSEC_SERVICE_API_URL: other.url, CROWDSEC_SERVICE_API_KEY: other.apiKey });

/** The other organisation was asked who it is, and for nothing else. */
async function refused(workspace: Workspace, args: readonly string[]): Promise<void> {
  await other.forget();
  const { code, output } = await workspace.try([...args, '-no-color'], otherKey());
  expect([code, output]).toEqual([1, expect.stringContaining('Wrong organisation')]);
  expect(output).toContain('expected_organization_id');
  const asked = await other.journal();
  expect(asked.length).toBeGreaterThan(0);
  expect([...new Set(asked.map(({ method, path }) => `${method} ${path}`))]).toEqual(['GET /v1/info']);
}

test('a key that is rotated between plan and apply to one of another organisation stops the apply of a create before the first write', async () => {
  const workspace = env.workspace();
  workspace.write('main.tf', stack());
  await workspace.init();
  await workspace.terraform(['plan', '-out=saved.tfplan']);
  await refused(workspace, ['apply', 'saved.tfplan']);
  expect(await env.service.integrations()).toEqual([]);
});

test('the same of a change and of a destroy; then with the right key nothing is left to do but what was planned', async () => {
  const { service } = env;
  const workspace = env.workspace();
  await workspace.apply(stack());
  const { id } = await service.integration('edge');
  // The other organisation has an integration of the very same id and name, as a copy would.
  await other.control('PUT', '/snapshot', await service.control('GET', '/snapshot'));

  workspace.write('main.tf', stack('renamed'));
  await workspace.terraform(['plan', '-out=saved.tfplan']);
  await refused(workspace, ['apply', 'saved.tfplan']);
  await workspace.terraform(['plan', '-destroy', '-out=destroy.tfplan']);
  await refused(workspace, ['apply', 'destroy.tfplan']);
  await refused(workspace, ['destroy', '-auto-approve']);
  await refused(workspace, ['destroy', '-auto-approve', '-refresh=false']);
  expect(await other.integrations()).toMatchObject([{ id, name: 'edge', vendors: [{ id: 'Microsoft' }] }]);

  expect(await workspace.plan()).toEqual({ 'crowdsec_integration.edge': 'update' });
  await workspace.apply();
  expect(await service.integrations()).toMatchObject([{ id, name: 'renamed', vendors: [{ id: 'Microsoft' }] }]);
});

test('a plan, an import and data sources are refused too, before they read anything of the other organisation', async () => {
  const { service } = env;
  const workspace = env.workspace();
  const made = await service.api('POST', '/integrations', { name: 'edge', entity_type: 'firewall_integration', output_format: 'plain_text' });
  workspace.write('main.tf', stack());
  await workspace.init();
  await refused(workspace, ['import', 'crowdsec_integration.edge', made.id]);
  await refused(workspace, ['import', 'crowdsec_integration.edge', 'name:edge']);
  workspace.write('main.tf', `${provider(own)}
    data "crowdsec_integrations" "all" {}
    data "crowdsec_vendors" "all" {}
    data "crowdsec_organization" "own" {}`);
  await refused(workspace, ['plan']);
});
