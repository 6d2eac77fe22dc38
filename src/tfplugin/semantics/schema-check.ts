/** Whether a provider's schemas obey Terraform's rules and the framework's own. For tests: it is never run in a serving process. */
import { Provider, Resource } from '../contracts';
import { attributeType, holdsDynamic, impliedType } from '../implied-type';
import { formatPath, Path } from '../path';
import { Attribute, Block, NestedBlock, Schema } from '../schema';
import { Type } from '../types';
import { Value } from '../value';
import { fitBlock } from './fit';
import { isWhollyKnown } from './known';

type Problems = Generator<string, void>;
type Role = 'provider' | 'resource' | 'data source';

/** Where a block is: what the rules for its inside depend on. */
interface Place {
  readonly role: Role;
  readonly schema: Schema;
  readonly path: Path;
  readonly inSet: boolean;
}

/** Names that Terraform keeps to itself at the top of a block. */
const RESERVED: { readonly [role in Role]: readonly string[] } = {
  'provider': ['alias', 'version', 'count', 'for_each', 'depends_on', 'lifecycle', 'source', 'locals'],
  'resource': ['count', 'for_each', 'depends_on', 'lifecycle', 'provider', 'provisioner', 'connection'],
  'data source': ['count', 'for_each', 'depends_on', 'lifecycle', 'provider', 'provisioner', 'connection'],
};

/** Everything that is wrong with the provider's schemas, each a sentence that starts with the place; empty when all is well. */
export function checkProvider(provider: Provider): string[] {
  return [...providerProblems(provider)];
}

function* providerProblems({ typeName, version, bugReportUrl, schema, resources, dataSources }: Provider): Problems {
  if (!/^[a-z][a-z0-9-]*$/.test(typeName)) yield `provider: type name "${typeName}" must be lower-case letters, digits and hyphens`;
  if (version === '') yield 'provider: the version is empty';
  if (!URL.canParse(bugReportUrl)) yield `provider: "${bugReportUrl}" is no URL to report a bug at`;
  yield* prefixed('provider', schemaProblems(schema, 'provider'));
  for (const [name, resource] of Object.entries(resources)) {
    yield* prefixed(name, nameProblems(name, typeName));
    yield* prefixed(name, schemaProblems(resource.schema, 'resource'));
    yield* prefixed(name, resourceProblems(resource));
  }
  for (const [name, dataSource] of Object.entries(dataSources)) {
    yield* prefixed(name, nameProblems(name, typeName));
    yield* prefixed(name, schemaProblems(dataSource.schema, 'data source'));
  }
}

function* prefixed(where: string, problems: Problems): Problems {
  for (const problem of problems) yield `${where}: ${problem}`;
}

function* nameProblems(name: string, typeName: string): Problems {
  if (!name.startsWith(`${typeName}_`)) yield `the name must start with "${typeName}_"`;
}

function* schemaProblems(schema: Schema, role: Role): Problems {
  if (!schema.description) yield 'has no description';
  if (!Number.isInteger(schema.version ?? 0) || (schema.version ?? 0) < 0) yield `version ${schema.version} must be 0 or a positive integer`;
  for (const name of [...Object.keys(schema.attributes ?? {}), ...Object.keys(schema.blocks ?? {})]) {
    if (RESERVED[role].includes(name)) yield `${name}: Terraform keeps this name to itself`;
  }
  yield* blockProblems(schema, { role, schema, path: [], inSet: false });
}

function* resourceProblems({ schema, update, upgraders = {}, timeouts = {} }: Resource<any>): Problems {
  const version = schema.version ?? 0;
  for (let from = 0; from < version; from++) {
    if (!upgraders[from]) yield `has no upgrader from version ${from}`;
  }
  for (const from of Object.keys(upgraders).map(Number)) {
    if (from >= version) yield `has an upgrader from version ${from}, which is not older than the schema's ${version}`;
  }
  for (const [call, timeout] of Object.entries(timeouts)) {
    if (!(timeout > 0)) yield `the timeout of ${call} must be over 0`;
  }
  if (!update) yield* unreplaced(schema, []);
}

/** Arguments whose change would need the update that is not there. */
function* unreplaced(block: Block, path: Path): Problems {
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const at = [...path, { attribute: name }];
    if (attribute.requiresReplace || attribute.writeOnly || !(attribute.required || attribute.optional)) continue;
    if ('attributes' in attribute && Object.keys(attribute.attributes).length > 0) yield* unreplaced(attribute, at);
    else yield `${formatPath(at)}: needs requiresReplace, because the resource has no update`;
  }
  for (const [name, nested] of Object.entries(block.blocks ?? {})) yield* unreplaced(nested.block, [...path, { attribute: name }]);
}

