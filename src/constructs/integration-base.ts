import { Fn } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { checkCapacity, checkContentPageSize, ContentPages, contentPages, OutputFormat, ROOT_CERTIFICATE, SubscriptionKind } from '../model';
import { inSameStack, invalidValue, isKnown, onlyKnown, stableId } from '../synth';
import { BlocklistSubscription, BlocklistSubscriptionOptions } from './blocklist-subscription';
import { CveSubscription } from './cve-subscription';
import { notPaged } from './errors';
import { FingerprintSubscription } from './fingerprint-subscription';
import { Connection, ConnectionOptions, IIntegration, PageUrlsOptions } from './integration-types';
import { CrowdsecProvider } from './provider';
import { keysOf, noteRepeat } from './subscription-register';
import { VendorSubscription } from './vendor-subscription';

/**
 * What an integration does, wherever it comes from.
 * @internal
 */
export abstract class IntegrationBase extends Construct implements IIntegration {
  abstract readonly integrationId: string;
  abstract readonly integrationName: string;
  abstract readonly outputFormat: string;
  abstract readonly endpoint: string;
  abstract readonly endpointWithCredentials: string;
  abstract readonly username: string;
  abstract readonly password: string;
  abstract readonly apiKey: string;
  abstract readonly lapiUrl: string;
  abstract readonly provider?: CrowdsecProvider;
  /**
   * The name where the app states it, undefined where it is looked up by id.
   * @internal
   */
  protected abstract readonly _knownName?: string;
  /**
   * The id where the app states it, undefined where it is declared or looked up by name.
   * @internal
   */
  protected readonly _knownId?: string;

  /**
   * Subscribes to all CVEs and reconnaissance rules of a vendor, those to come included.
   * @param vendor name of the vendor, as the catalogue writes it: `Microsoft`
   */
  subscribeToVendor(vendor: string): VendorSubscription {
    return this.subscription('vendor', vendor, (id) => new VendorSubscription(this, id, { integration: this, vendor }));
  }

  /**
   * Subscribes to the addresses that exploit a CVE.
   * @param cve id of the CVE: `CVE-YYYY-N…`
   */
  subscribeToCve(cve: string): CveSubscription {
    return this.subscription('cve', cve, (id) => new CveSubscription(this, id, { integration: this, cve }));
  }

  /**
   * Subscribes to the addresses that a fingerprint rule sees.
   * @param fingerprint id of the rule: `microsoft-exchange`
   */
  subscribeToFingerprint(fingerprint: string): FingerprintSubscription {
    return this.subscription('fingerprint', fingerprint, (id) => new FingerprintSubscription(this, id, { integration: this, fingerprint }));
  }

  /**
   * Subscribes to a blocklist of CrowdSec's catalogue, or to one of your own.
   * @param blocklistId its id, 24 hexadecimal digits
   */
  subscribeToBlocklist(blocklistId: string, options: BlocklistSubscriptionOptions = {}): BlocklistSubscription {
    return this.subscription('blocklist', blocklistId, (id) => (
      new BlocklistSubscription(this, id, { integration: this, blocklistId, ...options })
    ));
  }

  /** Vendors that it subscribes to in this app. */
  get vendors(): string[] {
    return keysOf(this, 'vendor');
  }

  /** CVEs that it subscribes to in this app. */
  get cves(): string[] {
    return keysOf(this, 'cve');
  }

  /** Fingerprint rules that it subscribes to in this app. */
  get fingerprints(): string[] {
    return keysOf(this, 'fingerprint');
  }

  /** Ids of the blocklists that it subscribes to in this app. */
  get blocklists(): string[] {
    return keysOf(this, 'blocklist');
  }

  /** The URLs of the blocklist's pages, one after the other, for devices that cap a list. */
  pageUrls(options: PageUrlsOptions): string[] {
    const { capacity } = options;
    const format = isKnown(this.outputFormat) ? this.outputFormat : undefined;
    if (format === OutputFormat.REMEDIATION_COMPONENT) throw new Error(notPaged(this, format));
    for (const prop of ['capacity', 'pageSize'] as const) {
      const value = options[prop];
      if (value !== undefined && !isKnown(value)) throw new Error(onlyKnown(this, prop, 'the number of URLs follows from it'));
    }
    const problem = checkCapacity(capacity);
    if (problem) throw new Error(invalidValue(this, 'capacity', problem));
    const { pages, pageSize } = this.pages(capacity, format, options.pageSize);
    const url = options.withCredentials ? this.endpointWithCredentials : this.endpoint;
    return Array.from({ length: pages }, (_, i) => `${url}?page=${i + 1}&page_size=${pageSize}`);
  }

  /** Everything a device needs to pull the blocklist, for devices that this package has no construct for. */
  connection(options: ConnectionOptions = {}): Connection {
    const rootCertificate = ROOT_CERTIFICATE;
    if (this.outputFormat === OutputFormat.REMEDIATION_COMPONENT) {
      return { urls: [this.lapiUrl], apiKey: this.apiKey, headerName: 'X-Api-Key', headerValue: this.apiKey, rootCertificate };
    }
    const { username, password } = this;
    const urls = options.capacity === undefined ? [this.endpoint] : this.pageUrls({ ...options, capacity: options.capacity });
    const headerValue = `Basic ${Fn.base64encode(`${username}:${password}`)}`;
    return { urls, username, password, headerName: 'Authorization', headerValue, rootCertificate };
  }

  /**
   * Whether both are one at the service, as far as the app tells: an id says so everywhere, a name only within an organisation.
   * @internal
   */
  _isSame(other: IntegrationBase): boolean {
    if (this === other) return true;
    if (isKnown(this._knownId) && this._knownId === other._knownId) return true;
    const sameOrganisation = inSameStack(this, other) && this.provider === other.provider;
    return sameOrganisation && isKnown(this._knownName) && this._knownName === other._knownName;
  }

  private pages(capacity: number, format: string | undefined, pageSize: number | undefined): ContentPages {
    const name = isKnown(this._knownName) ? this._knownName : undefined;
    // What fits every paged format, where this one is not known.
    const fitting = contentPages(capacity, format ?? OutputFormat.MIKROTIK, name);
    const problem = checkContentPageSize(pageSize ?? fitting.pageSize, format ?? OutputFormat.PLAIN_TEXT, name);
    if (problem) throw new Error(invalidValue(this, 'pageSize', problem));
    return pageSize === undefined ? fitting : { pages: Math.ceil(capacity / pageSize), pageSize };
  }

  /** The child that is named after its key, so that neither order nor number of the others moves it. */
  private subscription<T extends IConstruct>(kind: SubscriptionKind, key: string, make: (id: string) => T): T {
    const id = `${kind}-${stableId(this, key)}`;
    const there = this.node.tryFindChild(id);
    if (!there) return make(id);
    noteRepeat(there, this, kind, key);
    return there as T;
  }
}
