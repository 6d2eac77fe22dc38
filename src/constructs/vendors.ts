import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { literalArguments, RESOURCE_ID } from '../synth';
import { LookupProps } from './lookup';
import { providerFor } from './provider-for';

export interface VendorsProps extends LookupProps {
  /**
   * Text that the vendors must match.
   * @default - all of them
   */
  readonly query?: string;

  /**
   * What they are sorted by: `value`, `nb_cves`, `nb_ips` or `latest_rule_release`.
   * @default - what the service chooses
   */
  readonly sortBy?: string;

  /**
   * Direction of sorting: `asc` or `desc`.
   * @default desc
   */
  readonly sortOrder?: string;
}

/** The vendors of the catalogue, read when Terraform runs. */
export class Vendors extends Construct {
  /** Their names, for `TerraformIterator.fromList` and Terraform's functions. */
  readonly names: string[];
  /** The vendors with their counts. */
  readonly items: bindings.DataCrowdsecVendorsVendorsList;

  constructor(scope: Construct, id: string, props: VendorsProps = {}) {
    super(scope, id);
    const data = new bindings.DataCrowdsecVendors(this, RESOURCE_ID, { ...literalArguments(props), provider: providerFor(this, props.provider) });
    this.names = data.names;
    this.items = data.vendors;
  }
}
