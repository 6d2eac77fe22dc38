import { Diagnostics } from './diagnostics';
import { Schema } from './schema';
import { ObjectValue, Unknown, Value } from './value';

/** A configuration or a plan: `T`, where the fields `Open` may be unknown yet. Default: all of them. */
export type Planned<T, Open extends keyof T = keyof T> = { [K in keyof T]: K extends Open ? T[K] | Unknown : T[K] };

/** What every call gets beside its own arguments. */
export interface CallContext {
  /** Warnings and errors that do not end the call. An error among them fails the call once it returns. */
  readonly diagnostics: Diagnostics;
  /**
   * Aborted when Terraform is interrupted or the call's time is over. Hand it to every request. Its `reason` is a
   * `DiagnosticError` that says which: throw it, or anything that is no `DiagnosticError`, and the user reads that. After the
   * abort a call has 30 seconds to end by itself.
   */
  readonly signal: AbortSignal;
  /** Writes a structured line to Terraform's log. Fields must hold no secret. */
  log(level: 'trace' | 'debug' | 'info' | 'warn' | 'error', message: string, fields?: { [key: string]: string | number | boolean }): void;
}

/** The context of a call that changes something. */
export interface ApplyContext<S> extends CallContext {
  /**
   * Says what exists now. Call it as soon as the object exists and after each step that changed it: when the call is
   * interrupted or throws later, this is what Terraform keeps. Without it a failed create leaves nothing in the state,
   * and a failed update leaves the prior state. All of it must be known.
   */
  exists(state: S): void;
  /**
   * Small facts kept beside the state, not shown to the user, that may be lost at any time. Holds what was noted before
   * (nothing on a create); what is in it when the call ends is kept.
   */
  private: { [key: string]: string };
}

export interface PlanContext extends CallContext {
  /** The configuration's value of a top-level argument, null when left out. */
  configured(name: string): Value;
  /** Adds a top-level argument whose change replaces the object. */
  requireReplace(name: string): void;
}

/** Time bounds in milliseconds. Default for each: 20 minutes. */
export interface Timeouts {
  readonly create?: number;
  readonly read?: number;
  readonly update?: number;
  readonly delete?: number;
}

/**
 * A resource type. `S` is its state: an interface whose fields are the schema's attributes and blocks by name, null where unset;
 * `Computed` names those of them that are computed, so that `create` and `update` have all others as known. Default: every one.
 * The framework folds plan and apply: it finds out which of these to call, decides what is planned by the schema's rules
 * (`default`, `requiresReplace`, `changesWith`), and checks every answer against core's rules before Terraform does.
 */
export interface Resource<S = ObjectValue, Computed extends keyof S = keyof S> {
  readonly schema: Schema;
  readonly timeouts?: Timeouts;

  /**
   * Checks what the schema's validators cannot: several arguments together.
   * @param config what the user wrote; anything may be unknown, and unknown must pass
   */
  validateConfig?(config: Planned<S>, context: CallContext): void | Promise<void>;

  /**
   * Changes a plan after the schema's rules were applied: set what can be computed early, refuse what cannot work.
   * Called for creates and updates, not for destroys and not when nothing differs, and again at apply with more of it known.
   * What it sets counts for `requiresReplace`, but moves nothing that has `changesWith`.
   * Only computed attributes that the configuration leaves out may be changed, and an argument may be set back to its prior
   * value, where the service takes both for the same.
   * @param planned the plan so far, changed in place
   * @param prior what exists, null on a create
   */
  modifyPlan?(planned: Planned<S>, prior: S | null, context: PlanContext): void | Promise<void>;

  /**
   * Makes the object.
   * @param planned the plan; computed attributes may be unknown, arguments are not. Write-only arguments have their configured
   * value here, and here only
   * @returns the object as it is, wholly known. What was planned as known must be the same; a field left undefined is null, and
   * write-only ones are left out for you
   */
  create(planned: Planned<S, Computed>, context: ApplyContext<S>): Promise<S>;

  /**
   * Reads the object.
   * @param state what Terraform has: keep from it what the service never shows again
   * @returns the object as it is, or null when it is gone, which makes Terraform plan it anew
   */
  read(state: S, context: CallContext & Pick<ApplyContext<S>, 'private'>): Promise<S | null>;

  /**
   * Changes the object in place. Without it every argument must have `requiresReplace`.
   * @returns the object as it is, wholly known
   */
  update?(planned: Planned<S, Computed>, prior: S, context: ApplyContext<S>): Promise<S>;

  /** Ends the object. An object that is gone already is success. */
  delete(state: S, context: ApplyContext<S>): Promise<void>;

  /**
   * Turns what the user typed behind `terraform import ADDRESS` into a state with what `read` needs to find the object; the rest null.
   * Without it import is refused.
   */
  importState?(id: string, context: CallContext): Promise<Partial<S>>;

  /**
   * By the version it was written with: turns an older state into the next version's shape.
   * @param state the state as JSON holds it
   */
  readonly upgraders?: { readonly [version: number]: (state: { [key: string]: unknown }) => { [key: string]: unknown } };
}

/** A data source. `S` is its arguments and results together. */
export interface DataSource<S = ObjectValue> {
  readonly schema: Schema;
  readonly timeouts?: Pick<Timeouts, 'read'>;
  validateConfig?(config: Planned<S>, context: CallContext): void | Promise<void>;
  /**
   * Reads. All of the configuration is known.
   * @returns arguments and results, wholly known. Something that must exist and does not is an error.
   */
  read(config: S, context: CallContext): Promise<S>;
}

/** A provider: its configuration, and what it offers. `C` is the configuration, null where unset. */
export interface Provider<C = ObjectValue> {
  /** The type name, which starts the name of each resource type: `crowdsec`. */
  readonly typeName: string;
  /** Its own version, for the log and the request's user agent. */
  readonly version: string;
  /** Where a user reports a bug: quoted when something was thrown that is nobody's mistake but ours. */
  readonly bugReportUrl: string;
  readonly schema: Schema;
  readonly resources: { readonly [typeName: string]: Resource<any> };
  readonly dataSources: { readonly [typeName: string]: DataSource<any> };

  /** Checks the provider's configuration without network; anything may be unknown. */
  validateConfig?(config: Planned<C>, context: CallContext): void | Promise<void>;

  /**
   * Takes the configuration. Comes once in a process, and again and again in reattach mode: the last one holds.
   * In a plan a value may be unknown: keep that, and fail only where it is needed.
   */
  configure(config: Planned<C>, context: CallContext & { readonly terraformVersion: string }): void | Promise<void>;
}
