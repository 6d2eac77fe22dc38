import type { Integration } from '../../api';
import { checkContentPageSize, contentPages, largestPageSize, UNCOMPRESSED_CUT_BYTES } from '../../model';
import type { Seen } from '../examination';
import type { DeviceFacts, Target } from '../targets';

/** Decisions of a stream that one uncompressed answer carries: about 176 bytes each, with some room. */
const LARGEST_STREAM = 25_000;

/** Entries that a pull brings. */
function served({ stats, pull_limit: limit }: Integration): number {
  return Math.min(stats?.count ?? 0, limit ?? Infinity);
}

export function lookAtPullLimit({ stats, pull_limit: limit }: Integration): Seen {
  const count = stats?.count ?? 0;
  if (limit === undefined || limit === null) return { status: 'ok', detail: 'no limit' };
  if (limit >= count) return { status: 'ok', detail: `the limit of ${limit} entries is not reached` };
  return {
    status: 'warn',
    detail: `a pull brings ${limit} of ${count} entries; the other ${count - limit} are left out without a word`,
    remedy: 'Raise pull_limit, as far as the device can hold the entries.',
  };
}

/** Whether one answer fits below the service's cut where the device does not ask for gzip. */
export function lookAtBudget(integration: Integration, { device = {} }: Target): Seen {
  const { output_format: format, name } = integration;
  const { pageSize } = device;
  const badSize = pageSize === undefined ? undefined : checkContentPageSize(pageSize, format, name);
  if (badSize) return { status: 'warn', detail: badSize, remedy: `Use pages of ${contentPages(Math.max(1, served(integration)), format, name).pageSize} entries.` };
  const entries = Math.min(served(integration), pageSize ?? Infinity);
  const fits = largestPageSize(format, name) ?? LARGEST_STREAM;
  if (entries <= fits) return { status: 'ok', detail: `an answer of ${entries} entries fits, with gzip or without` };
  const cut = `${entries} entries are more than the ${UNCOMPRESSED_CUT_BYTES / 1_000_000} MB after which the service cuts an answer without gzip (about ${fits} entries)`;
  if (largestPageSize(format, name) === undefined) return { status: 'warn', detail: cut, remedy: `Use a component that asks for gzip, or lower pull_limit to ${LARGEST_STREAM}.` };
  const { pages, pageSize: size } = contentPages(entries, format, name);
  return { status: 'warn', detail: cut, remedy: `Let the device ask for gzip, or give it ${pages} URLs with page=1…${pages} and page_size=${size}.` };
}

export function lookAtPages(integration: Integration, { device = {} }: Target): Seen {
  const { pages = 1, pageSize, capacity } = device;
  if (pageSize === undefined && capacity === undefined) return { status: 'skip', detail: 'how the device asks is not known; --pages, --page-size and --capacity say it' };
  const entries = served(integration);
  const covered = pages * (pageSize ?? entries);
  if (covered < entries) {
    return {
      status: 'fail',
      detail: `${pages} pages of ${pageSize} entries hold ${covered} of ${entries}: the last ${entries - covered} never reach the device`,
      remedy: `Give the device ${Math.ceil(entries / pageSize!)} pages.`,
    };
  }
  return overfull(entries, device) ?? { status: 'ok', detail: `the device has room for all ${entries} entries` };
}

function overfull(entries: number, { pageSize, capacity }: DeviceFacts): Seen | undefined {
  const each = Math.min(pageSize ?? Infinity, entries);
  if (capacity === undefined || each <= capacity) return undefined;
  return {
    status: 'fail',
    detail: `one URL brings up to ${each} entries, and the device holds ${capacity} of one`,
    remedy: 'Use smaller pages and more URLs, or a lower pull_limit.',
  };
}
