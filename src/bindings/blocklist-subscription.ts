// Generated from the provider's schema by scripts/bindings.ts. Do not edit.

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface BlocklistSubscriptionConfig extends cdktf.TerraformMetaArguments {
  /**
  * Id of the blocklist, 24 hexadecimal digits; the data source `crowdsec_blocklists` lists them. It must exist when the plan is made. A change replaces the subscription.
  *
  * Terraform name: `blocklist_id`
  */
  readonly blocklistId: string;
  /**
  * Id of the integration that subscribes. A change replaces the subscription.
  *
  * Terraform name: `integration_id`
  */
  readonly integrationId: string;
  /**
  * What a remediation component does with the addresses, such as `ban` or `captcha`. Required for remediation-component integrations; default for firewalls: what the service chooses. A change is made in place.
  *
  * Terraform name: `remediation`
  */
  readonly remediation?: string;
}

/**
* Represents a `crowdsec_blocklist_subscription`
*/
export class BlocklistSubscription extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "crowdsec_blocklist_subscription";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a BlocklistSubscription resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the BlocklistSubscription to import
  * @param importFromId The id of the existing BlocklistSubscription that should be imported. Refer to the `import section` in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the BlocklistSubscription to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "crowdsec_blocklist_subscription", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new `crowdsec_blocklist_subscription` Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options BlocklistSubscriptionConfig
  */
  public constructor(scope: Construct, id: string, config: BlocklistSubscriptionConfig) {
    super(scope, id, {
      terraformResourceType: 'crowdsec_blocklist_subscription',
      terraformGeneratorMetadata: {
        providerName: 'crowdsec'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._blocklistId = config.blocklistId;
    this._integrationId = config.integrationId;
    this._remediation = config.remediation;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // blocklist_id - computed: false, optional: false, required: true
  private _blocklistId?: string;
  public get blocklistId() {
    return this.getStringAttribute('blocklist_id');
  }
  public set blocklistId(value: string) {
    this._blocklistId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get blocklistIdInput() {
    return this._blocklistId;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // integration_id - computed: false, optional: false, required: true
  private _integrationId?: string;
  public get integrationId() {
    return this.getStringAttribute('integration_id');
  }
  public set integrationId(value: string) {
    this._integrationId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get integrationIdInput() {
    return this._integrationId;
  }

  // remediation - computed: true, optional: true, required: false
  private _remediation?: string;
  public get remediation() {
    return this.getStringAttribute('remediation');
  }
  public set remediation(value: string) {
    this._remediation = value;
  }
  public resetRemediation() {
    this._remediation = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get remediationInput() {
    return this._remediation;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      blocklist_id: cdktf.stringToTerraform(this._blocklistId),
      integration_id: cdktf.stringToTerraform(this._integrationId),
      remediation: cdktf.stringToTerraform(this._remediation),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      blocklist_id: {
        value: cdktf.stringToHclTerraform(this._blocklistId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      integration_id: {
        value: cdktf.stringToHclTerraform(this._integrationId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      remediation: {
        value: cdktf.stringToHclTerraform(this._remediation),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
