import { inTurn } from '../support/in-turn';
import { Measure } from '../support/measure';
import { CROWDSEC, TERRAFORM_DATA } from '../support/sides';

/** How much longer a plan without changes takes with ten times the subscriptions, beside how much longer it takes Terraform itself. */
export const growth: Measure = {
  name: 'growth',
  async run({ sites, runs, say }) {
    const [few, many, dataFew, dataMany] = [
      await sites.filled(CROWDSEC, 1_000), await sites.filled(CROWDSEC, 10_000),
      await sites.filled(TERRAFORM_DATA, 1_000), await sites.filled(TERRAFORM_DATA, 10_000),
    ];
    const took = await inTurn(runs, 's', {
      'ours at 1,000': () => few.plan(),
      'terraform_data at 1,000': () => dataFew.plan(),
      'ours at 10,000': () => many.plan(),
      'terraform_data at 10,000': () => dataMany.plan(),
    }, say);
    const ours = took['ours at 10,000'].median / took['ours at 1,000'].median;
    const floor = took['terraform_data at 10,000'].median / took['terraform_data at 1,000'].median;
    return [{
      id: 'growth',
      measure: 'growth of plan time from 1,000 to 10,000 resources, ours / terraform_data',
      goal: 1.2,
      figure: ours / floor,
      from: `ours ${ours.toFixed(1)}-fold, ${took['ours at 1,000'].text} to ${took['ours at 10,000'].text}; `
        + `terraform_data ${floor.toFixed(1)}-fold, ${took['terraform_data at 1,000'].text} to ${took['terraform_data at 10,000'].text}`,
    }];
  },
};
