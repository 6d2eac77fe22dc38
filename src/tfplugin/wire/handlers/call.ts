import { DiagnosticError } from '../../diagnostics';
import { Schema } from '../../schema';
import { SemanticServer } from '../../semantics/server';
import type { DecodedMessage, EncodableMessage } from '../protobuf';
import type { CallName, CALLS } from '../protocol';

export type Request<N extends CallName> = DecodedMessage<(typeof CALLS)[N]['request']>;
export type Response<N extends CallName> = EncodableMessage<(typeof CALLS)[N]['response']>;

/** Takes a decoded request, calls the semantics, answers what is to be encoded. What it throws becomes one diagnostic. */
export type Handler<N extends CallName> = (server: SemanticServer, request: Request<N>) => Response<N> | Promise<Response<N>>;

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
