import { Duration } from '../model';
import { Field } from './fields';
import { BouncerProblem } from './problem';
import { Syntax } from './syntax';

/**
 * What a component is told. Texts are opaque to a renderer: it places them inside the quotes of its syntax and does nothing else with
 * them, because they stand for values that may be known only to Terraform.
 */
export interface BouncerInput {
  /** Base URL; ends with `/`. */
  readonly url: string;
  /** The same without the `/` at its end, for components that add one. Needed only where the URL is not known; `url` stands in for it. */
  readonly bareUrl?: string;
  /** The same in parts, for components that take it so: `https`, `host:port`, `/path/`. */
  readonly urlParts: { readonly scheme: string; readonly host: string; readonly path: string };
  readonly apiKey: string;
  /** At least a second. */
  readonly updateFrequency: Duration;
}

/** Where a file belongs, and what is done with it. */
export interface BouncerFilePlace {
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  /** Octal, four digits. */
  readonly mode: string;
  /** Says whether the component can read its configuration; not there where it has no such command in every version. */
  readonly checkCommand?: string;
  /** Makes the component use the file. */
  readonly reloadCommand: string;
  /** What the file alone does not do: what else must be set, and what the component does not do with such an endpoint. */
  readonly notes: string[];
}

/** A rendered file. The content holds the key. */
export interface BouncerFile extends BouncerFilePlace {
  readonly content: string;
}

/** What a configuration file says, as far as it decides what is pulled, and how. */
export interface ParsedBouncerConfig {
  readonly url?: string;
  readonly apiKey?: string;
  /** False where it says that decisions are looked up one by one. Undefined where the component knows nothing else than streaming. */
  readonly streams?: boolean;
  readonly updateFrequencySeconds?: number;
  /** False where it says that certificates are not checked, and where the component checks none. */
  readonly checksCertificates?: boolean;
  /** How it works with what it gets, where it knows several ways. */
  readonly mode?: string;
  /** What the component would not read as meant: unknown words, units where it takes none. */
  readonly problems: readonly BouncerProblem[];
}

/** The input as a renderer sees it. */
export type MarkedInput = Required<BouncerInput>;

/** One component: how its file is written, and read back. */
export interface Renderer<Options> {
  readonly syntax: Syntax;
  /** The component's options: which there are, and what they may be. */
  readonly options: Field<Options>;
  place(options: Options, updateFrequency: Duration): BouncerFilePlace;
  /** The whole file. */
  render(input: MarkedInput, options: Options): string;
  /** What the file says, with what the `.local` beside it says instead, where the component reads one. */
  parse(text: string, local: string): ParsedBouncerConfig;
}
