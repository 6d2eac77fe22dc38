import { Diagnostic } from '../diagnostics';
import { Path } from '../path';
import { Schema } from '../schema';
import { ObjectValue } from '../value';

/** The state that core hands over for an upgrade: JSON as the state file holds it, already parsed. */
export interface RawState {
  readonly json?: { [key: string]: unknown };
  /** True for the flat map of Terraform 0.11, which is refused. */
  readonly flatmap: boolean;
}

/** Answers of every call carry these. */
export interface Answer {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The protocol's calls on decoded values: what the wire layer calls. It never throws and never rejects; whatever an author's code
 * throws comes back as one diagnostic. `private` is opaque bytes to the wire.
 */
export interface SemanticServer {
  /** Schemas by type name, for the wire layer to decode and encode with. Undefined: no such type. */
  readonly providerSchema: Schema;
  readonly resourceSchemas: ReadonlyMap<string, Schema>;
  readonly dataSourceSchemas: ReadonlyMap<string, Schema>;

  validateProviderConfig(config: ObjectValue): Promise<Answer>;
  configureProvider(config: ObjectValue, terraformVersion: string): Promise<Answer>;
  validateResourceConfig(typeName: string, config: ObjectValue, writeOnlyAllowed: boolean): Promise<Answer>;
  validateDataSourceConfig(typeName: string, config: ObjectValue): Promise<Answer>;
  upgradeResourceState(typeName: string, version: number, state: RawState): Promise<Answer & { state: ObjectValue | null }>;
  readResource(typeName: string, state: ObjectValue, privateData: Uint8Array):
  Promise<Answer & { state: ObjectValue | null; private: Uint8Array }>;
  planResourceChange(request: {
    typeName: string;
    prior: ObjectValue | null;
    proposed: ObjectValue | null;
    config: ObjectValue | null;
    private: Uint8Array;
  }): Promise<Answer & { planned: ObjectValue | null; requiresReplace: readonly Path[]; private: Uint8Array }>;
  applyResourceChange(request: {
    typeName: string;
    prior: ObjectValue | null;
    planned: ObjectValue | null;
    config: ObjectValue | null;
    private: Uint8Array;
  }): Promise<Answer & { state: ObjectValue | null; private: Uint8Array }>;
  importResourceState(typeName: string, id: string):
  Promise<Answer & { imported?: { state: ObjectValue; private: Uint8Array } }>;
  moveResourceState(sourceType: string, sourceProvider: string, targetType: string): Promise<Answer>;
  readDataSource(typeName: string, config: ObjectValue): Promise<Answer & { state: ObjectValue | null }>;
  /** Aborts what is in flight; calls that come later get a fresh signal. */
  stop(): void;
}
