/** Sizes and patterns that several sides share. Source: CrowdSec's OpenAPI description and documentation, unless said otherwise. */

/** Base URL of the public service. */
export const PUBLIC_SERVICE_URL = 'https://admin.api.crowdsec.net/v1';

/** Largest `size` of a page of integrations, CVEs and the like. */
export const MAX_PAGE_SIZE = 100;

/** Smallest `page_size` of a content request, in entries. */
export const MIN_CONTENT_PAGE_SIZE = 10_000;

/** Bytes after which an uncompressed content answer is cut. */
export const UNCOMPRESSED_CUT_BYTES = 5_000_000;

/** Hours without a pull after which the console calls an integration offline. */
export const OFFLINE_AFTER_HOURS = 24;

/** Most characters that a name or key takes in a URL, percent-encoded: servers and what stands before them bound a request's line. */
export const LONGEST_PATH_TEXT = 4096;

/** An integration's or a blocklist's id: 24 hexadecimal digits. */
export const OBJECT_ID_PATTERN = /^[0-9a-f]{24}$/i;

/** A CVE's id. */
export const CVE_PATTERN = /^CVE-\d{4}-\d{4,}$/;
