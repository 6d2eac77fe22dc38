import { BouncerComponent } from '../../bouncers';
import { PlanTier } from '../../model';

/** What to look at. */
export interface ComponentSource {
  /** Path of its configuration file; the `.local` beside it is read as well. */
  readonly file: string;
  /** Left out, the file's name and content tell. */
  readonly component?: BouncerComponent;
  /** ID of the integration that it ought to pull from. Left out, any will do. */
  readonly integrationId?: string;
  /** The organisation's plan, which bounds how often it may pull from an integration. */
  readonly plan?: PlanTier;
  /** Path of its log. Left out, the component's usual one, if it is there. */
  readonly log?: string;
}

/** What the file says, for the checks that go on from there. */
export interface ComponentFacts {
  readonly component?: BouncerComponent;
  /** Base URL as the file has it. */
  readonly url?: string;
  /** A secret, which the examination already hides. */
  readonly apiKey?: string;
  /** Where that URL leads: to CrowdSec's service, or to a local engine. */
  readonly pullsFrom?: 'integration' | 'engine';
  /** Of the integration in the URL. */
  readonly integrationId?: string;
}
