import { MIN_CONTENT_PAGE_SIZE, UNCOMPRESSED_CUT_BYTES } from './limits';
import { OutputFormat } from './output-format';

/** Entries that one uncompressed answer carries before the service cuts it, by CrowdSec's figures, which are those of IPv4. */
const LARGEST_PAGE_SIZE: { readonly [format: string]: number } = {
  f5: 90_000,
  checkpoint: 60_000,
  mikrotik: 35_000,
};
const LARGEST_PLAIN_PAGE_SIZE = 300_000;

/** Bytes of the longest IPv4 line of format f5 without the integration's name, which ends each. */
const F5_LINE_BYTES = '255.255.255.255,32,BL,crowdsec-\n'.length;

/**
 * Largest safe `page_size` of a format in entries, undefined where it is not paged.
 * @param name the integration's, which each line of format f5 repeats
 */
export function largestPageSize(format: string, name: string = ''): number | undefined {
  if (format === OutputFormat.REMEDIATION_COMPONENT) return undefined;
  const largest = LARGEST_PAGE_SIZE[format] ?? LARGEST_PLAIN_PAGE_SIZE;
  if (format !== OutputFormat.F5) return largest;
  return Math.min(largest, Math.floor(UNCOMPRESSED_CUT_BYTES / (F5_LINE_BYTES + Buffer.byteLength(name))));
}

/** Says what is wrong with a page size for a format's content, or nothing. */
export function checkContentPageSize(pageSize: number, format: string, name?: string): string | undefined {
  if (!Number.isInteger(pageSize) || pageSize < MIN_CONTENT_PAGE_SIZE) {
    return `page size ${pageSize} is too small; the service takes ${MIN_CONTENT_PAGE_SIZE} or more entries a page`;
  }
  const largest = largestPageSize(format, name);
  if (largest !== undefined && pageSize > largest) {
    return `page size ${pageSize} is too large for format "${format}": an uncompressed answer is cut at about 5 MB; use ${largest} or less`;
  }
  return undefined;
}

/** Pages that together hold a number of entries, each as large as the others. */
export interface ContentPages {
  readonly pages: number;
  readonly pageSize: number;
}

/** The fewest pages of a format that hold so many entries, evenly filled, so that a device is not given more than it can take. */
export function contentPages(capacity: number, format: string, name?: string): ContentPages {
  return evenPages(capacity, largestPageSize(format, name)!);
}

/** The same of pages that hold a number of entries at most. */
export function evenPages(capacity: number, largest: number): ContentPages {
  const pages = Math.ceil(capacity / largest);
  return { pages, pageSize: Math.max(MIN_CONTENT_PAGE_SIZE, Math.ceil(capacity / pages)) };
}

/** Says what is wrong with a number of entries that a device is to hold, or nothing. */
export function checkCapacity(capacity: number): string | undefined {
  return Number.isSafeInteger(capacity) && capacity >= 1 ? undefined : `${capacity} is no number of entries; give a whole number of at least 1`;
}
