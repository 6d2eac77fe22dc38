import { PlanTier, shortestInterval } from '../../model';
import type { Seen } from '../examination';

const COMMUNITY_HOURS = shortestInterval(PlanTier.COMMUNITY).toHours();

/** Every 429 of one run. */
export class RateLimits {
  /** By URL: milliseconds that the service asks to wait, where it says so. */
  private readonly refusals = new Map<string, number | undefined>();

  saw(url: string, waitMs?: number): void {
    this.refusals.set(url, waitMs);
  }

  look(): Seen {
    const urls = [...this.refusals.keys()];
    if (urls.length === 0) return { status: 'ok', detail: 'nothing was refused for coming too often' };
    const detail = `429 (too many requests) for ${urls.join(', ')}`;
    const waits = [...this.refusals.values()].filter((wait) => wait !== undefined);
    if (waits.length > 0) return { status: 'fail', detail, remedy: `Try again in ${Math.ceil(Math.max(...waits) / 1000)} seconds, as the service asks.` };
    return {
      status: 'fail',
      detail: `${detail}, without a time to wait`,
      remedy: urls.some((url) => url.endsWith('/content'))
        ? `Pull less often (a community plan allows once in ${COMMUNITY_HOURS} hours, an enterprise plan once an hour), and give each device an integration of its own.`
        : 'Try again in some minutes.',
    };
  }
}
