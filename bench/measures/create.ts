import { against } from '../support/compare';
import { Measure } from '../support/measure';
import { NULL_RESOURCE, RESTAPI, TERRAFORM_DATA } from '../support/sides';

/** Wall time of a `terraform apply` that makes 1,000 subscriptions on integrations that are there. */
export const create: Measure = {
  name: 'create',
  run: (bench) => against(bench, 'create', 'creating 1,000 subscriptions, service at 0 ms',
    [{ side: RESTAPI, goal: 0.6 }, { side: TERRAFORM_DATA, goal: 1.4 }, { side: NULL_RESOURCE }],
    (side) => bench.sites.get(side, 1_000), (site) => site.create()),
};
