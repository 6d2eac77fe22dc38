import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { literalArguments, RESOURCE_ID } from '../synth';
import { RuleLookupProps } from './lookup';
import { providerFor } from './provider-for';

export interface FingerprintsProps extends RuleLookupProps {}

/** The fingerprint rules of the catalogue, read when Terraform runs. */
export class Fingerprints extends Construct {
  /** Their ids, for `TerraformIterator.fromList` and Terraform's functions. */
  readonly ids: string[];
  /** The rules with their scores and dates. */
  readonly items: bindings.DataCrowdsecFingerprintsFingerprintsList;

  constructor(scope: Construct, id: string, props: FingerprintsProps = {}) {
    super(scope, id);
    const data = new bindings.DataCrowdsecFingerprints(this, RESOURCE_ID, {
      ...literalArguments(props), provider: providerFor(this, props.provider),
    });
    this.ids = data.ids;
    this.items = data.fingerprints;
  }
}
