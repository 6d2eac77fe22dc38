import { Construct } from 'constructs';
import * as bindings from '../bindings';
import { RESOURCE_ID } from '../synth';
import { LookupProps } from './lookup';
import { providerFor } from './provider-for';

export interface OrganizationProps extends LookupProps {}

/** The organisation that the key belongs to, read when Terraform runs. */
export class Organization extends Construct {
  /** Id of the organisation. */
  readonly organizationId: string;
  /** Its plan, such as `community` or `enterprise`. */
  readonly subscriptionType: string;
  /** Name of the key in the console. */
  readonly apiKeyName: string;

  constructor(scope: Construct, id: string, props: OrganizationProps = {}) {
    super(scope, id);
    const data = new bindings.DataCrowdsecOrganization(this, RESOURCE_ID, { provider: providerFor(this, props.provider) });
    this.organizationId = data.organizationId;
    this.subscriptionType = data.subscriptionType;
    this.apiKeyName = data.apiKeyName;
  }
}
