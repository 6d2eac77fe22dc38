import { providerWith, truthful } from './support/provider';
import { Attribute, Provider, Resource, Schema } from '../../../src/tfplugin';
import { checkProvider } from '../../../src/tfplugin/semantics';

const text = { description: 'x', type: 'string' } as const;

function withResource(schema: Schema, resource: Partial<Resource<any>> = {}): Provider {
  const described = { description: 'x', ...schema };
  return providerWith({ resources: { test_thing: { ...truthful(described), ...resource, schema: described } } });
}
const withAttribute = (attribute: Partial<Attribute>) => withResource({
  attributes: { a: { ...text, ...attribute } as Attribute, other: { ...text, optional: true } },
});

test('checkProvider: nothing to say about a good one', () => {
  expect(checkProvider(withResource({
    version: 1,
    attributes: {
      name: { ...text, required: true },
      mode: { ...text, optional: true, computed: true, default: 'x' },
      url: { ...text, computed: true, changesWith: ['name', 'rule'] },
      token: { ...text, optional: true, writeOnly: true },
    },
    blocks: { rule: { nesting: 'list', minItems: 1, maxItems: 2, block: { attributes: { port: { description: 'x', type: 'number', required: true } } } } },
  }, { upgraders: { 0: (state) => state } }))).toEqual([]);
});

test.each<[string, Provider, string]>([
  ['type name', providerWith({ typeName: 'Test' }), 'provider: type name "Test" must be'],
  ['bug report address', providerWith({ bugReportUrl: 'ask' }), 'provider: "ask" is no URL'],
  ['provider with something computed', providerWith({ schema: { description: 'x', attributes: { a: { ...text, computed: true } } } }), 'provider: a: a provider'],
  ['resource name', providerWith({ resources: { thing: truthful({ description: 'x' }) } }), 'thing: the name must start with "test_"'],
  ['data source name', providerWith({ dataSources: { thing: { schema: { description: 'x' }, read: async (c) => c } } }), 'thing: the name must start'],
  ['default in a data source', providerWith({
    dataSources: {
      test_thing: { schema: { description: 'x', attributes: { a: { ...text, optional: true, computed: true, default: 'x' } } }, read: async (c) => c },
    },
  }), 'test_thing: a: default means something in resources only'],
  ['no description', withResource({ description: '' }), 'test_thing: has no description'],
  ['attribute without description', withAttribute({ optional: true, description: '' }), 'test_thing: a: has no description'],
  ['reserved name', withResource({ attributes: { count: { ...text, optional: true } } }), 'test_thing: count: Terraform keeps this name'],
  ['attribute name', withResource({ attributes: { camelCase: { ...text, optional: true } } }), 'test_thing: camelCase: the name must be'],
  ['no role', withAttribute({}), 'test_thing: a: must be required, optional'],
  ['required and computed', withAttribute({ required: true, computed: true }), 'test_thing: a: must be required, optional'],
  ['default without computed', withAttribute({ optional: true, default: 'x' }), 'test_thing: a: has a default, so it must be optional and computed'],
  ['default of another type', withAttribute({ optional: true, computed: true, default: 5 }), 'test_thing: a: default must be a string'],
  ['default null', withAttribute({ optional: true, computed: true, default: null }), 'test_thing: a: the default must be known and not null'],
  ['write-only and computed', withAttribute({ optional: true, computed: true, writeOnly: true }), 'test_thing: a: is write-only, so'],
  ['changesWith without computed', withAttribute({ optional: true, changesWith: ['other'] }), 'test_thing: a: has changesWith, so'],
  ['changesWith of nothing', withAttribute({ computed: true, changesWith: ['othr'] }), 'test_thing: a: changesWith names "othr"'],
  ['unknown type', withAttribute({ optional: true, type: ['list', 'text'] } as never), 'test_thing: a: there is no type "text"'],
  ['set of dynamic', withAttribute({ optional: true, type: ['set', 'dynamic'] }), 'test_thing: a: is a set of something dynamic'],
  ['write-only in a set', withResource({
    attributes: { a: { description: 'x', nesting: 'set', optional: true, attributes: { b: { ...text, optional: true, writeOnly: true } } } },
  }), 'test_thing: a.b: is write-only, which nothing in a set'],
  ['dynamic in a list block', withResource({
    blocks: { a: { nesting: 'list', block: { attributes: { b: { description: 'x', type: 'dynamic', optional: true } } } } },
  }), 'test_thing: a: holds something dynamic'],
  ['dynamic in a block of a list block', withResource({
    blocks: {
      a: { nesting: 'list', block: { blocks: { b: { nesting: 'single', block: { attributes: { c: { description: 'x', type: 'dynamic', optional: true } } } } } } },
    },
  }), 'test_thing: a: holds something dynamic'],
  ['attribute and block of one name', withResource({ attributes: { a: { ...text, optional: true } }, blocks: { a: { nesting: 'list', block: {} } } }),
    'test_thing: a: is both'],
  ['two of a single block', withResource({ blocks: { a: { nesting: 'single', maxItems: 2, block: {} } } }), 'test_thing: a: is single'],
  ['limits of a map block', withResource({ blocks: { a: { nesting: 'map', minItems: 1, block: {} } } }), 'test_thing: a: is a map'],
  ['more at least than at most', withResource({ blocks: { a: { nesting: 'list', minItems: 3, maxItems: 2, block: {} } } }), 'test_thing: a: minItems is more'],
  ['no upgrader', withResource({ version: 1 }), 'test_thing: has no upgrader from version 0'],
  ['an upgrader too many', withResource({}, { upgraders: { 0: (state) => state } }), 'test_thing: has an upgrader from version 0, which'],
  ['a timeout of nothing', withResource({}, { timeouts: { read: 0 } }), 'test_thing: the timeout of read'],
  ['no update', withResource({ attributes: { a: { ...text, optional: true } } }, { update: undefined }), 'test_thing: a: needs requiresReplace'],
  ['no update, in a block', withResource({ blocks: { b: { nesting: 'list', block: { attributes: { a: { ...text, optional: true } } } } } }, { update: undefined }),
    'test_thing: b.a: needs requiresReplace'],
])('checkProvider: %s', (_, provider, problem) => {
  const problems = checkProvider(provider);
  expect(problems.map((text_) => text_.slice(0, problem.length))).toContain(problem);
});
