/**
 * Terraform plugin protocol 6: what this framework answers of it. The numbers are the contract. Both sides skip fields that they do not
 * know, so one definition serves every minor version, and a call that is not here is answered as unimplemented, which is what core expects
 * of a provider without the feature: identities, functions, ephemeral resources, lists, actions, generated configuration, state stores.
 */
import { bool, bytes, int, many, memberInt, memberString, message, one, string, type EncodableMessage, type Message } from './protobuf';

// ---- Values ----

/** A value, driven by the schema's type. Both empty means null. */
export const DynamicValue = message({ msgpack: bytes(1), json: bytes(2) });

const FlatmapEntry = message({ key: string(1), value: string(2) });

/** What the state file holds. */
export const RawState = message({ json: bytes(1), flatmap: many(2, () => FlatmapEntry) });

/** A step has one of the three. */
const AttributePathStep = message({ attributeName: memberString(1), elementKeyString: memberString(2), elementKeyInt: memberInt(3) });
export const AttributePath = message({ steps: many(1, () => AttributePathStep) });

export const Severity = { ERROR: 1, WARNING: 2 };
export const Diagnostic = message({ severity: int(1), summary: string(2), detail: string(3), attribute: one(4, () => AttributePath) });

const diagnosticsOnly = (number: number) => message({ diagnostics: many(number, () => Diagnostic) });

// ---- Schema ----

export const StringKind = { PLAIN: 0, MARKDOWN: 1 };
export const ObjectNesting = { SINGLE: 1, LIST: 2, SET: 3, MAP: 4 };
export const BlockNesting = { SINGLE: 1, LIST: 2, SET: 3, MAP: 4, GROUP: 5 };

// These hold each other, so their types cannot follow from the tables.

export interface ProtoAttribute {
  readonly name?: string;
  readonly type?: Uint8Array;
  readonly description?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly descriptionKind?: number;
  readonly deprecated?: boolean;
  readonly nestedType?: ProtoObject;
  readonly writeOnly?: boolean;
  readonly deprecationMessage?: string;
}

export interface ProtoObject {
  readonly attributes?: readonly ProtoAttribute[];
  readonly nesting?: number;
}

export interface ProtoBlock {
  readonly version?: number;
  readonly attributes?: readonly ProtoAttribute[];
  readonly blockTypes?: readonly ProtoNestedBlock[];
  readonly description?: string;
  readonly descriptionKind?: number;
  readonly deprecated?: boolean;
  readonly deprecationMessage?: string;
}

