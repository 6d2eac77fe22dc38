import { PlanTier, shortestInterval } from '../../model';
import type { Seen } from '../examination';

interface Refusal {
  readonly url: string;
  /** It was not answered in the end. */
  final: boolean;
  waitMs?: number;
}

const COMMUNITY_HOURS = shortestInterval(PlanTier.COMMUNITY).toHours();

/** Every 429 of one run. */
export class RateLimits {
  private readonly refusals = new Map<string, Refusal>();

  /** A request was refused; it may be answered when it is repeated. */
  saw(url: string): void {
    if (!this.refusals.has(url)) this.refusals.set(url, { url, final: false });
  }

  /** It stayed refused. */
  gaveUp(url: string, waitMs?: number): void {
    this.refusals.set(url, { url, final: true, waitMs });
  }

  look(): Seen {
    const all = [...this.refusals.values()];
    if (all.length === 0) return { status: 'ok', detail: 'nothing was refused for coming too often' };
    const last = all.find(({ final }) => final);
    const where = `429 (too many requests) for ${all.map(({ url }) => url).join(', ')}`;
    if (!last) return { status: 'warn', detail: `${where}, answered when it was repeated`, remedy: 'Ask less often: other programs may use the same key.' };
    if (last.waitMs !== undefined) {
      return { status: 'fail', detail: where, remedy: `Try again in ${Math.ceil(last.waitMs / 1000)} seconds, as the service asks.` };
    }
    const pulls = /\/content$/.test(last.url);
    return {
      status: 'fail',
      detail: `${where}, without a time to wait`,
      remedy: pulls
        ? `Pull less often (a community plan allows once in ${COMMUNITY_HOURS} hours, an enterprise plan once an hour), and give each device an integration of its own.`
        : 'Try again in some minutes.',
    };
  }
}
