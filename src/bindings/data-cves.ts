// Generated from the provider's schema by scripts/bindings.ts. Do not edit.

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataCrowdsecCvesConfig extends cdktf.TerraformMetaArguments {
  /**
  * Only CVEs in this phase of exploitation. Default: all of them. One of `insufficient_data`, `early_exploitation`, `rapid_escalation`, `active_exploitation`, `background_noise`, `limited_exploitation`, `fresh_and_popular`, `targeted_exploitation`, `mass_exploitation`, `unpopular`, `wearing_out`, `unclassified`.
  *
  * Terraform name: `exploitation_phase`
  */
  readonly exploitationPhase?: string;
  /**
  * Only CVEs whose `crowdsec_score` is at least this, 0 to 10. Default: all of them.
  *
  * Terraform name: `min_score`
  */
  readonly minScore?: number;
  /**
  * Text that the CVEs must match. Default: all of them.
  *
  * Terraform name: `query`
  */
  readonly query?: string;
  /**
  * What the CVEs are sorted by. Default: `rule_release_date`. One of `rule_release_date`, `trending`, `nb_ips`, `name`, `first_seen`.
  *
  * Terraform name: `sort_by`
  */
  readonly sortBy?: string;
  /**
  * Direction of sorting. Default: `desc`. One of `asc`, `desc`.
  *
  * Terraform name: `sort_order`
  */
  readonly sortOrder?: string;
}
export interface DataCrowdsecCvesCvesAffectedComponents {
}

export function dataCrowdsecCvesCvesAffectedComponentsToTerraform(struct?: DataCrowdsecCvesCvesAffectedComponents): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataCrowdsecCvesCvesAffectedComponentsToHclTerraform(struct?: DataCrowdsecCvesCvesAffectedComponents): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataCrowdsecCvesCvesAffectedComponentsOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataCrowdsecCvesCvesAffectedComponents | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataCrowdsecCvesCvesAffectedComponents | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // product - computed: true, optional: false, required: false
  public get product() {
    return this.getStringAttribute('product');
  }

  // vendor - computed: true, optional: false, required: false
  public get vendor() {
    return this.getStringAttribute('vendor');
  }
}

