// Generated from the provider's schema by scripts/bindings.ts. Do not edit.

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface IntegrationConfig extends cdktf.TerraformMetaArguments {
  /**
  * Any text. A change of it (setting and removing it included) regenerates the credentials in place; the old ones end at once. After an import, setting it mints the credentials that the import could not read.
  *
  * Terraform name: `credentials_version`
  */
  readonly credentialsVersion?: string;
  /**
  * What the integration is for, at least one character. The service cannot clear a description: when it is removed from the configuration the old one stays there, unmanaged, and a warning says so.
  *
  * Terraform name: `description`
  */
  readonly description?: string;
  /**
  * Whether neighbouring addresses are served as ranges. Default: `false`.
  *
  * Terraform name: `enable_ip_aggregation`
  */
  readonly enableIpAggregation?: boolean | cdktf.IResolvable;
  /**
  * What the integration serves: `firewall_integration`, `remediation_component_integration`. Default: what `output_format` belongs to, which is `remediation_component_integration` for `remediation_component` and `firewall_integration` for all others. A change replaces the integration.
  *
  * Terraform name: `entity_type`
  */
  readonly entityType?: string;
  /**
  * Whether destroying the integration also ends subscriptions that Terraform does not manage. Without it the service refuses to delete an integration that is still subscribed to something. Must be applied before the destroy. Default: `false`.
  *
  * Terraform name: `force_destroy`
  */
  readonly forceDestroy?: boolean | cdktf.IResolvable;
  /**
  * Name, unique in the organisation, at least one character. A change renames the integration in place; endpoint, credentials and subscriptions stay.
  *
  * Terraform name: `name`
  */
  readonly name: string;
  /**
  * Form in which the blocklist is served: `plain_text`, `f5`, `fortigate`, `paloalto`, `checkpoint`, `cisco`, `juniper`, `mikrotik`, `pfsense`, `opnsense`, `sophos`, `remediation_component`. A change among the firewall formats is made in place; a change to or from `remediation_component` replaces the integration.
  *
  * Terraform name: `output_format`
  */
  readonly outputFormat: string;
  /**
  * Most entries that one pull brings. Default: no limit.
  *
  * Terraform name: `pull_limit`
  */
  readonly pullLimit?: number;
}

