// Generated from the provider's schema by scripts/bindings.ts. Do not edit.

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface CrowdsecProviderConfig {
  /**
  * Key of the organisation, made in the CrowdSec console. Default: the environment variable `CROWDSEC_SERVICE_API_KEY`, else `CROWDSEC_SAPI_KEY` (both may be set only if they hold the same key). Prefer the environment: a key written into the configuration ends up wherever that is kept.
  *
  * Terraform name: `api_key`
  */
  readonly apiKey?: string;
  /**
  * Base URL of the Service API. Default: the environment variable `CROWDSEC_SERVICE_API_URL`, else `https://admin.api.crowdsec.net/v1`. Plain `http` is refused unless the host is loopback, because it would show the key to the network.
  *
  * Terraform name: `api_url`
  */
  readonly apiUrl?: string;
  /**
  * Certificates in PEM form that are trusted beside those that Node.js knows, for a proxy that ends TLS. Default: none.
  *
  * Terraform name: `ca_certificate_pem`
  */
  readonly caCertificatePem?: string;
  /**
  * Id of the organisation that the key must belong to. It is compared before the first request of a run, so that a wrong key changes nothing in the wrong organisation. Default: not compared.
  *
  * Terraform name: `expected_organization_id`
  */
  readonly expectedOrganizationId?: string;
  /**
  * Repeats of a request after its first attempt: after 429, and after lost connections, time-outs and the statuses 502, 503 and 504 where repeating does no harm; a write that may have been carried out is looked for first. A `Retry-After` of more than two minutes is not waited for. 0 turns repeating off. Default: 5.
  *
  * Terraform name: `max_retries`
  */
  readonly maxRetries?: number;
  /**
  * Bound of one request in seconds, from its connection to the end of its answer, from 0.1 to 600; each repeat has it anew. Default: 30.
  *
  * Terraform name: `request_timeout_seconds`
  */
  readonly requestTimeoutSeconds?: number;
  /**
  * Most requests that any second sees, at the service too, from 0.01 to 10,000. It holds for each run and each `provider` block by itself. Default: unlimited; a service that answers 429 is waited for all the same.
  *
  * Terraform name: `requests_per_second`
  */
  readonly requestsPerSecond?: number;
  /**
  * Alias name
  *
  * Terraform name: `alias`
  */
  readonly alias?: string;
}

/**
* Represents a `crowdsec`
*/
export class CrowdsecProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "crowdsec";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a CrowdsecProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the CrowdsecProvider to import
  * @param importFromId The id of the existing CrowdsecProvider that should be imported. Refer to the `import section` in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the CrowdsecProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "crowdsec", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new `crowdsec` Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options CrowdsecProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: CrowdsecProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'crowdsec',
      terraformGeneratorMetadata: {
        providerName: 'crowdsec'
      },
      terraformProviderSource: 'terraform.local/crowdsec/crowdsec'
    });
    this._apiKey = config.apiKey;
    this._apiUrl = config.apiUrl;
    this._caCertificatePem = config.caCertificatePem;
    this._expectedOrganizationId = config.expectedOrganizationId;
    this._maxRetries = config.maxRetries;
    this._requestTimeoutSeconds = config.requestTimeoutSeconds;
    this._requestsPerSecond = config.requestsPerSecond;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // api_key - computed: false, optional: true, required: false
  private _apiKey?: string;
  public get apiKey() {
    return this._apiKey;
  }
  public set apiKey(value: string | undefined) {
    this._apiKey = value;
  }
  public resetApiKey() {
    this._apiKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiKeyInput() {
    return this._apiKey;
  }

  // api_url - computed: false, optional: true, required: false
  private _apiUrl?: string;
  public get apiUrl() {
    return this._apiUrl;
  }
  public set apiUrl(value: string | undefined) {
    this._apiUrl = value;
  }
  public resetApiUrl() {
    this._apiUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiUrlInput() {
    return this._apiUrl;
  }

  // ca_certificate_pem - computed: false, optional: true, required: false
  private _caCertificatePem?: string;
  public get caCertificatePem() {
    return this._caCertificatePem;
  }
  public set caCertificatePem(value: string | undefined) {
    this._caCertificatePem = value;
  }
  public resetCaCertificatePem() {
    this._caCertificatePem = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get caCertificatePemInput() {
    return this._caCertificatePem;
  }

  // expected_organization_id - computed: false, optional: true, required: false
  private _expectedOrganizationId?: string;
  public get expectedOrganizationId() {
    return this._expectedOrganizationId;
  }
  public set expectedOrganizationId(value: string | undefined) {
    this._expectedOrganizationId = value;
  }
  public resetExpectedOrganizationId() {
    this._expectedOrganizationId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get expectedOrganizationIdInput() {
    return this._expectedOrganizationId;
  }

  // max_retries - computed: false, optional: true, required: false
  private _maxRetries?: number;
  public get maxRetries() {
    return this._maxRetries;
  }
  public set maxRetries(value: number | undefined) {
    this._maxRetries = value;
  }
  public resetMaxRetries() {
    this._maxRetries = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxRetriesInput() {
    return this._maxRetries;
  }

  // request_timeout_seconds - computed: false, optional: true, required: false
  private _requestTimeoutSeconds?: number;
  public get requestTimeoutSeconds() {
    return this._requestTimeoutSeconds;
  }
  public set requestTimeoutSeconds(value: number | undefined) {
    this._requestTimeoutSeconds = value;
  }
  public resetRequestTimeoutSeconds() {
    this._requestTimeoutSeconds = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requestTimeoutSecondsInput() {
    return this._requestTimeoutSeconds;
  }

  // requests_per_second - computed: false, optional: true, required: false
  private _requestsPerSecond?: number;
  public get requestsPerSecond() {
    return this._requestsPerSecond;
  }
  public set requestsPerSecond(value: number | undefined) {
    this._requestsPerSecond = value;
  }
  public resetRequestsPerSecond() {
    this._requestsPerSecond = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get requestsPerSecondInput() {
    return this._requestsPerSecond;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string;
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      api_key: cdktf.stringToTerraform(this._apiKey),
      api_url: cdktf.stringToTerraform(this._apiUrl),
      ca_certificate_pem: cdktf.stringToTerraform(this._caCertificatePem),
      expected_organization_id: cdktf.stringToTerraform(this._expectedOrganizationId),
      max_retries: cdktf.numberToTerraform(this._maxRetries),
      request_timeout_seconds: cdktf.numberToTerraform(this._requestTimeoutSeconds),
      requests_per_second: cdktf.numberToTerraform(this._requestsPerSecond),
      alias: cdktf.stringToTerraform(this._alias),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      api_key: {
        value: cdktf.stringToHclTerraform(this._apiKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      api_url: {
        value: cdktf.stringToHclTerraform(this._apiUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ca_certificate_pem: {
        value: cdktf.stringToHclTerraform(this._caCertificatePem),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      expected_organization_id: {
        value: cdktf.stringToHclTerraform(this._expectedOrganizationId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      max_retries: {
        value: cdktf.numberToHclTerraform(this._maxRetries),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      request_timeout_seconds: {
        value: cdktf.numberToHclTerraform(this._requestTimeoutSeconds),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      requests_per_second: {
        value: cdktf.numberToHclTerraform(this._requestsPerSecond),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
