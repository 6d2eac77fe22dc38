import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { checkExploitationPhase } from '../model';
import { checkProp, literalArguments, RESOURCE_ID } from '../synth';
import { RuleLookupProps } from './lookup';
import { providerFor } from './provider-for';

export interface CvesProps extends RuleLookupProps {
  /**
   * Only CVEs in this phase of exploitation, such as `mass_exploitation`, `active_exploitation`, `early_exploitation` or
   * `background_noise`.
   * @default - any phase
   */
  readonly exploitationPhase?: string;

  /**
   * Only CVEs whose CrowdSec score is at least this, 0 to 10.
   * @default - any score
   */
  readonly minScore?: number;
}

/** The CVEs of the catalogue, read when Terraform runs: for example all that are in mass exploitation. */
export class Cves extends Construct {
  /** Their ids, for `TerraformIterator.fromList` and Terraform's functions. */
  readonly ids: string[];
  /** The CVEs with their scores and dates. */
  readonly items: bindings.DataCrowdsecCvesCvesList;

  constructor(scope: Construct, id: string, props: CvesProps = {}) {
    super(scope, id);
    const data = new bindings.DataCrowdsecCves(this, RESOURCE_ID, { ...literalArguments(props), provider: providerFor(this, props.provider) });
    this.ids = data.ids;
    this.items = data.cves;
    checkProp(this, 'exploitationPhase', props.exploitationPhase, checkExploitationPhase);
  }
}
