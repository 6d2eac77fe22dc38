import * as cdktf from 'cdktf';
import * as constructs from 'constructs';
import * as fc from 'fast-check';
import * as ts from 'typescript';
import * as ours from '../../src';
import { named } from '../../src/adopt/identifiers';
import { AdoptedFile, ExistingIntegration } from '../../src/adopt/types';
import { appFiles, TAKEN } from '../../src/adopt/typescript/app-files';
import { anyText } from '../support/hostile';
import { Block, Template, testApp } from '../support/template';

const OBJECT_ID = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 24, maxLength: 24 });
const keys = anyText.filter((text) => text.trim() !== '' && !text.includes('${TfToken[') && !/\p{Cs}/u.test(text));

const organizations: fc.Arbitrary<ExistingIntegration[]> = fc.uniqueArray(fc.record({
  id: OBJECT_ID,
  name: keys,
  outputFormat: fc.constantFrom('cisco', 'remediation_component'),
  description: fc.option(keys, { nil: undefined }),
  pullLimit: fc.option(fc.nat(), { nil: undefined }),
  enableIpAggregation: fc.boolean(),
  vendors: fc.uniqueArray(keys, { maxLength: 3, selector: (key) => key.normalize('NFC') }),
  blocklists: fc.uniqueArray(OBJECT_ID, { maxLength: 2 }),
  remediation: fc.constantFrom('ban', 'captcha', 'ü\'s'),
}), { maxLength: 4, selector: ({ id }) => id }).map((all) => all.map(({ vendors, blocklists, remediation, ...integration }) => ({
  ...integration,
  subscriptions: [
    ...vendors.map((key) => ({ kind: 'vendor' as const, key })),
    ...blocklists.map((key) => ({
      kind: 'blocklist' as const, key, title: integration.name, remediation: integration.outputFormat === 'cisco' ? undefined : remediation,
    })),
  ],
})));

const COMMON_JS = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
const PACKAGES: { readonly [name: string]: object } = { 'cdktf': cdktf, 'constructs': constructs, 'cdktf-crowdsec': ours };

/** Runs the function that adds everything to a stack, as the generated main.ts does, on the real constructs. */
function declared(files: readonly AdoptedFile[]): Block {
  const loaded = new Map<string, object>();
  const load = (path: string): object => {
    const exported = loaded.get(path) ?? {};
    if (loaded.has(path)) return exported;
    loaded.set(path, exported);
    const { text } = files.find((file) => file.path === `integrations/${path}.ts`)!;
    const { outputText, diagnostics } = ts.transpileModule(text, { reportDiagnostics: true, compilerOptions: COMMON_JS });
    expect(diagnostics).toEqual([]);
    const find = (name: string) => (name.startsWith('./') ? load(name.slice(2)) : PACKAGES[name]);
    new Function('require', 'exports', outputText)(find, exported);
    return exported;
  };
  const stack = new cdktf.TerraformStack(testApp(), 'crowdsec');
  new ours.CrowdsecProvider(stack, 'crowdsec');
  (load('index') as { addIntegrations(stack: cdktf.TerraformStack): void }).addIntegrations(stack);
  return Template.of(stack).json;
}

/** What Terraform makes of a text of its JSON that holds no expression. */
function literal(text: string): string {
  return text.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
}

test('the program declares exactly what there is, and imports each of it', () => {
  fc.assert(fc.property(organizations, (integrations) => {
    const json = declared(appFiles('org', named(integrations, new Set(TAKEN))));
    const imports = new Map<string, string>((json.import ?? []).map(({ to, id }: Block) => [literal(id), to]));
    expect(imports.size).toBe(integrations.reduce((sum, { subscriptions }) => sum + 1 + subscriptions.length, 0));
    const at = (id: string): Block => {
      const [type, name] = imports.get(id)!.split('.');
      return json.resource[type][name];
    };
    for (const { id, subscriptions, ...args } of integrations) {
      const block = at(id);
      expect({
        name: literal(block.name),
        outputFormat: block.output_format,
        description: block.description && literal(block.description),
        pullLimit: block.pull_limit,
        enableIpAggregation: block.enable_ip_aggregation ?? false,
      }).toEqual(args);
      for (const { kind, key, remediation } of subscriptions) {
        const subscription = at(`${id}/${key}`);
        expect(literal(subscription[kind === 'vendor' ? 'vendor' : 'blocklist_id'])).toBe(key);
        expect(subscription.integration_id).toBe(`\${${imports.get(id)}.id}`);
        if (remediation !== undefined) expect(literal(subscription.remediation)).toBe(remediation);
      }
    }
  }), { numRuns: 40 });
});

test('an integration reads as somebody would have written it', () => {
  const [first] = appFiles('org', named([{
    id: '65f0c1d2e3a4b5c6d7e8f901',
    name: 'Edge Paris',
    outputFormat: 'paloalto',
    description: 'Somebody\'s firewall',
    pullLimit: 50_000,
    enableIpAggregation: true,
    subscriptions: [
      { kind: 'vendor', key: 'Citrix' }, { kind: 'vendor', key: 'Microsoft' }, { kind: 'cve', key: 'CVE-2024-25600' },
      { kind: 'blocklist', key: '65f0c1d2e3a4b5c6d7e8f902', title: 'Botnets' },
    ],
  }], new Set())).filter(({ path }) => path.startsWith('integrations/'));
  expect(first).toEqual({
    path: 'integrations/edge-paris.ts',
    text: `import { Integration, OutputFormat } from 'cdktf-crowdsec';
import { Construct } from 'constructs';

/** 65f0c1d2e3a4b5c6d7e8f901 at the service. */
export function addEdgeParis(scope: Construct): Integration {
  return new Integration(scope, 'edge-paris', {
    name: 'Edge Paris',
    outputFormat: OutputFormat.PALOALTO,
    description: 'Somebody\\'s firewall',
    pullLimit: 50000,
    enableIpAggregation: true,
    subscriptions: {
      vendors: ['Citrix', 'Microsoft'],
      cves: ['CVE-2024-25600'],
      blocklists: [
        '65f0c1d2e3a4b5c6d7e8f902', // Botnets
      ],
    },
  });
}
`,
  });
});

test('lines end at 120 columns, but for a text that is longer by itself', () => {
  const integration = {
    id: '65f0c1d2e3a4b5c6d7e8f901',
    name: 'edge',
    outputFormat: 'cisco',
    enableIpAggregation: false,
    subscriptions: [
      ...Array.from({ length: 100 }, (_, n) => ({ kind: 'cve' as const, key: `CVE-2024-${1000 + n}` })),
      { kind: 'fingerprint' as const, key: 'f'.repeat(70) },
      { kind: 'blocklist' as const, key: '65f0c1d2e3a4b5c6d7e8f902', title: 'Botnets '.repeat(30) },
    ],
  };
  for (const { text } of appFiles('org', named([integration], new Set()))) {
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([]);
  }
});
