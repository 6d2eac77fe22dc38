import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ArgumentFacts, problemsWith, referenceSchema, TABLES } from './facts';
import { FIREWALL_EXAMPLES, firewallProgram, withExample } from '../support/examples';

const GUIDES = resolve(__dirname, '..', '..', 'docs', 'guides', 'firewalls');
/** Of our own provider, and of Terraform itself. */
const OTHERS = ['crowdsec', 'terraform'];

test.each(FIREWALL_EXAMPLES)('%s: every argument is one that the provider has, of its type; none that it needs is missing', (example) => (
  withExample(example, ({ json }) => {
    const problems: string[] = [];
    for (const [type, resources] of Object.entries<object>(json.resource)) {
      const provider = type.split('_')[0];
      if (OTHERS.includes(provider)) continue;
      const facts = TABLES[provider]?.resources[type];
      if (!facts) problems.push(`there is no table of ${type}`);
      else Object.entries(resources).forEach(([name, given]) => problems.push(...problemsWith(`${type}.${name}`, given, facts)));
    }
    for (const [provider, blocks] of Object.entries<object[]>(json.provider)) {
      if (OTHERS.includes(provider)) continue;
      blocks.forEach((block) => problems.push(...problemsWith(`provider ${provider}`, block, TABLES[provider].provider)));
    }
    expect(problems).toEqual([]);
  })
));

test.each(FIREWALL_EXAMPLES)('%s: its guide shows the program that is tested', (example) => {
  const guide = readFileSync(join(GUIDES, `${example}.md`), 'utf8');
  expect(guide).toContain(`\`\`\`ts\n${firewallProgram(example)}\`\`\``);
});

test('every provider that asks for a version is in the tables', async () => {
  for (const example of FIREWALL_EXAMPLES) {
    await withExample(example, ({ json }) => {
      const required = Object.entries<any>(json.terraform.required_providers).filter(([name]) => !OTHERS.includes(name));
      expect(required.map(([name, { source }]) => [name, source.includes('/') ? source : `hashicorp/${source}`])).toEqual(required.map(([name]) => [name, TABLES[name]?.source]));
    });
  }
});

const compared = Object.keys(TABLES).filter((type) => referenceSchema(type));
(compared.length ? describe : describe.skip)('the tables are the schemas of the newest versions (skipped where those are not beside the checkout)', () => {
  test.each(compared)('%s', (type) => {
    const reference = referenceSchema(type);
    const table = TABLES[type];
    expect(`registry.terraform.io/${table.source}`.toLowerCase()).toBe(reference.source.toLowerCase());
    expect(table.version).toBe(reference.version);
    const resources = Object.entries(table.resources)
      .map(([name, facts]): [string, ArgumentFacts, any] => [name, facts, reference.resource_schemas[name]?.block]);
    const blocks: [string, ArgumentFacts, any][] = [['provider', table.provider, reference.provider.block], ...resources];
    for (const [where, facts, schema] of blocks) {
      for (const [name, fact] of Object.entries(facts)) {
        expect([where, name, fact]).toEqual([where, name, { ...fact, ...inSchema(schema, name.split('.'), fact) }]);
      }
      const required = Object.entries<any>(schema.attributes ?? {}).filter(([, attribute]) => attribute.required).map(([name]) => name);
      expect([where, required.filter((name) => !facts[name])]).toEqual([where, []]);
    }
  });
});

/** A fact as the schema has it. */
function inSchema(block: any, [name, ...rest]: string[], fact: { secret?: string }): object {
  const attribute = block?.attributes?.[name];
  const inner = block?.block_types?.[name];
  if (rest.length) return inSchema(attribute ? attribute.nested_type : inner?.block, rest, fact);
  if (inner) return { type: 'block', required: inner.min_items ? true : undefined };
  if (!attribute) return { type: 'no such argument' };
  const secret = attribute.sensitive ? 'marked by the provider' : fact.secret && 'not marked by the provider';
  return { type: attribute.nested_type ? 'object' : attribute.type, required: attribute.required ? true : undefined, secret };
}

test('every example has its own project file', () => {
  for (const example of FIREWALL_EXAMPLES) expect(existsSync(resolve(GUIDES, '..', '..', '..', 'examples', 'firewalls', example, 'cdktf.json'))).toBe(true);
});
