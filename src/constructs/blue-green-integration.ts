import { Construct } from 'constructs';
import { invalidValue, isKnown, oneOf, onlyKnown, onValidate } from '../synth';
import { BlocklistSubscription, BlocklistSubscriptionOptions } from './blocklist-subscription';
import { CveSubscription } from './cve-subscription';
import { subscribesOneColor } from './errors';
import { FingerprintSubscription } from './fingerprint-subscription';
import { Integration, IntegrationProps } from './integration';
import { IntegrationBase } from './integration-base';
import { CrowdsecProvider } from './provider';
import { subscriptionsOf } from './subscription-register';
import { VendorSubscription } from './vendor-subscription';

/** The two integrations that take turns. */
export enum Color {
  /** Has the name, and in Terraform the addresses, that an `Integration` of the same id has. */
  BLUE = 'blue',
  /** Has the name with `-green` behind it. */
  GREEN = 'green',
}

/** `name` is blue's. A change of `credentialsVersion` ends the credentials of both colours at once: for a secret that leaked. */
export interface BlueGreenIntegrationProps extends IntegrationProps {
  /**
   * The colour that firewalls and remediation components are given. A change updates what holds endpoint and credentials, in place;
   * have the other colour deployed before it, as `standby`, and after it until every device has pulled.
   */
  readonly active: Color;

  /**
   * Whether the other colour is there too, with the same settings and subscriptions. A change makes it, or destroys it.
   * @default false
   */
  readonly standby?: boolean;
}

/** Blue lies where the toolkit leaves a construct out of addresses, so that an `Integration` becomes one of these without being moved. */
const IDS: { readonly [color in Color]: string } = { [Color.BLUE]: 'Default', [Color.GREEN]: 'green' };

/**
 * An integration that gets new credentials without a gap: a second one is made beside it, the firewalls are moved to that, then the
 * first is retired. Each is a deployment of its own: `standby: true`; the other colour in `active`; `standby` left out. Firewalls take
 * it as they take an `Integration`, for which it can also be exchanged: with `active: Color.BLUE` nothing changes.
 */
export class BlueGreenIntegration extends IntegrationBase {
  /** The integrations that are there: the active one, then the other. */
  readonly integrations: Integration[];
  /** Form in which the blocklist is served. */
  readonly outputFormat: string;
  /** The provider that manages it, undefined for the stack's own. */
  readonly provider?: CrowdsecProvider;
  /** @internal */
  protected readonly _knownName: string;
  private readonly active: Integration;

  constructor(scope: Construct, id: string, props: BlueGreenIntegrationProps) {
    super(scope, id);
    const { active, standby, name = this.node.path.split('/').join('-'), ...config } = props;
    this.checkChoice({ active, standby });
    const names = { [Color.BLUE]: name, [Color.GREEN]: `${name}-green` };
    const other = active === Color.BLUE ? Color.GREEN : Color.BLUE;
    this.integrations = (standby ? [active, other] : [active]).map((color) => (
      new Integration(this, IDS[color], { ...config, name: names[color] })
    ));
    this.active = this.integrations[0];
    this.node.defaultChild = this.active.node.defaultChild;
    this.outputFormat = props.outputFormat;
    this.provider = props.provider;
    this._knownName = names[active];
    onValidate(this, () => subscriptionsOf(this).map(({ construct }) => subscribesOneColor(construct, this)));
  }

  /** Id of the active one at the service. */
  get integrationId(): string {
    return this.active.integrationId;
  }

  /** Name of the active one. */
  get integrationName(): string {
    return this.active.integrationName;
  }

  /** URL under which the active one's blocklist is pulled. */
  get endpoint(): string {
    return this.active.endpoint;
  }

  /** The endpoint with user name and password percent-encoded into it. Sensitive. */
  get endpointWithCredentials(): string {
    return this.active.endpointWithCredentials;
  }

  /** User name for the endpoint. */
  get username(): string {
    return this.active.username;
  }

  /** Password for the endpoint. Sensitive. */
  get password(): string {
    return this.active.password;
  }

  /** API key of a remediation component. Sensitive. */
  get apiKey(): string {
    return this.active.apiKey;
  }

  /** What a remediation component takes as its `api_url`, with the trailing `/`. */
  get lapiUrl(): string {
    return this.active.lapiUrl;
  }

  /** Vendors that it subscribes to in this app. */
  get vendors(): string[] {
    return this.active.vendors;
  }

  /** CVEs that it subscribes to in this app. */
  get cves(): string[] {
    return this.active.cves;
  }

  /** Fingerprint rules that it subscribes to in this app. */
  get fingerprints(): string[] {
    return this.active.fingerprints;
  }

  /** Ids of the blocklists that it subscribes to in this app. */
  get blocklists(): string[] {
    return this.active.blocklists;
  }

  /**
   * Subscribes both colours to all CVEs and reconnaissance rules of a vendor. Answers the active one's subscription.
   * @param vendor name of the vendor, as the catalogue writes it: `Microsoft`
   */
  subscribeToVendor(vendor: string): VendorSubscription {
    return this.integrations.map((one) => one.subscribeToVendor(vendor))[0];
  }

  /**
   * Subscribes both colours to the addresses that exploit a CVE. Answers the active one's subscription.
   * @param cve id of the CVE: `CVE-YYYY-N…`
   */
  subscribeToCve(cve: string): CveSubscription {
    return this.integrations.map((one) => one.subscribeToCve(cve))[0];
  }

  /**
   * Subscribes both colours to the addresses that a fingerprint rule sees. Answers the active one's subscription.
   * @param fingerprint id of the rule: `microsoft-exchange`
   */
  subscribeToFingerprint(fingerprint: string): FingerprintSubscription {
    return this.integrations.map((one) => one.subscribeToFingerprint(fingerprint))[0];
  }

  /**
   * Subscribes both colours to a blocklist. Answers the active one's subscription.
   * @param blocklistId its id, 24 hexadecimal digits
   */
  subscribeToBlocklist(blocklistId: string, options: BlocklistSubscriptionOptions = {}): BlocklistSubscription {
    return this.integrations.map((one) => one.subscribeToBlocklist(blocklistId, options))[0];
  }

  /**
   * Adds Terraform outputs of the active one, as those of `Integration` are.
   * @param prefix starts the outputs' names. Default: the construct's id
   */
  addOutputs(prefix: string = this.node.id): void {
    this.active.addOutputs(prefix);
  }

  /** At once: what is made follows from it. JavaScript passes anything. */
  private checkChoice({ active, standby }: Pick<BlueGreenIntegrationProps, 'active' | 'standby'>): void {
    for (const [prop, value] of Object.entries({ active, standby })) {
      if (value !== undefined && !isKnown<unknown>(value)) throw new Error(onlyKnown(this, prop, 'what is made follows from it'));
    }
    const problem = oneOf(active, 'colour', Object.values(Color));
    if (problem) throw new Error(invalidValue(this, 'active', problem));
    if (standby !== undefined && typeof standby !== 'boolean') {
      throw new Error(invalidValue(this, 'standby', `"${standby}" is neither true nor false; the colour that stands by is the one that is not active`));
    }
  }
}
