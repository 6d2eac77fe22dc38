import { Type } from './types';
import { Value } from './value';

/**
 * Says what is wrong with a value, or nothing. It is called with known values only, null left out: unknown and unset
 * values never reach it. The text becomes the detail of an error that points at the attribute. Quote the value in it, unless
 * the attribute is sensitive or write-only: Terraform prints the text as it is.
 */
export type Validator = (value: Value) => string | undefined;

/** What all attributes have. */
export interface AttributeBase {
  /** The documentation: what it is, the accepted values, the default, what a change causes. Markdown. */
  readonly description: string;
  /** The configuration must set it. Excludes `optional` and `computed`. */
  readonly required?: boolean;
  /** The configuration may set it. With `computed` too, the provider fills it in when it is left out. */
  readonly optional?: boolean;
  /** The provider sets it. */
  readonly computed?: boolean;
  /** Hidden in Terraform's own output. */
  readonly sensitive?: boolean;
  /** Never stored in plan or state (Terraform 1.11 and up). Excludes `computed`. */
  readonly writeOnly?: boolean;
  /** When set, using it warns with this text: what to use instead. */
  readonly deprecated?: string;
  readonly validators?: readonly Validator[];
  /** The planned value when the configuration leaves it out. Needs `optional` and `computed`. */
  readonly default?: Value;
  /** A change of it replaces the object. Default: it updates the object in place. */
  readonly requiresReplace?: boolean;
  /**
   * For computed attributes: the names of the top-level arguments whose change may move it. On an update it is planned
   * unknown when one of them changes or is unknown, and keeps its prior value otherwise. A computed attribute may be named
   * too: what moves it moves this. Inside a list or set, an element that changed is another one, and all that is computed in it
   * is unknown.
   * Default: none, it never moves once created.
   */
  readonly changesWith?: readonly string[];
}

/** An attribute of a type. */
export interface TypedAttribute extends AttributeBase {
  readonly type: Type;
}

/** An attribute whose value is an object, or objects, with attributes of their own. */
export interface NestedAttribute extends AttributeBase {
  readonly nesting: 'single' | 'list' | 'set' | 'map';
  readonly attributes: Attributes;
}

export type Attribute = TypedAttribute | NestedAttribute;
export type Attributes = { readonly [name: string]: Attribute };

/** A block inside another: `timeouts { … }`. */
export interface NestedBlock {
  readonly nesting: 'single' | 'list' | 'set' | 'map' | 'group';
  readonly block: Block;
  /** Fewest occurrences. Default 0. */
  readonly minItems?: number;
  /** Most occurrences. Default 0, which means no limit (and 1 for `single`). */
  readonly maxItems?: number;
}

export interface Block {
  readonly description?: string;
  readonly deprecated?: string;
  readonly attributes?: Attributes;
  readonly blocks?: { readonly [name: string]: NestedBlock };
}

/** The shape of a provider's configuration, a resource or a data source. */
export interface Schema extends Block {
  /** Version of the state's shape; a higher one needs an upgrader on the resource. Default 0. */
  readonly version?: number;
}
