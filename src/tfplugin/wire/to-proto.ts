import { Diagnostic } from '../diagnostics';
import { Path } from '../path';
import { Attribute, Attributes, Block, NestedBlock, Schema } from '../schema';
import type { EncodableMessage } from './protobuf';
import {
  BlockNesting, ObjectNesting, Severity, StringKind,
  type AttributePath, type Diagnostic as DiagnosticMessage, type ProtoAttribute, type ProtoBlock, type ProtoNestedBlock, type ProtoSchema,
} from './protocol';

export function pathToProto(path: Path): EncodableMessage<typeof AttributePath> {
  return {
    steps: path.map((step) => {
      if ('attribute' in step) return { attributeName: step.attribute };
      if ('key' in step) return { elementKeyString: step.key };
      return { elementKeyInt: step.index };
    }),
  };
}

export function diagnosticsToProto(diagnostics: Iterable<Diagnostic>): EncodableMessage<typeof DiagnosticMessage>[] {
  return Array.from(diagnostics, ({ severity, summary, detail, path }) => ({
    severity: severity === 'warning' ? Severity.WARNING : Severity.ERROR,
    summary,
    detail,
    attribute: path?.length ? pathToProto(path) : undefined,
  }));
}

export function schemaToProto(schema: Schema): ProtoSchema {
  return { version: schema.version ?? 0, block: blockToProto(schema) };
}

function blockToProto(block: Block): ProtoBlock {
  return {
    attributes: attributesToProto(block.attributes ?? {}),
    blockTypes: Object.entries(block.blocks ?? {}).map(([name, nested]) => nestedBlockToProto(name, nested)),
    description: block.description ?? '',
    descriptionKind: StringKind.MARKDOWN,
    deprecated: block.deprecated !== undefined,
    deprecationMessage: block.deprecated,
  };
}

function attributesToProto(attributes: Attributes): ProtoAttribute[] {
  return Object.entries(attributes).map(([name, attribute]) => attributeToProto(name, attribute));
}

const OBJECT_NESTING = {
  single: ObjectNesting.SINGLE,
  list: ObjectNesting.LIST,
  set: ObjectNesting.SET,
  map: ObjectNesting.MAP,
};

function attributeToProto(name: string, attribute: Attribute): ProtoAttribute {
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
  single: BlockNesting.SINGLE,
  list: BlockNesting.LIST,
  set: BlockNesting.SET,
  map: BlockNesting.MAP,
  group: BlockNesting.GROUP,
};

function nestedBlockToProto(name: string, nested: NestedBlock): ProtoNestedBlock {
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
    minItems: limits[0],
    maxItems: limits[1],
  };
}