export class DataCrowdsecCvesCvesAffectedComponentsList extends cdktf.ComplexList {

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
  public get(index: number): DataCrowdsecCvesCvesAffectedComponentsOutputReference {
    return new DataCrowdsecCvesCvesAffectedComponentsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataCrowdsecCvesCves {
}

export function dataCrowdsecCvesCvesToTerraform(struct?: DataCrowdsecCvesCves): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataCrowdsecCvesCvesToHclTerraform(struct?: DataCrowdsecCvesCves): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataCrowdsecCvesCvesOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataCrowdsecCvesCves | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataCrowdsecCvesCves | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // affected_components - computed: true, optional: false, required: false
  private _affectedComponents = new DataCrowdsecCvesCvesAffectedComponentsList(this, "affected_components", false);
  public get affectedComponents() {
    return this._affectedComponents;
  }

  // crowdsec_score - computed: true, optional: false, required: false
  public get crowdsecScore() {
    return this.getNumberAttribute('crowdsec_score');
  }

  // cvss_score - computed: true, optional: false, required: false
  public get cvssScore() {
    return this.getNumberAttribute('cvss_score');
  }

  // exploitation_phase - computed: true, optional: false, required: false
  public get exploitationPhase() {
    return this.getStringAttribute('exploitation_phase');
  }

  // first_seen - computed: true, optional: false, required: false
  public get firstSeen() {
    return this.getStringAttribute('first_seen');
  }

  // has_public_exploit - computed: true, optional: false, required: false
  public get hasPublicExploit() {
    return this.getBooleanAttribute('has_public_exploit');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // last_seen - computed: true, optional: false, required: false
  public get lastSeen() {
    return this.getStringAttribute('last_seen');
  }

  // momentum_score - computed: true, optional: false, required: false
  public get momentumScore() {
    return this.getNumberAttribute('momentum_score');
  }

  // name - computed: true, optional: false, required: false
  public get name() {
    return this.getStringAttribute('name');
  }

  // nb_ips - computed: true, optional: false, required: false
  public get nbIps() {
    return this.getNumberAttribute('nb_ips');
  }

  // opportunity_score - computed: true, optional: false, required: false
  public get opportunityScore() {
    return this.getNumberAttribute('opportunity_score');
  }

  // published_date - computed: true, optional: false, required: false
  public get publishedDate() {
    return this.getStringAttribute('published_date');
  }

  // rule_release_date - computed: true, optional: false, required: false
  public get ruleReleaseDate() {
    return this.getStringAttribute('rule_release_date');
  }

  // title - computed: true, optional: false, required: false
  public get title() {
    return this.getStringAttribute('title');
  }
}

export class DataCrowdsecCvesCvesList extends cdktf.ComplexList {

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
  public get(index: number): DataCrowdsecCvesCvesOutputReference {
    return new DataCrowdsecCvesCvesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}

/**
* Represents a `crowdsec_cves`
*/
export class DataCrowdsecCves extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "crowdsec_cves";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataCrowdsecCves resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataCrowdsecCves to import
  * @param importFromId The id of the existing DataCrowdsecCves that should be imported. Refer to the `import section` in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataCrowdsecCves to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "crowdsec_cves", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new `crowdsec_cves` Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataCrowdsecCvesConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataCrowdsecCvesConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'crowdsec_cves',
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
    this._exploitationPhase = config.exploitationPhase;
    this._minScore = config.minScore;
    this._query = config.query;
    this._sortBy = config.sortBy;
    this._sortOrder = config.sortOrder;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // cves - computed: true, optional: false, required: false
  private _cves = new DataCrowdsecCvesCvesList(this, "cves", false);
  public get cves() {
    return this._cves;
  }

  // exploitation_phase - computed: false, optional: true, required: false
  private _exploitationPhase?: string;
  public get exploitationPhase() {
    return this.getStringAttribute('exploitation_phase');
  }
  public set exploitationPhase(value: string) {
    this._exploitationPhase = value;
  }
  public resetExploitationPhase() {
    this._exploitationPhase = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get exploitationPhaseInput() {
    return this._exploitationPhase;
  }

  // ids - computed: true, optional: false, required: false
  public get ids() {
    return this.getListAttribute('ids');
  }

  // min_score - computed: false, optional: true, required: false
  private _minScore?: number;
  public get minScore() {
    return this.getNumberAttribute('min_score');
  }
  public set minScore(value: number) {
    this._minScore = value;
  }
  public resetMinScore() {
    this._minScore = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get minScoreInput() {
    return this._minScore;
  }

  // query - computed: false, optional: true, required: false
  private _query?: string;
  public get query() {
    return this.getStringAttribute('query');
  }
  public set query(value: string) {
    this._query = value;
  }
  public resetQuery() {
    this._query = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get queryInput() {
    return this._query;
  }

  // sort_by - computed: false, optional: true, required: false
  private _sortBy?: string;
  public get sortBy() {
    return this.getStringAttribute('sort_by');
  }
  public set sortBy(value: string) {
    this._sortBy = value;
  }
  public resetSortBy() {
    this._sortBy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sortByInput() {
    return this._sortBy;
  }

  // sort_order - computed: false, optional: true, required: false
  private _sortOrder?: string;
  public get sortOrder() {
    return this.getStringAttribute('sort_order');
  }
  public set sortOrder(value: string) {
    this._sortOrder = value;
  }
  public resetSortOrder() {
    this._sortOrder = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sortOrderInput() {
    return this._sortOrder;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      exploitation_phase: cdktf.stringToTerraform(this._exploitationPhase),
      min_score: cdktf.numberToTerraform(this._minScore),
      query: cdktf.stringToTerraform(this._query),
      sort_by: cdktf.stringToTerraform(this._sortBy),
      sort_order: cdktf.stringToTerraform(this._sortOrder),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      exploitation_phase: {
        value: cdktf.stringToHclTerraform(this._exploitationPhase),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      min_score: {
        value: cdktf.numberToHclTerraform(this._minScore),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      query: {
        value: cdktf.stringToHclTerraform(this._query),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      sort_by: {
        value: cdktf.stringToHclTerraform(this._sortBy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      sort_order: {
        value: cdktf.stringToHclTerraform(this._sortOrder),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
