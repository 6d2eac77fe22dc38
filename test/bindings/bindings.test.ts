import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateBindings } from '../../scripts/bindings/generate';
import { readSchema } from '../../scripts/bindings/read-schema';
import * as bindings from '../../src/bindings';

const COMMITTED = join(__dirname, '..', '..', 'src', 'bindings');
const environment = { ...process.env };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bindings-'));
  // Whatever Terraform set-up the machine has, as in the script.
  Object.keys(process.env).filter((name) => name.startsWith('TF_')).forEach((name) => delete process.env[name]);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  Object.assign(process.env, environment);
});

test('the committed bindings are what the plugin\'s own schema says', async () => {
  const files = await generateBindings(readSchema(folder), folder);
  expect(readdirSync(COMMITTED).sort()).toEqual([...files.keys()].sort());
  for (const [name, text] of files) expect(readFileSync(join(COMMITTED, name), 'utf8')).toBe(text);
});

test('one file a resource and data source, without links into nowhere', async () => {
  const block = { attributes: { name: { type: 'string', required: true, description: 'Its name.' } } };
  const schemas = {
    provider_schemas: {
      'terraform.local/crowdsec/crowdsec': {
        provider: { version: 0, block: {} },
        resource_schemas: { crowdsec_feed: { version: 0, block } },
        data_source_schemas: { crowdsec_feed: { version: 0, block } },
      },
    },
  };
  const files = await generateBindings(schemas, folder);
  expect([...files.keys()].sort()).toEqual(['data-feed.ts', 'feed.ts', 'index.ts', 'provider.ts']);
  expect(files.get('index.ts')).toContain('export * from \'./data-feed\';\nexport * from \'./feed\';\nexport * from \'./provider\';\n');
  for (const text of files.values()) {
    expect(text).toMatch(/^\/\/ Generated from the provider's schema by scripts\/bindings.ts. Do not edit.\n/);
    expect(text).not.toMatch(/https:\/\/terraform\.local|@link|[ \t]\n/);
    expect(text).not.toContain(folder);
  }
  expect(files.get('feed.ts')).toContain('* Its name.\n  *\n  * Terraform name: `name`');
});

test('names of the classes stay what users write', () => {
  expect(Object.keys(bindings)).toEqual(expect.arrayContaining([
    'CrowdsecProvider', 'Integration', 'VendorSubscription', 'CveSubscription', 'FingerprintSubscription', 'BlocklistSubscription',
    'DataCrowdsecIntegration', 'DataCrowdsecIntegrations', 'DataCrowdsecVendors', 'DataCrowdsecCves', 'DataCrowdsecFingerprints',
    'DataCrowdsecBlocklists', 'DataCrowdsecOrganization',
  ]));
});
