import { Construct, IConstruct } from 'constructs';
import { checkContentPageSize, largestPageSize, OutputFormat, SubscriptionKind } from '../model';
import { isKnown, onValidate, stableId } from './base';
import { BlocklistSubscription, BlocklistSubscriptionOptions } from './blocklist-subscription';
import { CveSubscription } from './cve-subscription';
import { invalidValue, notPaged } from './errors';
import { FingerprintSubscription } from './fingerprint-subscription';
import { IIntegration, PageUrlsOptions } from './integration-types';
import { CrowdsecProvider } from './provider';
import { keysOf, noteRepeat } from './subscription-register';
import { VendorSubscription } from './vendor-subscription';

/** Fits every paged format. */
const SMALLEST_LARGEST_PAGE_SIZE = largestPageSize(OutputFormat.MIKROTIK)!;

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
    const format = isKnown(this.outputFormat) ? this.outputFormat : undefined;
    if (format === OutputFormat.REMEDIATION_COMPONENT) throw new Error(notPaged(this, format));
    const { pages, pageSize = format ? largestPageSize(format)! : SMALLEST_LARGEST_PAGE_SIZE } = options;
    if (!Number.isInteger(pages) || pages < 1) {
      throw new Error(invalidValue(this, 'pages', `${pages} is no number of pages; give a whole number of at least 1`));
    }
    const problem = isKnown(pageSize) ? checkContentPageSize(pageSize, format ?? OutputFormat.PLAIN_TEXT) : undefined;
    if (problem) onValidate(this, () => [invalidValue(this, 'pageSize', problem)]);
    const url = options.withCredentials ? this.endpointWithCredentials : this.endpoint;
    return Array.from({ length: pages }, (_, i) => `${url}?page=${i + 1}&page_size=${pageSize}`);
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
