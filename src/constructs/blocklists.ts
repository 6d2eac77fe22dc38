import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { literalArguments, RESOURCE_ID } from '../synth';
import { LookupProps } from './lookup';
import { providerFor } from './provider-for';

export interface BlocklistsProps extends LookupProps {
  /**
   * Kinds of blocklists: any of `public`, `private`, `shared` and `all`.
   * @default - private and shared ones
   */
  readonly includeFilter?: string[];

  /**
   * Only blocklists that something of the organisation subscribes to.
   * @default false
   */
  readonly subscribedOnly?: boolean;

  /**
   * Only blocklists that nothing of the organisation subscribes to.
   * @default false
   */
  readonly excludeSubscribed?: boolean;

  /**
   * Only blocklists of these categories, by name.
   * @default - any category
   */
  readonly category?: string[];
}

/** The blocklists that an integration can subscribe to, read when Terraform runs. */
export class Blocklists extends Construct {
  /** Their ids, for `TerraformIterator.fromList` and Terraform's functions. */
  readonly ids: string[];
  /** The blocklists with their names, sources and counts. */
  readonly items: bindings.DataCrowdsecBlocklistsBlocklistsList;

  constructor(scope: Construct, id: string, props: BlocklistsProps = {}) {
    super(scope, id);
    const data = new bindings.DataCrowdsecBlocklists(this, RESOURCE_ID, { ...literalArguments(props), provider: providerFor(this, props.provider) });
    this.ids = data.ids;
    this.items = data.blocklists;
  }
}
