import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { acceptance } from '../support/acceptance';
import { CdktfApp } from '../support/cdktf-app';
import { basic } from '../support/credentials';

const ROOT = resolve(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const env = acceptance();

async function withApp(use: (app: CdktfApp) => Promise<void>, command?: string): Promise<void> {
  const app = new CdktfApp(env.service, command);
  try {
    await use(app);
  } finally {
    await app.end();
  }
}

const snippets = ['resources', 'data-sources'].flatMap((kind) => readdirSync(join(EXAMPLES, kind)).map((type) => [kind, type]));

test.each(snippets)('%s/%s: applies, plans quietly, destroys', async (kind, type) => {
  const { service } = env;
  const workspace = env.workspace();
  if (kind === 'data-sources') {
    await service.api('POST', '/integrations', { name: 'edge-firewall', entity_type: 'firewall_integration', output_format: 'fortigate' });
  }
  workspace.write('versions.tf', readFileSync(join(EXAMPLES, 'provider', 'provider.tf'), 'utf8'));
  await workspace.apply(readFileSync(join(EXAMPLES, kind, type, kind === 'resources' ? 'resource.tf' : 'data-source.tf'), 'utf8'));
  expect(await workspace.planExitCode()).toBe(0);
  await workspace.destroy();
  expect(await service.integrations()).toHaveLength(kind === 'data-sources' ? 1 : 0);
});

test('hcl: the credentials of its outputs open the blocklist', async () => {
  const workspace = env.workspace();
  workspace.write('versions.tf', '');
  await workspace.apply(readFileSync(join(EXAMPLES, 'hcl', 'main.tf'), 'utf8'));
  const { endpoint, username, password } = await workspace.outputs();
  expect((await fetch(endpoint, { headers: basic(username, password) })).status).toBe(200);
  expect(await workspace.planExitCode()).toBe(0);
});

test('constructs/end-to-end: deploys the workflow of the documentation, and its outputs open the blocklist', () => withApp(async (app) => {
  app.write('main.ts', readFileSync(join(EXAMPLES, 'constructs', 'end-to-end', 'main.ts'), 'utf8'));
  await app.deploy();
  expect(await env.service.integration('demo_blocklist')).toMatchObject({
    output_format: 'plain_text', description: 'Demo', vendors: [{ id: 'Microsoft' }], cves: [{ id: 'CVE-2024-25600' }], fingerprints: [{ id: 'microsoft-exchange' }],
  });
  const outputs = (await app.outputs())['end-to-end'];
  const headers = basic(outputs.demo_blocklist_username, outputs.demo_blocklist_password);
  expect((await fetch(outputs.demo_blocklist_endpoint, { headers })).status).toBe(200);
  await app.destroy();
  expect(await env.service.integrations()).toEqual([]);
}, exampleCommand('end-to-end')));

test('constructs/multi-stack: the second stack takes endpoint and credentials from the first', () => withApp(async (app) => {
  app.write('main.ts', readFileSync(join(EXAMPLES, 'constructs', 'multi-stack', 'main.ts'), 'utf8'));
  await app.deploy('integrations', 'site');
  const { site } = await app.outputs('integrations', 'site');
  expect((await fetch(site.blocklist_url, { headers: basic(site.blocklist_user, site.blocklist_password) })).status).toBe(200);
  await app.destroy('integrations', 'site');
  expect(await env.service.integrations()).toEqual([]);
}, exampleCommand('multi-stack')));

test('firewalls/any: what the connection answers opens every page, by password and by header', () => withApp(async (app) => {
  app.write('main.ts', readFileSync(join(EXAMPLES, 'firewalls', 'any', 'main.ts'), 'utf8'));
  await app.deploy();
  const { urls, username, password, header } = (await app.outputs()).any;
  const [name, value] = header.split(': ');
  const pulled = [];
  for (const url of urls) pulled.push((await fetch(url, { headers: { [name]: value } })).status);
  expect(pulled).toEqual([200, 204]);
  expect((await fetch(urls[0], { headers: basic(username, password) })).status).toBe(200);
  await app.destroy();
}, 'npx tsx main.ts'));

test('README: its first stack deploys as it is printed', () => withApp(async (app) => {
  const [, stack] = readFileSync(join(ROOT, 'README.md'), 'utf8').match(/```ts\n(import \{ App[\s\S]*?)```/)!;
  app.write('main.ts', stack);
  await app.deploy();
  const [edge] = await env.service.integrations();
  expect(edge).toMatchObject({ output_format: 'paloalto', vendors: expect.arrayContaining([{ id: 'Microsoft' }, { id: 'Citrix' }]), cves: [{ id: 'CVE-2024-25600' }] });
  expect(Object.keys((await app.outputs()).blocklists)).toEqual(['edge_endpoint', 'edge_password', 'edge_username']);
  await app.destroy();
}, 'npx tsx main.ts'));

test('guides/hcl: its configuration applies as it is printed', async () => {
  const [, main] = readFileSync(join(ROOT, 'docs', 'guides', 'hcl.md'), 'utf8').match(/```hcl\n([\s\S]*?)```/)!;
  const workspace = env.workspace();
  workspace.write('versions.tf', '');
  await workspace.apply(main);
  expect(await env.service.integration('edge')).toMatchObject({ vendors: [{ id: 'Microsoft' }] });
});

/** The command with which an example's own cdktf.json starts it. */
function exampleCommand(example: string): string {
  return JSON.parse(readFileSync(join(EXAMPLES, 'constructs', example, 'cdktf.json'), 'utf8')).app;
}
