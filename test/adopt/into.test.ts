import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpBackend, LocalBackend, TerraformIterator, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { bindings, CrowdsecProvider, CveSubscription, Cves, Integration, OutputFormat } from '../../src';
import { writeInto } from '../../src/adopt';
import { ExistingIntegration, Organization } from '../../src/adopt/types';
import { inTemporaryFolder } from '../plugin/support';

const folder = inTemporaryFolder();
const id = (n: number) => `${n}`.padStart(24, '0');

/** Integrations with a CVE and vendors each. */
const organization = (...names: readonly string[]): Organization => ({ id: 'org', leftOut: [], integrations: names.map((name, n) => existing(n, name)) });

const existing = (n: number, name: string, ...vendors: readonly string[]): ExistingIntegration => ({
  id: id(n),
  name,
  outputFormat: 'plain_text',
  enableIpAggregation: false,
  subscriptions: [...vendors.map((key) => ({ kind: 'vendor' as const, key })), { kind: 'cve', key: 'CVE-2024-25600' }],
});

/** Synthesises an app into the folder, as the toolkit does. */
function synthesised(...declare: readonly ((stack: TerraformStack) => void)[]): void {
  writeFileSync(join(folder.path, 'cdktf.json'), '{"language":"typescript"}');
  utimesSync(join(folder.path, 'cdktf.json'), 0, 0);
  const app = Testing.app({ outdir: join(folder.path, 'cdktf.out') });
  declare.forEach((one, n) => {
    const stack = new TerraformStack(app, `stack-${n}`);
    new CrowdsecProvider(stack, 'crowdsec');
    one(stack);
  });
  app.synth();
}

function state(file: string, objects: { readonly [address: string]: string }): void {
  const resources = Object.entries(objects).map(([address, of]) => {
    const [type, name] = address.split('.');
    return { mode: 'managed', type, name, instances: [{ attributes: { id: of, password: 'secret' } }] };
  });
  writeFileSync(file, JSON.stringify({ version: 4, resources }));
}

const missing = (organisation: Organization, options: { readonly stack?: string; readonly stateFile?: string } = {}) => {
  const { whole, parts, files } = writeInto(folder.path, organisation, options);
  const keys = parts.map(({ name, subscriptions }) => [name, ...subscriptions.map(({ key }) => key)]);
  return { whole: whole.map(({ name }) => name), parts: keys, files };
};

const props = (name: string, cve = true) => ({ name, outputFormat: OutputFormat.PLAIN_TEXT, subscriptions: cve ? { cves: ['CVE-2024-25600'] } : {} });

