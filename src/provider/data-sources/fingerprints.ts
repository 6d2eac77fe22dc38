/** Fingerprints (reconnaissance rules) of the catalogue. `GET /fingerprints`, every page. */
import { RuleQuery } from '../../api';
import { DataSource, Schema } from '../../tfplugin';
import { Service } from '../service';
import { leaveOutNulls, normalized } from '../values';
import { objectsResult, searchArguments, textsResult } from './attributes';
import { RULE_ORDERS, ruleFromWire, ruleResults } from './rules';

const schema: Schema = {
  description: 'Lists the fingerprints (reconnaissance rules) that an integration can subscribe to.',
  attributes: {
    ...searchArguments('fingerprints', RULE_ORDERS, '`rule_release_date`'),
    ids: textsResult('Ids of the fingerprints, as `crowdsec_fingerprint_subscription` takes them.'),
    fingerprints: objectsResult('The fingerprints.', ruleResults),
  },
};

interface State {
  query: string | null;
  sort_by: string | null;
  sort_order: string | null;
  ids: string[];
  fingerprints: object[];
}

export function fingerprintsDataSource(service: Service): DataSource<State> {
  return {
    schema,
    async read(config, context) {
      const { query, sort_by, sort_order } = config;
      const fingerprints = await service.ask('list the fingerprints', context, ({ client }) =>
        client.fingerprints.list(leaveOutNulls({ query, sort_by, sort_order }) as RuleQuery, context));
      return normalized({ ...config, ids: fingerprints.map(({ id }) => id), fingerprints: fingerprints.map(ruleFromWire) });
    },
  };
}