function* blockProblems(block: Block, place: Place): Problems {
  const { attributes = {}, blocks = {} } = block;
  for (const [name, attribute] of Object.entries(attributes)) {
    const path = [...place.path, { attribute: name }];
    yield* prefixed(formatPath(path), attributeProblems(name, attribute, place));
    if (!('type' in attribute)) yield* blockProblems(attribute, { ...place, path, inSet: place.inSet || attribute.nesting === 'set' });
  }
  for (const [name, nested] of Object.entries(blocks)) {
    const path = [...place.path, { attribute: name }];
    if (Object.hasOwn(attributes, name)) yield `${formatPath(path)}: is both an attribute and a block`;
    yield* prefixed(formatPath(path), nestedBlockProblems(name, nested));
    yield* blockProblems(nested.block, { ...place, path, inSet: place.inSet || nested.nesting === 'set' });
  }
}

function* attributeProblems(name: string, attribute: Attribute, { role, schema, inSet }: Place): Problems {
  const { required, optional, computed, writeOnly, changesWith } = attribute;
  if (!isName(name)) yield 'the name must be lower-case letters, digits and underscores';
  if (!attribute.description) yield 'has no description';
  if (required ? optional || computed : !optional && !computed) yield 'must be required, optional, computed, or optional and computed';
  if (attribute.deprecated === '') yield 'the text of deprecated is empty: say what to use instead';
  if (role === 'provider' && computed) yield "a provider's configuration has nothing computed";
  if (role !== 'resource') {
    for (const rule of ['default', 'requiresReplace', 'changesWith', 'writeOnly'] as const) {
      if (attribute[rule] !== undefined) yield `${rule} means something in resources only`;
    }
  }
  if (writeOnly && computed) yield 'is write-only, so it cannot be computed';
  if (writeOnly && inSet) yield 'is write-only, which nothing in a set can be';
  if ('type' in attribute) yield* typeProblems(attribute.type);
  if (inSet && holdsDynamic(attributeType(attribute))) yield 'is dynamic, which nothing in a set can be';
  if (attribute.default !== undefined) yield* defaultProblems(attribute, attribute.default);
  if (changesWith && !computed) yield 'has changesWith, so it must be computed';
  for (const cause of changesWith ?? []) {
    const known = Object.hasOwn(schema.attributes ?? {}, cause) || Object.hasOwn(schema.blocks ?? {}, cause);
    if (!known) yield `changesWith names "${cause}", which is no top-level argument`;
  }
}

function* defaultProblems(attribute: Attribute, value: Value): Problems {
  if (!attribute.optional || !attribute.computed) yield 'has a default, so it must be optional and computed';
  const misfits: string[] = [];
  fitBlock({ attributes: { default: attribute } }, { default: value }, 'author', ({ path, expected }) => {
    misfits.push(`${formatPath(path)} must be ${expected}`);
  });
  yield* misfits;
  if (value === null || !isWhollyKnown(value)) yield 'the default must be known and not null';
}

function* nestedBlockProblems(name: string, { nesting, block, minItems = 0, maxItems = 0 }: NestedBlock): Problems {
  if (!isName(name)) yield 'the name must be lower-case letters, digits and underscores';
  if (![minItems, maxItems].every((items) => Number.isInteger(items) && items >= 0)) yield 'minItems and maxItems must be 0 or positive integers';
  if (nesting === 'single' && (minItems > 1 || maxItems > 1)) yield 'is single, so minItems and maxItems can be 1 at most';
  if ((nesting === 'group' || nesting === 'map') && (minItems || maxItems)) yield `is a ${nesting}, so it has no minItems or maxItems`;
  if (maxItems > 0 && minItems > maxItems) yield 'minItems is more than maxItems';
  if (holdsDynamic(impliedType(block)) && nesting !== 'single' && nesting !== 'group') yield `holds something dynamic, which a block of nesting ${nesting} cannot: use a nested attribute`;
}

function* typeProblems(type: Type): Problems {
  if (typeof type === 'string') {
    if (!['string', 'number', 'bool', 'dynamic'].includes(type)) yield `there is no type "${type}"`;
  } else if (type[0] === 'tuple') {
    for (const element of type[1]) yield* typeProblems(element);
  } else if (type[0] === 'object') {
    for (const member of Object.values(type[1])) yield* typeProblems(member);
  } else {
    if (type[0] === 'set' && holdsDynamic(type[1])) yield 'is a set of something dynamic';
    yield* typeProblems(type[1]);
  }
}

function isName(name: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(name);
}
