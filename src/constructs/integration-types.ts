import { IConstruct } from 'constructs';
import { RootCertificate } from '../model';
import { BlocklistSubscription, BlocklistSubscriptionOptions } from './blocklist-subscription';
import { CveSubscription } from './cve-subscription';
import { FingerprintSubscription } from './fingerprint-subscription';
import { CrowdsecProvider } from './provider';
import { VendorSubscription } from './vendor-subscription';

/** How a blocklist is split over several URLs, for devices that cap a list. */
export interface PageUrlsOptions {
  /**
   * Entries that the pages are to hold together, a whole number of at least 1. The number of pages follows from it; pages past the
   * end of the blocklist are empty.
   */
  readonly capacity: number;

  /**
   * Entries of a page, from 10,000 to what an uncompressed answer of the format carries before the service cuts it at about 5 MB:
   * 300,000, for F5 90,000, for Check Point 60,000, for MikroTik 35,000. These are CrowdSec's figures, for IPv4; ask for less where a
   * blocklist is mostly IPv6, whose lines are longer.
   * @default - as many as an answer carries, evenly over the pages; where the format is only looked up, what fits all formats
   */
  readonly pageSize?: number;

  /**
   * Whether user name and password stand in the URLs, for devices that take nothing else. They are then sensitive.
   * @default false
   */
  readonly withCredentials?: boolean;
}

/** How the URLs of a connection are made. */
export interface ConnectionOptions {
  /**
   * Entries that the device is to hold, a whole number of at least 1: the blocklist is then split into pages, as `pageUrls` does it.
   * @default - one URL with the whole blocklist
   */
  readonly capacity?: number;

  /**
   * Entries of a page; for this alone `capacity` must be given too.
   * @default - as many as an answer carries, evenly over the pages
   */
  readonly pageSize?: number;
}

/** What a device needs to pull a blocklist. */
export interface Connection {
  /** The blocklist's URLs without credentials; of a remediation component the one that it takes as its `api_url`. */
  readonly urls: string[];
  /** User name, for HTTP Basic authentication. Firewalls only. */
  readonly username?: string;
  /** Password. Sensitive. Firewalls only. */
  readonly password?: string;
  /** API key. Sensitive. Remediation components only. */
  readonly apiKey?: string;
  /** The header that opens the URLs: `Authorization` for firewalls, `X-Api-Key` for remediation components. */
  readonly headerName: string;
  /** The header's value. Sensitive. */
  readonly headerValue: string;
  /** The certificate that the service's chain ends in, for devices that must be given it. */
  readonly rootCertificate: RootCertificate;
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
  /** URLs, credentials, header and root certificate, for devices that this package has no construct for. */
  connection(options?: ConnectionOptions): Connection;
}
