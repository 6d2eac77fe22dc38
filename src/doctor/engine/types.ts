import { BouncerComponent } from '../../bouncers';
import { Report } from '../report';

/** What to look at; what is left out is not looked at. */
export interface EngineSource {
  /** Base URL of the Local API. Left out, the one that the engine's own credentials in `dataDir` name. */
  readonly lapiUrl?: string;
  /** A bouncer's key of that Local API. */
  readonly apiKey?: string;
  /** Whose key it is: old Local APIs note the kind of program that used it. */
  readonly component?: BouncerComponent;
  /** Folder with CrowdSec's configuration: `config.yaml` in it, or in its `config`. */
  readonly dataDir?: string;
  /** Path of cscli, to list the registered bouncers with. */
  readonly cscli?: string;
  /** Name under which the bouncer is registered. Left out, all of its kind are looked at. */
  readonly bouncer?: string;
  /** Path of a log, for the words of heartbeat and enrolment. */
  readonly log?: string;
  /** Whether CrowdSec's own hosts are looked at. Left out: where `dataDir` is given. */
  readonly ownHosts?: boolean;
  /** Where these are. */
  readonly hosts?: EngineHosts;
}

export interface EngineHosts {
  /** Base URL of the Central API. */
  readonly capi: string;
  /** Base URLs of the hub. */
  readonly hub: readonly string[];
}

/** As the report says it. */
export type EngineState = Pick<Report, 'lapi' | 'capi'>;
