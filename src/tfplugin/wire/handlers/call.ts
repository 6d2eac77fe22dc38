import { MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { DiagnosticError } from '../../diagnostics';
import { Provider } from '../../gen/tfplugin6_pb';
import { Schema } from '../../schema';
import { SemanticServer } from '../../semantics/server';

type Methods = (typeof Provider)['method'];

/** The RPCs that are answered with one message. */
export type UnaryRpc = { [K in keyof Methods]: Methods[K]['methodKind'] extends 'unary' ? K : never }[keyof Methods];
export type Request<K extends UnaryRpc> = MessageShape<Methods[K]['input']>;
export type Response<K extends UnaryRpc> = MessageInitShape<Methods[K]['output']>;

/** Decodes a request, calls the semantics, encodes the answer. What it throws becomes one diagnostic. */
export type Handler<K extends UnaryRpc> = (server: SemanticServer, request: Request<K>) => Response<K> | Promise<Response<K>>;

/** What the provider claims to be able to do, in both answers that say so. Each has its test with the real Terraform. */
export const CAPABILITIES = { planDestroy: true, getProviderSchemaOptional: true };

export function resourceSchema(server: SemanticServer, typeName: string): Schema {
  return server.resourceSchemas.get(typeName) ?? unknownType('resource type', typeName, server.resourceSchemas.keys());
}

export function dataSourceSchema(server: SemanticServer, typeName: string): Schema {
  return server.dataSourceSchemas.get(typeName) ?? unknownType('data source', typeName, server.dataSourceSchemas.keys());
}

function unknownType(kind: string, typeName: string, known: Iterable<string>): never {
  throw DiagnosticError.of(
    `Unknown ${kind}`,
    `The provider has no ${kind} ${JSON.stringify(typeName)}; it has ${[...known].join(', ') || 'none'}. Another version of it may have.`,
  );
}