export interface ProtoNestedBlock {
  readonly typeName?: string;
  readonly block?: ProtoBlock;
  readonly nesting?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

const SchemaObject: Message<ProtoObject, ProtoObject> = message({ attributes: many(1, () => SchemaAttribute), nesting: int(3) });

const SchemaAttribute: Message<ProtoAttribute, ProtoAttribute> = message({
  name: string(1),
  type: bytes(2),
  description: string(3),
  required: bool(4),
  optional: bool(5),
  computed: bool(6),
  sensitive: bool(7),
  descriptionKind: int(8),
  deprecated: bool(9),
  nestedType: one(10, () => SchemaObject),
  writeOnly: bool(11),
  deprecationMessage: string(12),
});

const SchemaBlock: Message<ProtoBlock, ProtoBlock> = message({
  version: int(1),
  attributes: many(2, () => SchemaAttribute),
  blockTypes: many(3, () => SchemaNestedBlock),
  description: string(4),
  descriptionKind: int(5),
  deprecated: bool(6),
  deprecationMessage: string(7),
});

const SchemaNestedBlock: Message<ProtoNestedBlock, ProtoNestedBlock> = message({
  typeName: string(1), block: one(2, () => SchemaBlock), nesting: int(3), minItems: int(4), maxItems: int(5),
});

export const Schema = message({ version: int(1), block: one(2, () => SchemaBlock) });
export type ProtoSchema = EncodableMessage<typeof Schema>;

/** A map on the wire. */
const SchemaEntry = message({ key: string(1), value: one(2, () => Schema) });

// ---- Abilities ----

const ServerCapabilities = message({
  planDestroy: bool(1), getProviderSchemaOptional: bool(2), moveResourceState: bool(3), generateResourceConfig: bool(4),
});
const ClientCapabilities = message({ deferralAllowed: bool(1), writeOnlyAttributesAllowed: bool(2) });

// ---- Calls, each with its request and its response ----

const Empty = message({});
const TypeName = message({ typeName: string(1) });
const ImportedResource = message({ typeName: string(1), state: one(2, () => DynamicValue), private: bytes(3) });

export const PROVIDER_SERVICE = 'tfplugin6.Provider';

export const CALLS = {
  // What the provider is.
  GetMetadata: {
    request: Empty,
    response: message({
      serverCapabilities: one(1, () => ServerCapabilities),
      diagnostics: many(2, () => Diagnostic),
      dataSources: many(3, () => TypeName),
      resources: many(4, () => TypeName),
    }),
  },
  GetProviderSchema: {
    request: Empty,
    response: message({
      provider: one(1, () => Schema),
      resourceSchemas: many(2, () => SchemaEntry),
      dataSourceSchemas: many(3, () => SchemaEntry),
      diagnostics: many(4, () => Diagnostic),
      providerMeta: one(5, () => Schema),
      serverCapabilities: one(6, () => ServerCapabilities),
    }),
  },

  // Its configuration, and its end.
  ValidateProviderConfig: { request: message({ config: one(1, () => DynamicValue) }), response: diagnosticsOnly(2) },
  ConfigureProvider: {
    request: message({ terraformVersion: string(1), config: one(2, () => DynamicValue), clientCapabilities: one(3, () => ClientCapabilities) }),
    response: diagnosticsOnly(1),
  },
  StopProvider: { request: Empty, response: message({ error: string(1) }) },

  // Managed resources.
  ValidateResourceConfig: {
    request: message({ typeName: string(1), config: one(2, () => DynamicValue), clientCapabilities: one(3, () => ClientCapabilities) }),
    response: diagnosticsOnly(1),
  },
  UpgradeResourceState: {
    request: message({ typeName: string(1), version: int(2), rawState: one(3, () => RawState) }),
    response: message({ upgradedState: one(1, () => DynamicValue), diagnostics: many(2, () => Diagnostic) }),
  },
  ReadResource: {
    request: message({
      typeName: string(1),
      currentState: one(2, () => DynamicValue),
      private: bytes(3),
      providerMeta: one(4, () => DynamicValue),
      clientCapabilities: one(5, () => ClientCapabilities),
    }),
    response: message({ newState: one(1, () => DynamicValue), diagnostics: many(2, () => Diagnostic), private: bytes(3) }),
  },
  PlanResourceChange: {
    request: message({
      typeName: string(1),
      priorState: one(2, () => DynamicValue),
      proposedNewState: one(3, () => DynamicValue),
      config: one(4, () => DynamicValue),
      priorPrivate: bytes(5),
      providerMeta: one(6, () => DynamicValue),
      clientCapabilities: one(7, () => ClientCapabilities),
    }),
    response: message({
      plannedState: one(1, () => DynamicValue),
      requiresReplace: many(2, () => AttributePath),
      plannedPrivate: bytes(3),
      diagnostics: many(4, () => Diagnostic),
      legacyTypeSystem: bool(5),
    }),
  },
  ApplyResourceChange: {
    request: message({
      typeName: string(1),
      priorState: one(2, () => DynamicValue),
      plannedState: one(3, () => DynamicValue),
      config: one(4, () => DynamicValue),
      plannedPrivate: bytes(5),
      providerMeta: one(6, () => DynamicValue),
    }),
    response: message({
      newState: one(1, () => DynamicValue), private: bytes(2), diagnostics: many(3, () => Diagnostic), legacyTypeSystem: bool(4),
    }),
  },
  ImportResourceState: {
    request: message({ typeName: string(1), id: string(2), clientCapabilities: one(3, () => ClientCapabilities) }),
    response: message({ importedResources: many(1, () => ImportedResource), diagnostics: many(2, () => Diagnostic) }),
  },
  MoveResourceState: {
    request: message({
      sourceProviderAddress: string(1),
      sourceTypeName: string(2),
      sourceSchemaVersion: int(3),
      sourceState: one(4, () => RawState),
      targetTypeName: string(5),
      sourcePrivate: bytes(6),
    }),
    response: message({ targetState: one(1, () => DynamicValue), diagnostics: many(2, () => Diagnostic), targetPrivate: bytes(3) }),
  },

  // Data sources.
  ValidateDataResourceConfig: {
    request: message({ typeName: string(1), config: one(2, () => DynamicValue) }),
    response: diagnosticsOnly(1),
  },
  ReadDataSource: {
    request: message({
      typeName: string(1),
      config: one(2, () => DynamicValue),
      providerMeta: one(3, () => DynamicValue),
      clientCapabilities: one(4, () => ClientCapabilities),
    }),
    response: message({ state: one(1, () => DynamicValue), diagnostics: many(2, () => Diagnostic) }),
  },

  // Functions: asked by OpenTofu only, of which there are none.
  GetFunctions: { request: Empty, response: diagnosticsOnly(2) },
} as const;

export type CallName = keyof typeof CALLS;
