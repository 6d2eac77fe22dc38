import type { Service } from '../support/service';

/** What configurations and paths of an operation are made of. */
export interface Facts {
  /** Ids of the integrations by name, as they are once the operation is prepared. */
  readonly ids: { readonly [name: string]: string };
  /** Id of a blocklist of the catalogue. */
  readonly blocklist: string;
}

/** What the answer to the decisive request is: which faults make sense with it follows from this. */
export type AnswerKind = 'object' | 'list' | 'unread' | 'nothing';

/** Something that a user does with Terraform. */
export interface Operation {
  readonly name: string;
  /** The decisive request: the faults meet this one. */
  readonly request: { readonly method: string; readonly path: string };
  /** How often it is made when all is well. Default: once. */
  readonly requests?: number;
  readonly answer: AnswerKind;
  /** A field of the answer, or of each entry of a list, that the provider needs; left out where it reads none. */
  readonly field?: string;
  /** Path and query of the list, for whoever wants to see its first page. */
  readonly list?: string;
  /** Whether the decisive request is made while Terraform plans; otherwise while it applies. */
  readonly planned: boolean;
  /** Configuration that was applied before. */
  readonly before?: (facts: Facts) => string;
  /** What others did after that, and how the service behaves from then on. */
  readonly others?: (service: Service, facts: Facts) => Promise<void>;
  /** The configuration whose apply is the operation. */
  readonly main: (facts: Facts) => string;
  /** What an error must say: what was tried, and with what. */
  readonly says: { readonly operation: RegExp; readonly object: (facts: Facts) => string };
  /** The organisation afterwards, beside the neighbour: a line for each integration, as `describeIntegration` writes it. */
  readonly holds: (facts: Facts) => readonly string[];
}