/**
* Represents a `crowdsec_integration`
*/
export class Integration extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "crowdsec_integration";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Integration resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Integration to import
  * @param importFromId The id of the existing Integration that should be imported. Refer to the `import section` in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Integration to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "crowdsec_integration", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new `crowdsec_integration` Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options IntegrationConfig
  */
  public constructor(scope: Construct, id: string, config: IntegrationConfig) {
    super(scope, id, {
      terraformResourceType: 'crowdsec_integration',
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
    this._credentialsVersion = config.credentialsVersion;
    this._description = config.description;
    this._enableIpAggregation = config.enableIpAggregation;
    this._entityType = config.entityType;
    this._forceDestroy = config.forceDestroy;
    this._name = config.name;
    this._outputFormat = config.outputFormat;
    this._pullLimit = config.pullLimit;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // api_key - computed: true, optional: false, required: false
  public get apiKey() {
    return this.getStringAttribute('api_key');
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // credentials_version - computed: false, optional: true, required: false
  private _credentialsVersion?: string;
  public get credentialsVersion() {
    return this.getStringAttribute('credentials_version');
  }
  public set credentialsVersion(value: string) {
    this._credentialsVersion = value;
  }
  public resetCredentialsVersion() {
    this._credentialsVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get credentialsVersionInput() {
    return this._credentialsVersion;
  }

  // description - computed: false, optional: true, required: false
  private _description?: string;
  public get description() {
    return this.getStringAttribute('description');
  }
  public set description(value: string) {
    this._description = value;
  }
  public resetDescription() {
    this._description = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get descriptionInput() {
    return this._description;
  }

  // enable_ip_aggregation - computed: true, optional: true, required: false
  private _enableIpAggregation?: boolean | cdktf.IResolvable;
  public get enableIpAggregation() {
    return this.getBooleanAttribute('enable_ip_aggregation');
  }
  public set enableIpAggregation(value: boolean | cdktf.IResolvable) {
    this._enableIpAggregation = value;
  }
  public resetEnableIpAggregation() {
    this._enableIpAggregation = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get enableIpAggregationInput() {
    return this._enableIpAggregation;
  }

  // endpoint - computed: true, optional: false, required: false
  public get endpoint() {
    return this.getStringAttribute('endpoint');
  }

  // endpoint_with_credentials - computed: true, optional: false, required: false
  public get endpointWithCredentials() {
    return this.getStringAttribute('endpoint_with_credentials');
  }

  // entity_type - computed: true, optional: true, required: false
  private _entityType?: string;
  public get entityType() {
    return this.getStringAttribute('entity_type');
  }
  public set entityType(value: string) {
    this._entityType = value;
  }
  public resetEntityType() {
    this._entityType = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get entityTypeInput() {
    return this._entityType;
  }

  // force_destroy - computed: true, optional: true, required: false
  private _forceDestroy?: boolean | cdktf.IResolvable;
  public get forceDestroy() {
    return this.getBooleanAttribute('force_destroy');
  }
  public set forceDestroy(value: boolean | cdktf.IResolvable) {
    this._forceDestroy = value;
  }
  public resetForceDestroy() {
    this._forceDestroy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get forceDestroyInput() {
    return this._forceDestroy;
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // lapi_url - computed: true, optional: false, required: false
  public get lapiUrl() {
    return this.getStringAttribute('lapi_url');
  }

  // name - computed: false, optional: false, required: true
  private _name?: string;
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // organization_id - computed: true, optional: false, required: false
  public get organizationId() {
    return this.getStringAttribute('organization_id');
  }

  // output_format - computed: false, optional: false, required: true
  private _outputFormat?: string;
  public get outputFormat() {
    return this.getStringAttribute('output_format');
  }
  public set outputFormat(value: string) {
    this._outputFormat = value;
  }
  // Temporarily expose input value. Use with caution.
  public get outputFormatInput() {
    return this._outputFormat;
  }

  // password - computed: true, optional: false, required: false
  public get password() {
    return this.getStringAttribute('password');
  }

  // pull_limit - computed: false, optional: true, required: false
  private _pullLimit?: number;
  public get pullLimit() {
    return this.getNumberAttribute('pull_limit');
  }
  public set pullLimit(value: number) {
    this._pullLimit = value;
  }
  public resetPullLimit() {
    this._pullLimit = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get pullLimitInput() {
    return this._pullLimit;
  }

  // username - computed: true, optional: false, required: false
  public get username() {
    return this.getStringAttribute('username');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      credentials_version: cdktf.stringToTerraform(this._credentialsVersion),
      description: cdktf.stringToTerraform(this._description),
      enable_ip_aggregation: cdktf.booleanToTerraform(this._enableIpAggregation),
      entity_type: cdktf.stringToTerraform(this._entityType),
      force_destroy: cdktf.booleanToTerraform(this._forceDestroy),
      name: cdktf.stringToTerraform(this._name),
      output_format: cdktf.stringToTerraform(this._outputFormat),
      pull_limit: cdktf.numberToTerraform(this._pullLimit),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      credentials_version: {
        value: cdktf.stringToHclTerraform(this._credentialsVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      description: {
        value: cdktf.stringToHclTerraform(this._description),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      enable_ip_aggregation: {
        value: cdktf.booleanToHclTerraform(this._enableIpAggregation),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      entity_type: {
        value: cdktf.stringToHclTerraform(this._entityType),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      force_destroy: {
        value: cdktf.booleanToHclTerraform(this._forceDestroy),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      output_format: {
        value: cdktf.stringToHclTerraform(this._outputFormat),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      pull_limit: {
        value: cdktf.numberToHclTerraform(this._pullLimit),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
