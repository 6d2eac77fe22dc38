/** Names and keys that are hostile: what Terraform reads from the synthesised JSON is what the program said. */
import { TerraformStack } from 'cdktf';
import * as fc from 'fast-check';
import { CrowdsecProvider, Integration, Integrations, OutputFormat, Vendors } from '../../src';
import { anyText, HOSTILE, IMPOSSIBLE } from '../support/hostile';
import { Block, problemsOf, synthesised, Template, testApp } from '../support/template';

function stackOf(declare: (stack: TerraformStack) => void): TerraformStack {
  const stack = new TerraformStack(testApp(), 'stack');
  new CrowdsecProvider(stack, 'crowdsec');
  declare(stack);
  return stack;
}

/** What Terraform makes of a text of its JSON, where it holds no expression. */
function evaluated(text: string): string {
  const unescaped = text.replace(/\$\$\{/g, '\0D').replace(/%%\{/g, '\0P');
  if (/[$%]\{/.test(unescaped)) throw new Error(`a template is left in ${JSON.stringify(text)}`);
  return unescaped.replace(/\0D/g, '${').replace(/\0P/g, '%{');
}

function declared(text: string) {
  return stackOf((stack) => {
    const edge = new Integration(stack, 'edge', {
      name: text,
      description: text,
      credentialsVersion: text,
      outputFormat: OutputFormat.PLAIN_TEXT,
      subscriptions: { vendors: [text], fingerprints: [text] },
    });
    edge.subscribeToBlocklist('65a000000000000000000001', { remediation: text });
    Integration.fromIntegrationName(stack, 'found', text);
    new Integrations(stack, 'tagged', { tags: [text] });
    new Vendors(stack, 'vendors', { query: text });
  });
}

function expectExact(template: Template, text: string): void {
  const written = [
    ...['name', 'description', 'credentials_version'].map((name) => template.resource('crowdsec_integration')[name]),
    template.resource('crowdsec_vendor_subscription').vendor,
    template.resource('crowdsec_fingerprint_subscription').fingerprint,
    template.resource('crowdsec_blocklist_subscription').remediation,
    template.data('crowdsec_integration').name,
    ...template.data('crowdsec_integrations').tags,
    template.data('crowdsec_vendors').query,
  ];
  expect(written.map(evaluated)).toEqual(written.map(() => text));
}

test.each(HOSTILE.filter(([, text]) => !text.includes('\0')))('%s arrives in the JSON as it is', (_what, text) => {
  expectExact(Template.of(declared(text)), text);
});

test('any text arrives in the JSON as it is', () => {
  fc.assert(fc.property(anyText.filter((text) => !/\p{Cs}|\0/u.test(text) && text.trim() !== '' && !text.includes('TfToken[')), (text) => {
    expectExact(Template.of(declared(text)), text);
  }), { numRuns: 25 });
});

test.each(IMPOSSIBLE)('%s is refused at its construct and prop', (_what, text) => {
  const problems = problemsOf(declared(text));
  for (const [path, prop] of [['stack/edge', 'name'], ['stack/found', 'integrationName'], ['stack/edge/vendor-', 'vendor'], ['stack/edge/fingerprint-', 'fingerprint']]) {
    expect(problems.filter((problem) => problem.startsWith(path) && problem.includes(`"${prop}": `))).toHaveLength(1);
  }
});

test('a value of Terraform keeps its place among what is literal, also behind a mark that would escape it', () => {
  const stack = stackOf((scope) => {
    const other = new Integration(scope, 'other', { outputFormat: OutputFormat.PLAIN_TEXT });
    new Integration(scope, 'edge', { name: `cost $$${other.integrationId} %{x}`, outputFormat: OutputFormat.F5 });
  });
  const edge = Template.of(stack).resources('crowdsec_integration').find(({ output_format: format }) => format === 'f5')!;
  expect(edge.name).toMatch(/^cost \$\{"\$\$"\}\$\{crowdsec_integration\.[\w]+\.id\} %%\{x\}$/);
});

test('an id that is data becomes an address of its own, and a name that is exact', () => {
  const app = testApp();
  const stack = new TerraformStack(app, 'stack');
  new CrowdsecProvider(stack, 'crowdsec');
  const ids = HOSTILE.map(([, text]) => text).filter((text) => !['__proto__', 'constructor'].includes(text));
  for (const id of ids) new Integration(stack, id, { outputFormat: OutputFormat.PLAIN_TEXT });
  app.synth();
  const resources: Block = synthesised(app, stack).resource.crowdsec_integration;
  expect(Object.keys(resources)).toHaveLength(ids.length);
  const evaluate = ({ name }: Block) => (name.includes('\0') ? name : evaluated(name));
  expect(Object.values<Block>(resources).map(evaluate).sort()).toEqual(ids.map((id) => `stack-${id.replace(/\//g, '--')}`).sort());
});

test.each(['__proto__', 'constructor'])('the id %s is refused by the toolkit, by its name', (id) => {
  expect(() => stackOf((stack) => new Integration(stack, id, { outputFormat: OutputFormat.PLAIN_TEXT }))).toThrow(id);
});
