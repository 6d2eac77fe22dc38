import type { BouncerComponent } from '../../bouncers';
import type { PlanTier } from '../../model';

/** The options of `doctor`, as the command line gives them. */
export interface DoctorOptions {
  readonly integration?: readonly string[];
  readonly fromState?: string;
  readonly endpoint?: string;
  readonly username?: string;
  readonly secretFile?: string;
  readonly probe?: boolean;
  readonly expectedOrganization?: string;
  readonly format?: string;
  readonly deviceUrl?: string;
  readonly pages?: number;
  readonly pageSize?: number;
  readonly capacity?: number;
  readonly bouncerConfig?: string;
  readonly component?: BouncerComponent;
  readonly plan?: PlanTier;
  readonly lapiUrl?: string;
  readonly dataDir?: string;
  readonly ownHosts?: boolean;
  readonly cscli?: string;
  readonly bouncer?: string;
  readonly log?: string;
  readonly json?: boolean;
  readonly html?: string;
  readonly strict?: boolean;
  readonly watch?: boolean;
  readonly timeout?: number;
}
