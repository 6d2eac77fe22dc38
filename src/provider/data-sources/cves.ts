/** CVEs of the catalogue. `GET /cves`, every page. */
import { CveQuery } from '../../api';
import { EXPLOITATION_PHASES } from '../../model';
import { DataSource, NUMBER, Schema } from '../../tfplugin';
import { Service } from '../service';
import { numberWithin } from '../validators';
import { leaveOutNulls, normalized } from '../values';
import { boolResult, numberResult, objectsResult, searchArguments, textResult, textsResult, wordArgument } from './attributes';
import { RULE_ORDERS, ruleFromWire, ruleResults } from './rules';

const schema: Schema = {
  description: 'Lists the CVEs that an integration can subscribe to, for example every one in mass exploitation.',
  attributes: {
    ...searchArguments('CVEs', RULE_ORDERS, '`rule_release_date`'),
    exploitation_phase: wordArgument('exploitation phase', EXPLOITATION_PHASES, 'Only CVEs in this phase of exploitation. Default: all of them.'),
    min_score: {
      type: NUMBER,
      optional: true,
      description: 'Only CVEs whose `crowdsec_score` is at least this, 0 to 10. Default: all of them.',
      validators: [numberWithin('least score', 0, 10)],
    },
    ids: textsResult('Ids of the CVEs, as `crowdsec_cve_subscription` takes them.'),
    cves: objectsResult('The CVEs.', {
      ...ruleResults,
      published_date: textResult('When the CVE was published, in RFC 3339.'),
      has_public_exploit: boolResult('Whether an exploit is public.'),
      cvss_score: numberResult('CVSS score, 0 to 10; null if there is none.'),
    }),
  },
};

interface State {
  query: string | null;
  sort_by: string | null;
  sort_order: string | null;
  exploitation_phase: string | null;
  min_score: number | null;
  ids: string[];
  cves: object[];
}

export function cvesDataSource(service: Service): DataSource<State> {
  return {
    schema,
    async read(config, context) {
      const { query, sort_by, sort_order, exploitation_phase } = config;
      const all = await service.ask('list the CVEs', context, ({ client }) =>
        client.cves.list(leaveOutNulls({ query, sort_by, sort_order, exploitation_phase }) as CveQuery, context));
      const least = Number(config.min_score ?? 0);
      const cves = all.filter(({ crowdsec_score }) => crowdsec_score >= least).map((cve) => ({
        ...ruleFromWire(cve),
        published_date: cve.published_date,
        has_public_exploit: cve.has_public_exploit,
        cvss_score: cve.cvss_score ?? null,
      }));
      return normalized({ ...config, ids: cves.map(({ id }) => id), cves });
    },
  };
}
