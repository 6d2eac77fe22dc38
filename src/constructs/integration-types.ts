import { IConstruct } from 'constructs';
import { BlocklistSubscription, BlocklistSubscriptionOptions } from './blocklist-subscription';
import { CveSubscription } from './cve-subscription';
import { FingerprintSubscription } from './fingerprint-subscription';
import { CrowdsecProvider } from './provider';
import { VendorSubscription } from './vendor-subscription';

/** How a blocklist is split over several URLs, for devices that cap a list. */
export interface PageUrlsOptions {
  /** Number of pages, each with a URL of its own. Pages past the end of the blocklist are empty. */
  readonly pages: number;

  /**
   * Entries of a page, from 10,000 to what an uncompressed answer of the format carries.
   * @default - the most that an uncompressed answer of the format carries; 35,000, which fits all, where the format is not known at synthesis
   */
  readonly pageSize?: number;

  /**
   * Whether user name and password stand in the URLs, for devices that take nothing else. They are then sensitive.
   * @default false
   */
  readonly withCredentials?: boolean;
}

/** How an integration that exists is looked up. */
export interface ImportedIntegrationOptions {
  /**
   * The provider to look it up with.
   * @default - the stack's own
   */
  readonly provider?: CrowdsecProvider;
}

/** An integration: declared here, or looked up. */
export interface IIntegration extends IConstruct {
  /** Id at the service, which never changes. */
  readonly integrationId: string;
  /** Name, unique in the organisation. */
  readonly integrationName: string;
  /** Form in which the blocklist is served. A token where the integration was looked up. */
  readonly outputFormat: string;
  /** URL under which the blocklist is pulled. */
  readonly endpoint: string;
  /** The endpoint with user name and password percent-encoded into it. Sensitive. Firewalls only. */
  readonly endpointWithCredentials: string;
  /** User name for the endpoint. Firewalls only. */
  readonly username: string;
  /** Password for the endpoint. Sensitive. Firewalls only. */
  readonly password: string;
  /** API key of a remediation component. Sensitive. Remediation components only. */
  readonly apiKey: string;
  /** What a remediation component takes as its `api_url`. Remediation components only. */
  readonly lapiUrl: string;
  /** The provider that manages it, undefined for the stack's own. */
  readonly provider?: CrowdsecProvider;

  /** Subscribes to all CVEs and reconnaissance rules of a vendor. */
  subscribeToVendor(vendor: string): VendorSubscription;
  /** Subscribes to the addresses that exploit a CVE. */
  subscribeToCve(cve: string): CveSubscription;
  /** Subscribes to the addresses that a fingerprint rule sees. */
  subscribeToFingerprint(fingerprint: string): FingerprintSubscription;
  /** Subscribes to a blocklist. */
  subscribeToBlocklist(blocklistId: string, options?: BlocklistSubscriptionOptions): BlocklistSubscription;
  /** The URLs of the blocklist's pages. */
  pageUrls(options: PageUrlsOptions): string[];
}
