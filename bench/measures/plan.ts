import { against, Peer } from '../support/compare';
import { Bench, Measure } from '../support/measure';
import { NULL_RESOURCE, RESTAPI, TERRAFORM_DATA } from '../support/sides';

const SIZE = 1_000;

/** Wall time of a `terraform plan` that finds nothing to do, with 1,000 subscriptions, at two latencies of the service. */
export const plan: Measure = {
  name: 'plan',
  run: async (bench) => [
    ...await planAt(bench, 50, [{ side: RESTAPI, goal: 0.3 }]),
    ...await planAt(bench, 0, [{ side: RESTAPI, goal: 0.7 }, { side: TERRAFORM_DATA, goal: 3.8 }, { side: NULL_RESOURCE }]),
  ],
};

function planAt(bench: Bench, latencyMs: number, peers: readonly Peer[]) {
  const site = (side: Peer['side']) => bench.sites.filled(side, SIZE);
  return against(bench, `plan-${latencyMs}ms`, `plan without changes, 1,000 subscriptions, service at ${latencyMs} ms`, peers, site, async (place) => {
    await place.latency(latencyMs);
    try {
      return await place.plan();
    } finally {
      await place.latency(0);
    }
  });
}
