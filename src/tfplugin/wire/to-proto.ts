import { MessageInitShape } from '@bufbuild/protobuf';
import { Diagnostic } from '../diagnostics';
import {
  AttributePathSchema, Diagnostic_Severity, DiagnosticSchema, Schema_AttributeSchema, Schema_BlockSchema, Schema_NestedBlock_NestingMode,
  Schema_NestedBlockSchema, Schema_Object_NestingMode, SchemaSchema, StringKind,
} from '../gen/tfplugin6_pb';
import { Path } from '../path';
import { Attribute, Attributes, Block, NestedBlock, Schema } from '../schema';

export function pathToProto(path: Path): MessageInitShape<typeof AttributePathSchema> {
  return {
    steps: path.map((step) => {
      if ('attribute' in step) return { selector: { case: 'attributeName', value: step.attribute } };
      if ('key' in step) return { selector: { case: 'elementKeyString', value: step.key } };
      return { selector: { case: 'elementKeyInt', value: BigInt(step.index) } };
    }),
  };
}

export function diagnosticsToProto(diagnostics: Iterable<Diagnostic>): MessageInitShape<typeof DiagnosticSchema>[] {
  return Array.from(diagnostics, ({ severity, summary, detail, path }) => ({
    severity: severity === 'warning' ? Diagnostic_Severity.WARNING : Diagnostic_Severity.ERROR,
    summary,
    detail,
    attribute: path?.length ? pathToProto(path) : undefined,
  }));
}

export function schemaToProto(schema: Schema): MessageInitShape<typeof SchemaSchema> {
  return { version: BigInt(schema.version ?? 0), block: blockToProto(schema) };
}

function blockToProto(block: Block): MessageInitShape<typeof Schema_BlockSchema> {
  return {
    attributes: attributesToProto(block.attributes ?? {}),
    blockTypes: Object.entries(block.blocks ?? {}).map(([name, nested]) => nestedBlockToProto(name, nested)),
    description: block.description ?? '',
    descriptionKind: StringKind.MARKDOWN,
    deprecated: block.deprecated !== undefined,
    deprecationMessage: block.deprecated,
  };
}

function attributesToProto(attributes: Attributes): MessageInitShape<typeof Schema_AttributeSchema>[] {
  return Object.entries(attributes).map(([name, attribute]) => attributeToProto(name, attribute));
}

const OBJECT_NESTING = {
  single: Schema_Object_NestingMode.SINGLE,
  list: Schema_Object_NestingMode.LIST,
  set: Schema_Object_NestingMode.SET,
  map: Schema_Object_NestingMode.MAP,
};

function attributeToProto(name: string, attribute: Attribute): MessageInitShape<typeof Schema_AttributeSchema> {
  const shape = 'type' in attribute
    ? { type: Buffer.from(JSON.stringify(attribute.type)) }
    : { nestedType: { attributes: attributesToProto(attribute.attributes), nesting: OBJECT_NESTING[attribute.nesting] } };
  return {
    name,
    ...shape,
    description: attribute.description,
    descriptionKind: StringKind.MARKDOWN,
    required: attribute.required,
    optional: attribute.optional,
    computed: attribute.computed,
    sensitive: attribute.sensitive,
    writeOnly: attribute.writeOnly,
    deprecated: attribute.deprecated !== undefined,
    deprecationMessage: attribute.deprecated,
  };
}

const BLOCK_NESTING = {
  single: Schema_NestedBlock_NestingMode.SINGLE,
  list: Schema_NestedBlock_NestingMode.LIST,
  set: Schema_NestedBlock_NestingMode.SET,
  map: Schema_NestedBlock_NestingMode.MAP,
  group: Schema_NestedBlock_NestingMode.GROUP,
};

function nestedBlockToProto(name: string, nested: NestedBlock): MessageInitShape<typeof Schema_NestedBlockSchema> {
  const { minItems = 0, maxItems = 0 } = nested;
  // Core wants both limits of a single block alike (none, or one that must be there), and none at all on groups and maps.
  const limits = {
    single: [minItems, minItems],
    group: [0, 0],
    map: [0, 0],
    list: [minItems, maxItems],
    set: [minItems, maxItems],
  }[nested.nesting];
  return {
    typeName: name,
    block: blockToProto(nested.block),
    nesting: BLOCK_NESTING[nested.nesting],
    minItems: BigInt(limits[0]),
    maxItems: BigInt(limits[1]),
  };
}
