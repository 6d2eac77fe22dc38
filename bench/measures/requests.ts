import { Bench, Measure, Row } from '../support/measure';
import { CROWDSEC } from '../support/sides';

/** What one `terraform plan` that finds nothing to do asks of the service, all processes of the plugin together. */
export const requests: Measure = {
  name: 'requests',
  run: async (bench) => [await requestsAt(bench, 1_000, 12), await requestsAt(bench, 10_000, 30)],
};

async function requestsAt({ sites }: Bench, size: number, goal: number): Promise<Row> {
  const site = await sites.filled(CROWDSEC, size);
  await site.plan();
  const paths = (await site.service!.journal()).map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{24}/, 'ID')}`);
  const kinds = [...new Set(paths)].map((path) => `${paths.filter((other) => other === path).length} ${path}`);
  return {
    id: `requests-${size}`,
    measure: `requests of a plan without changes, ${size.toLocaleString('en')} subscriptions on ${site.fleet.integrations.length} integrations`,
    goal,
    figure: paths.length,
    from: kinds.join(', '),
  };
}
