/** What is adopted: the organisation as far as a configuration can say it, and the files that say it. */
import { SubscriptionKind } from '../model';

export interface ExistingSubscription {
  readonly kind: SubscriptionKind;
  /** The vendor's name, or the id. */
  readonly key: string;
  /** What the configuration has to say: of a remediation component's blocklist. */
  readonly remediation?: string;
  /** A blocklist's name, because its id says nothing. */
  readonly title?: string;
}

export interface ExistingIntegration {
  readonly id: string;
  readonly name: string;
  readonly outputFormat: string;
  readonly description?: string;
  readonly pullLimit?: number;
  readonly enableIpAggregation: boolean;
  /** By kind and key. */
  readonly subscriptions: readonly ExistingSubscription[];
}

/** Something at the service that no configuration can say. */
export interface LeftOut {
  /** Such as `integration "edge" (64a…)`. */
  readonly what: string;
  readonly why: string;
}

export interface Organization {
  readonly id: string;
  /** By name. */
  readonly integrations: readonly ExistingIntegration[];
  readonly leftOut: readonly LeftOut[];
}

/** An integration under the identifier that stands for it: lower-case letters, digits and `-`, a letter first. */
export interface Named {
  readonly identifier: string;
  readonly integration: ExistingIntegration;
}

/** A file to write. */
export interface AdoptedFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What was written as an app of its own. */
export interface Written {
  readonly files: readonly AdoptedFile[];
  readonly integrations: number;
  readonly subscriptions: number;
}

/** What an app lacks of an organisation, and the files that add it. */
export interface Missing {
  /** Integrations that it does not have at all. */
  readonly whole: readonly ExistingIntegration[];
  /** Integrations that it has, with the subscriptions alone that it lacks. */
  readonly parts: readonly ExistingIntegration[];
  readonly files: readonly AdoptedFile[];
  /** Lines that the user adds to the app, for the files to count. */
  readonly lines?: readonly string[];
  /** What could not be taken into account. */
  readonly warnings?: readonly string[];
}
