import { Annotations, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import * as bindings from '../bindings';
import {
  checkDescription, checkEntityType, checkFormatFitsEntity, checkIntegrationName, checkOutputFormat, EntityType, OutputFormat,
} from '../model';
import {
  checkProp, checkRequired, isKnown, literalArguments, onSynthesis, onValidate, RESOURCE_ID, StackRegister, visitedFromAbove,
} from '../synth';
import { invalidPrefix, nameTaken, noList, otherCredentials, outputTaken, unknownList, withoutSubscription } from './errors';
import { ImportedIntegration } from './imported-integration';
import { IntegrationBase } from './integration-base';
import { IIntegration, ImportedIntegrationOptions } from './integration-types';
import { CrowdsecProvider } from './provider';
import { providerFor } from './provider-for';
import { subscriptionsOf, repeatedSubscriptions } from './subscription-register';

/** What an integration subscribes to from the start. More is added with `subscribeToVendor` and the like. */
export interface IntegrationSubscriptions {
  /**
   * Names of vendors, as the catalogue writes them: `Microsoft`. Each brings all its CVEs and reconnaissance rules.
   * @default - none
   */
  readonly vendors?: string[];

  /**
   * Ids of CVEs: `CVE-2024-25600`.
   * @default - none
   */
  readonly cves?: string[];

  /**
   * Ids of fingerprint rules: `microsoft-exchange`.
   * @default - none
   */
  readonly fingerprints?: string[];

  /**
   * Ids of blocklists, 24 hexadecimal digits each.
   * @default - none
   */
  readonly blocklists?: string[];
}

export interface IntegrationProps {
  /**
   * Form in which the blocklist is served: what the firewall reads. A change among the firewall formats is made in place,
   * a change to or from `REMEDIATION_COMPONENT` replaces the integration.
   */
  readonly outputFormat: OutputFormat;

  /**
   * Name, unique in the organisation. A change renames the integration in place: endpoint, credentials and subscriptions stay.
   * @default - the construct's path, joined with `-`: the integration `edge` of the stack `production` is `production-edge`
   */
  readonly name?: string;

  /**
   * What the integration is for. A change is made in place; the service cannot clear it.
   * @default - none
   */
  readonly description?: string;

  /**
   * Most entries that one pull brings, a whole number, for devices that cap a list. A change is made in place.
   * @default - no limit
   */
  readonly pullLimit?: number;

  /**
   * Whether neighbouring addresses are served as ranges. A change is made in place.
   * @default false
   */
  readonly enableIpAggregation?: boolean;

  /**
   * What the integration serves, which must fit the output format. A change replaces the integration.
   * @default - what the output format belongs to
   */
  readonly entityType?: EntityType;

  /**
   * Any text. A change of it makes new credentials in place; the old ones end at once.
   * @default - none: the first credentials stay
   */
  readonly credentialsVersion?: string;

  /**
   * Whether destroying the integration also ends subscriptions that Terraform does not manage. Without it the service refuses to
   * delete an integration that still has some. Must be deployed before the destroy.
   * @default false
   */
  readonly forceDestroy?: boolean;

  /**
   * What it subscribes to. More is added with `subscribeToVendor` and the like.
   * @default - nothing
   */
  readonly subscriptions?: IntegrationSubscriptions;

  /**
   * The provider that manages it.
   * @default - the stack's own
   */
  readonly provider?: CrowdsecProvider;
}

/** Names are free only once. */
const INTEGRATIONS = new StackRegister<Integration>();

/** An endpoint at CrowdSec that serves the blocklists it subscribes to, in the form that one kind of firewall reads. */
export class Integration extends IntegrationBase {
  /**
   * An integration that exists, by its id. Its credentials cannot be read.
   * @param integrationId its id, 24 hexadecimal digits
   */
  static fromIntegrationId(scope: Construct, id: string, integrationId: string, options: ImportedIntegrationOptions = {}): IIntegration {
    return new ImportedIntegration(scope, id, 'integrationId', integrationId, options);
  }

  /**
   * An integration that exists, by its name. Its credentials cannot be read.
   * @param integrationName its name
   */
  static fromIntegrationName(scope: Construct, id: string, integrationName: string, options: ImportedIntegrationOptions = {}): IIntegration {
    return new ImportedIntegration(scope, id, 'integrationName', integrationName, options);
  }

  /** Id at the service, which never changes. */
  readonly integrationId: string;
  /** Name, unique in the organisation. */
  readonly integrationName: string;
  /** Form in which the blocklist is served. */
  readonly outputFormat: string;
  /** URL under which the blocklist is pulled. */
  readonly endpoint: string;
  /** The provider that manages it, undefined for the stack's own. */
  readonly provider?: CrowdsecProvider;
  /** @internal */
  protected readonly _knownName: string;
  private readonly resource: bindings.Integration;

  constructor(scope: Construct, id: string, props: IntegrationProps) {
    super(scope, id);
    const { subscriptions, provider, ...config } = props;
    const name = props.name ?? this.node.path.split('/').join('-');
    this.provider = provider;
    this._knownName = name;
    this.outputFormat = props.outputFormat;
    this.resource = new bindings.Integration(this, RESOURCE_ID, { ...literalArguments({ ...config, name }), provider: providerFor(this, provider) });
    this.integrationId = this.resource.id;
    this.integrationName = this.resource.name;
    this.endpoint = this.resource.endpoint;

    this.addChecks({ ...props, name });
    visitedFromAbove(this);
    this.keys('vendors', subscriptions).forEach((vendor) => this.subscribeToVendor(vendor));
    this.keys('cves', subscriptions).forEach((cve) => this.subscribeToCve(cve));
    this.keys('fingerprints', subscriptions).forEach((fingerprint) => this.subscribeToFingerprint(fingerprint));
    this.keys('blocklists', subscriptions).forEach((blocklistId) => this.subscribeToBlocklist(blocklistId));
  }

  /** The endpoint with user name and password percent-encoded into it, for devices that take nothing but a URL. Sensitive. */
  get endpointWithCredentials(): string {
    this.refuseUnlessFirewall('endpointWithCredentials');
    return this.resource.endpointWithCredentials;
  }

  /** User name for the endpoint. */
  get username(): string {
    this.refuseUnlessFirewall('username');
    return this.resource.username;
  }

  /** Password for the endpoint. Sensitive. */
  get password(): string {
    this.refuseUnlessFirewall('password');
    return this.resource.password;
  }

  /** API key of a remediation component. Sensitive. */
  get apiKey(): string {
    this.refuseUnlessRemediationComponent('apiKey');
    return this.resource.apiKey;
  }

  /** What a remediation component takes as its `api_url`, with the trailing `/`. */
  get lapiUrl(): string {
    this.refuseUnlessRemediationComponent('lapiUrl');
    return this.resource.lapiUrl;
  }

  /**
   * Adds Terraform outputs: `PREFIX_endpoint` and, sensitive, what opens it. For a firewall that is `PREFIX_username` and
   * `PREFIX_password`, of which the password is sensitive, for a remediation component `PREFIX_api_key`.
   * @param prefix starts the outputs' names. Default: the construct's id
   */
  addOutputs(prefix: string = this.node.id): void {
    if (!/^[A-Za-z_][\w-]*$/.test(prefix)) throw new Error(invalidPrefix(this, prefix));
    this.addOutput(`${prefix}_endpoint`, 'URL of the blocklist', this.endpoint, false);
    if (this.servesRemediationComponent) {
      this.addOutput(`${prefix}_api_key`, 'API key for the endpoint', this.apiKey, true);
    } else {
      this.addOutput(`${prefix}_username`, 'User name for the endpoint', this.username, false);
      this.addOutput(`${prefix}_password`, 'Password for the endpoint', this.password, true);
    }
  }

  /** One list of keys. The keys may be unknown until Terraform runs, their number not. */
  private keys(kind: keyof IntegrationSubscriptions, subscriptions?: IntegrationSubscriptions): string[] {
    const keys = subscriptions?.[kind] ?? [];
    if (!isKnown(keys)) throw new Error(unknownList(this, kind));
    if (!Array.isArray(keys)) throw new Error(noList(this, kind));
    return keys;
  }

  private addOutput(name: string, description: string, value: string, sensitive: boolean): void {
    // On the stack itself, so that `cdktf deploy` and `cdktf output` name it alike.
    const stack = TerraformStack.of(this);
    if (stack.node.tryFindChild(name)) throw new Error(outputTaken(this, name));
    const output = new TerraformOutput(stack, name, { description: `${description} of ${this.node.path}`, value, sensitive });
    output.overrideLogicalId(name);
  }

  private get servesRemediationComponent(): boolean {
    return this.outputFormat === OutputFormat.REMEDIATION_COMPONENT;
  }

  private refuseUnlessFirewall(prop: string): void {
    if (this.servesRemediationComponent) throw new Error(otherCredentials(this, prop, this.outputFormat, '"apiKey" and "lapiUrl"'));
  }

  private refuseUnlessRemediationComponent(prop: string): void {
    if (isKnown(this.outputFormat) && !this.servesRemediationComponent) {
      throw new Error(otherCredentials(this, prop, this.outputFormat, '"endpoint", "username" and "password"'));
    }
  }

  private addChecks(props: IntegrationProps & { readonly name: string }): void {
    const { outputFormat, entityType } = props;
    checkProp(this, 'name', props.name, checkIntegrationName);
    checkProp(this, 'description', props.description, checkDescription);
    checkRequired(this, 'outputFormat', outputFormat, checkOutputFormat);
    checkProp(this, 'entityType', entityType, (value) => (
      checkEntityType(value) ?? (isKnown(outputFormat) ? checkFormatFitsEntity(outputFormat, value) : undefined)
    ));
    checkProp(this, 'pullLimit', props.pullLimit, (value) => (
      Number.isSafeInteger(value) && value >= 0 ? undefined : `${value} is no limit; give a whole number of at least 0`
    ));
    onValidate(this, () => repeatedSubscriptions(this));
    INTEGRATIONS.note(this);
    onValidate(this, () => this.checkNameIsFree(props.name));
    onSynthesis(this, () => {
      if (subscriptionsOf(this).length === 0) Annotations.of(this).addWarning(withoutSubscription(this));
    });
  }

  /** The first of several with one name is fine: the others are told. */
  private checkNameIsFree(name: string): string[] {
    if (!isKnown(name)) return [];
    const first = INTEGRATIONS.find(this, (other) => other._knownName === name && other.provider === this.provider);
    return first && first !== this ? [nameTaken(this, name, first)] : [];
  }
}