describe('an app', () => {
  test('lacks what it does not declare, by names, keys and paths of any form', () => {
    synthesised((stack) => {
      const site = new Construct(stack, 'site');
      new Integration(site, 'odd', props('${odd} %{ name }'));
      new Integration(site, 'bare', props('bare', false));
      new bindings.Integration(stack, 'l1', { name: 'l1', outputFormat: 'plain_text' });
      Integration.fromIntegrationName(stack, 'looked-up', 'looked up').subscribeToCve('CVE-2024-25600');
    });
    const { whole, parts, files } = missing(organization('${odd} %{ name }', 'bare', 'l1', 'looked up', 'bare!'));
    expect(whole).toEqual(['looked up', 'bare!']);
    expect(parts).toEqual([['bare', 'CVE-2024-25600'], ['l1', 'CVE-2024-25600']]);
    const text = (path: string) => files.find((file) => file.path === path)!.text;
    expect(text('integrations/bare-000001.ts')).toContain("const integration = stack.node.findChild('site').node.findChild('bare') as Integration;");
    expect(text('integrations/l1.ts')).toContain(`const integration = Integration.fromIntegrationId(stack, 'integrations-l1', '${id(2)}');`);
    expect(readFileSync(join(folder.path, 'integrations', 'imports.ts'), 'utf8')).toContain("['site/bare/cve-CVE-2024-25600', '");
  });

  test('gets functions of different names, whatever is new', () => {
    synthesised((stack) => new Integration(stack, 'edge', props('edge', false)));
    const { files } = missing(organization('edge', 'to edge', 'extend edge', 'integrations'));
    const index = files.find(({ path }) => path === 'integrations/index.ts')!.text;
    const functions = [...index.matchAll(/\{ (\w+) \} from '\.|export function (\w+)/g)].map(([, called, own]) => called ?? own);
    expect(functions).toEqual(['addToEdge', 'addExtendEdge', 'addIntegrations_000003', 'extendEdge', 'importExisting', 'addIntegrations']);
  });

  test('has what its state holds: what was renamed since, and what a loop makes', () => {
    const file = join(folder.path, 'terraform.tfstate');
    let address = '';
    synthesised((stack) => {
      new LocalBackend(stack, { path: file });
      const edge = new Integration(stack, 'edge', props('before', false));
      address = (edge.node.defaultChild as bindings.Integration).friendlyUniqueId;
      const each = TerraformIterator.fromList(new Cves(stack, 'mass').ids);
      new CveSubscription(stack, 'each', { integration: edge, cve: each.value, forEach: each });
    });
    state(file, { [`crowdsec_integration.${address}`]: id(0), 'crowdsec_cve_subscription.each': `${id(0)}/CVE-2024-25600` });
    expect(missing({ ...organization(), integrations: [existing(0, 'after')] })).toMatchObject({ whole: [], parts: [] });
    expect(missing({ ...organization(), integrations: [existing(0, 'after', 'Citrix')] })).toMatchObject({ whole: [], parts: [['after', 'Citrix']] });
  });

  test('whose state is kept elsewhere says what it cannot know, unless the state is given', () => {
    synthesised((stack) => {
      new HttpBackend(stack, { address: 'https://state.example.org' });
      new Integration(stack, 'edge', props('edge'));
    });
    expect(writeInto(folder.path, organization('edge'), {}).warnings).toEqual([expect.stringContaining('stack "stack-0" is kept elsewhere')]);
    const stateFile = join(folder.path, 'given.json');
    state(stateFile, {});
    expect(writeInto(folder.path, organization('edge'), { stateFile }).warnings).toEqual([]);
  });

  test('of several stacks needs one chosen; names of another may be those of another organisation', () => {
    synthesised((stack) => new Integration(stack, 'edge', props('edge')), (stack) => new Integration(stack, 'core', props('core')));
    expect(() => missing(organization('edge'))).toThrow('several stacks with a CrowdsecProvider: stack-0, stack-1');
    expect(() => missing(organization('edge'), { stack: 'stack-2' })).toThrow('has no stack "stack-2" with a CrowdsecProvider; it has stack-0, stack-1');
    expect(missing(organization('edge', 'core'), { stack: 'stack-1' })).toMatchObject({ whole: ['edge'], parts: [] });
  });

  test('that has changed since it was synthesised is not judged by it', () => {
    synthesised((stack) => new Integration(stack, 'edge', props('edge')));
    mkdirSync(join(folder.path, 'lib'));
    writeFileSync(join(folder.path, 'lib', 'more.ts'), '');
    utimesSync(join(folder.path, 'lib', 'more.ts'), new Date(), new Date(Date.now() + 10_000));
    expect(() => missing(organization('edge'))).toThrow(/lib\/more\.ts is newer than what was synthesised of it.*\nRun "npx cdktf synth"/);
  });
});

describe('a configuration', () => {
  test('lacks what neither its state nor its import blocks name; what it has is referred to by its address, or its id', () => {
    writeFileSync(join(folder.path, 'main.tf'), `import {\n  to = crowdsec_integration.odd\n  id = "${id(0)}"\n}\n
      import {\n        id = "${id(0)}/a$\${b} \\"c\\" \\u202e"\n        to = crowdsec_vendor_subscription.odd["a"]\n      }\n`);
    state(join(folder.path, 'terraform.tfstate'), { 'crowdsec_cve_subscription.odd': `${id(0)}/CVE-2024-25600` });
    const given = { ...organization(), integrations: [existing(0, 'odd', 'a${b} "c" \u202e', 'Citrix'), existing(1, 'odd')] };
    const { whole, parts, files } = missing(given);
    expect([whole, parts]).toEqual([['odd'], [['odd', 'Citrix']]]);
    expect(files.map(({ path }) => path)).toEqual(['imports-2.tf', 'subscriptions-2.tf', 'integration-odd-000001.tf']);
    expect(files[1].text).toContain('integration_id = crowdsec_integration.odd.id');
    // What was written counts as known: its imports say so.
    expect(missing(given)).toMatchObject({ whole: [], parts: [] });
  });

  test('gets labels that it does not have, nor gets', () => {
    writeFileSync(join(folder.path, 'main.tf'), '');
    state(join(folder.path, 'terraform.tfstate'), { 'crowdsec_integration.edge': id(0), 'crowdsec_vendor_subscription.core_2': `${id(7)}/Microsoft` });
    const { files } = missing(organization('edge', 'edge 3'));
    expect(files.map(({ path }) => path)).toEqual(['imports-4.tf', 'subscriptions-4.tf', 'integration-edge-3.tf']);
    expect(files[1].text).toContain('resource "crowdsec_cve_subscription" "edge_4" {');
  });

  test('with an integration in a module or a loop refers to it by its id', () => {
    writeFileSync(join(folder.path, 'main.tf'), '');
    const instances = [{ index_key: 'a', attributes: { id: id(0) } }];
    const resources = [{ module: 'module.sites', mode: 'managed', type: 'crowdsec_integration', name: 'edge', instances }];
    writeFileSync(join(folder.path, 'state.json'), JSON.stringify({ version: 4, resources }));
    const { files } = missing(organization('edge'), { stateFile: join(folder.path, 'state.json') });
    expect(files.find(({ path }) => path === 'subscriptions-2.tf')!.text).toContain(`integration_id = "${id(0)}"`);
  });
});
