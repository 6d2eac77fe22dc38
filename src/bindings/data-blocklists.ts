// Generated from the provider's schema by scripts/bindings.ts. Do not edit.

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataCrowdsecBlocklistsConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only blocklists of these categories, by name. Default: all of them.
  *
  * Terraform name: `category`
  */
  readonly category?: string[];
  /**
  * Only blocklists that nothing of the organisation subscribes to. Default: `false`.
  *
  * Terraform name: `exclude_subscribed`
  */
  readonly excludeSubscribed?: boolean | cdktf.IResolvable;
  /**
  * Kinds of blocklists to list. Default: private and shared ones; public ones come only when asked for. Any of `public`, `private`, `shared`, `all`.
  *
  * Terraform name: `include_filter`
  */
  readonly includeFilter?: string[];
  /**
  * Only blocklists that something of the organisation subscribes to. Default: `false`.
  *
  * Terraform name: `subscribed_only`
  */
  readonly subscribedOnly?: boolean | cdktf.IResolvable;
}
export interface DataCrowdsecBlocklistsBlocklists {
}

export function dataCrowdsecBlocklistsBlocklistsToTerraform(struct?: DataCrowdsecBlocklistsBlocklists): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataCrowdsecBlocklistsBlocklistsToHclTerraform(struct?: DataCrowdsecBlocklistsBlocklists): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataCrowdsecBlocklistsBlocklistsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): DataCrowdsecBlocklistsBlocklists | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataCrowdsecBlocklistsBlocklists | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // categories - computed: true, optional: false, required: false
  public get categories() {
    return this.getListAttribute('categories');
  }

  // created_at - computed: true, optional: false, required: false
  public get createdAt() {
    return this.getStringAttribute('created_at');
  }

  // description - computed: true, optional: false, required: false
  public get description() {
    return this.getStringAttribute('description');
  }

  // entry_count - computed: true, optional: false, required: false
  public get entryCount() {
    return this.getNumberAttribute('entry_count');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // is_private - computed: true, optional: false, required: false
  public get isPrivate() {
    return this.getBooleanAttribute('is_private');
  }

  // label - computed: true, optional: false, required: false
  public get label() {
    return this.getStringAttribute('label');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // pricing_tier - computed: true, optional: false, required: false
  public get pricingTier() {
    return this.getStringAttribute('pricing_tier');
  }

  // source - computed: true, optional: false, required: false
  public get source() {
    return this.getStringAttribute('source');
  }

  // tags - computed: true, optional: false, required: false
  public get tags() {
    return this.getListAttribute('tags');
  }

  // updated_at - computed: true, optional: false, required: false
  public get updatedAt() {
    return this.getStringAttribute('updated_at');
  }
}

export class DataCrowdsecBlocklistsBlocklistsList extends cdktf.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): DataCrowdsecBlocklistsBlocklistsOutputReference {
    return new DataCrowdsecBlocklistsBlocklistsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a `crowdsec_blocklists`
*/
export class DataCrowdsecBlocklists extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "crowdsec_blocklists";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataCrowdsecBlocklists resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataCrowdsecBlocklists to import
  * @param importFromId The id of the existing DataCrowdsecBlocklists that should be imported. Refer to the `import section` in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataCrowdsecBlocklists to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "crowdsec_blocklists", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new `crowdsec_blocklists` Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataCrowdsecBlocklistsConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataCrowdsecBlocklistsConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'crowdsec_blocklists',
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
    this._category = config.category;
    this._excludeSubscribed = config.excludeSubscribed;
    this._includeFilter = config.includeFilter;
    this._subscribedOnly = config.subscribedOnly;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // blocklists - computed: true, optional: false, required: false
  private _blocklists = new DataCrowdsecBlocklistsBlocklistsList(this, "blocklists", false);
  public get blocklists() {
    return this._blocklists;
  }

  // category - computed: false, optional: true, required: false
  private _category?: string[];
  public get category() {
    return cdktf.Fn.tolist(this.getListAttribute('category'));
  }
  public set category(value: string[]) {
    this._category = value;
  }
  public resetCategory() {
    this._category = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get categoryInput() {
    return this._category;
  }

  // exclude_subscribed - computed: false, optional: true, required: false
  private _excludeSubscribed?: boolean | cdktf.IResolvable;
  public get excludeSubscribed() {
    return this.getBooleanAttribute('exclude_subscribed');
  }
  public set excludeSubscribed(value: boolean | cdktf.IResolvable) {
    this._excludeSubscribed = value;
  }
  public resetExcludeSubscribed() {
    this._excludeSubscribed = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get excludeSubscribedInput() {
    return this._excludeSubscribed;
  }

  // ids - computed: true, optional: false, required: false
  public get ids() {
    return this.getListAttribute('ids');
  }

  // include_filter - computed: false, optional: true, required: false
  private _includeFilter?: string[];
  public get includeFilter() {
    return cdktf.Fn.tolist(this.getListAttribute('include_filter'));
  }
  public set includeFilter(value: string[]) {
    this._includeFilter = value;
  }
  public resetIncludeFilter() {
    this._includeFilter = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get includeFilterInput() {
    return this._includeFilter;
  }

  // subscribed_only - computed: false, optional: true, required: false
  private _subscribedOnly?: boolean | cdktf.IResolvable;
  public get subscribedOnly() {
    return this.getBooleanAttribute('subscribed_only');
  }
  public set subscribedOnly(value: boolean | cdktf.IResolvable) {
    this._subscribedOnly = value;
  }
  public resetSubscribedOnly() {
    this._subscribedOnly = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get subscribedOnlyInput() {
    return this._subscribedOnly;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      category: cdktf.listMapper(cdktf.stringToTerraform, false)(this._category),
      exclude_subscribed: cdktf.booleanToTerraform(this._excludeSubscribed),
      include_filter: cdktf.listMapper(cdktf.stringToTerraform, false)(this._includeFilter),
      subscribed_only: cdktf.booleanToTerraform(this._subscribedOnly),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      category: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._category),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      exclude_subscribed: {
        value: cdktf.booleanToHclTerraform(this._excludeSubscribed),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      include_filter: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._includeFilter),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      subscribed_only: {
        value: cdktf.booleanToHclTerraform(this._subscribedOnly),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
