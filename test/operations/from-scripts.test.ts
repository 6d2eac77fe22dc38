import { blocks, readGuide } from './support/guide';
import * as library from '../../src';
import { acceptance } from '../support/acceptance';
import { basic } from '../support/credentials';
import { cleanEnvironment, run } from '../support/terraform';

/** docs/guides/from-scripts.md: its calls make what its configuration then imports. Its Python runs in test/contract/python-sdk. */
const env = acceptance();

test('what the script made is imported, and the plan after it is empty', async () => {
  const { service } = env;
  const [script] = blocks('from-scripts', 'sh');
  const environment = cleanEnvironment({ CROWDSEC_SERVICE_API_URL: service.url, CROWDSEC_SERVICE_API_KEY: service.apiKey });
  const { code, output, stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { env: environment });
  expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  const { credentials } = JSON.parse(stdout.slice(0, stdout.indexOf('}}') + 2));
  const before = await service.integration('demo_blocklist');
  expect([before.vendors, before.cves, before.fingerprints]).toEqual([[{ id: 'Microsoft' }], [{ id: 'CVE-2024-25600' }], [{ id: 'microsoft-exchange' }]]);

  const workspace = env.workspace();
  workspace.write('versions.tf', '');
  const [configuration] = blocks('from-scripts', 'hcl');
  workspace.write('main.tf', configuration);
  await workspace.init();
  await service.forget();
  expect((await workspace.terraform(['plan', '-no-color'])).output).toMatch(/Plan: 4 to import, 0 to add, 0 to change, 0 to destroy/);
  await workspace.apply();
  expect(await workspace.planExitCode()).toBe(0);

  expect((await service.journal()).filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(await service.integration('demo_blocklist')).toEqual(before);
  expect((await fetch(before.endpoint, { headers: basic(credentials.username, credentials.password) })).status).toBe(200);

  const kept = configuration.replace(/^(import|data "crowdsec_integration" "demo") \{[^]*?^\}\n/gm, '');
  expect(kept).not.toBe(configuration);
  workspace.write('main.tf', kept);
  expect(await workspace.planExitCode()).toBe(0);
});

test('the table names what there is', async () => {
  const workspace = env.workspace();
  await workspace.init();
  const { stdout } = await workspace.terraform(['providers', 'schema', '-json']);
  const { resource_schemas: resources, data_source_schemas: data } = JSON.parse(stdout).provider_schemas['terraform.local/crowdsec/crowdsec'];
  const table = readGuide('from-scripts');
  const named = [...table.matchAll(/(resource|data) "(crowdsec_\w+)"/g)].map(([, kind, type]) => [type, type in (kind === 'data' ? data : resources)]);
  expect(named.filter(([, there]) => !there)).toEqual([]);
  expect(named.length).toBeGreaterThan(7);
  const lookups = ['Integrations', 'Vendors', 'Cves', 'Fingerprints', 'Blocklists', 'Organization'];
  expect(lookups.filter((name) => !table.includes(`\`${name}\``) || !(name in library))).toEqual([]);
});
