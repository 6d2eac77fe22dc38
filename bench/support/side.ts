import { FleetSubscription } from './fleet';
import { RunningService } from '../../test/support/service';

/** A block of configuration, as Terraform's JSON has it. */
export interface Declared {
  readonly type: string;
  readonly attributes: { readonly [name: string]: unknown };
}

/** One way to manage a fleet: ours, or what a user would pick instead. */
export interface Side {
  readonly name: string;
  /** Whether it asks a service: it gets an emulator of its own then. */
  readonly asksService: boolean;
  /** Why it cannot be measured here; undefined where it can. */
  unavailable(): string | undefined;
  /** What stands beside the resources: blocks `terraform` and `provider`. */
  settings(service?: RunningService): { readonly [block: string]: unknown };
  /** What `terraform init` takes beside its usual arguments. */
  initArguments(): readonly string[];
  integration(name: string): Declared;
  subscription(subscription: FleetSubscription): Declared;
  /** A subscription's attributes as the state file has them; missing where this side is only measured as applied. */
  stored?(subscription: FleetSubscription, integrationId: string): { readonly [name: string]: unknown };
}
