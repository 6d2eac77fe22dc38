/** Blocklists of the catalogue. `GET /blocklists`, every page. */
import { Blocklist, BlocklistQuery } from '../../api';
import { DataSource, Schema } from '../../tfplugin';
import { Service } from '../service';
import { leaveOutNulls, normalized } from '../values';
import { boolArgument, boolResult, numberResult, objectsResult, textResult, textsArgument, textsResult, wordsArgument } from './attributes';

const FILTERS = ['public', 'private', 'shared', 'all'];

const schema: Schema = {
  description: 'Lists the blocklists that an integration can subscribe to.',
  attributes: {
    include_filter: wordsArgument('filter', FILTERS,
      'Kinds of blocklists to list. Default: private and shared ones; public ones come only when asked for.'),
    subscribed_only: boolArgument('Only blocklists that something of the organisation subscribes to. Default: `false`.'),
    exclude_subscribed: boolArgument('Only blocklists that nothing of the organisation subscribes to. Default: `false`.'),
    category: textsArgument('Only blocklists of these categories, by name. Default: all of them.'),
    ids: textsResult('Ids of the blocklists, as `crowdsec_blocklist_subscription` takes them.'),
    blocklists: objectsResult('The blocklists.', {
      id: textResult('Id.'),
      name: textResult('Name.'),
      label: textResult('Name as people read it; null if there is none.'),
      description: textResult('What the blocklist holds.'),
      created_at: textResult('When it was made, in RFC 3339.'),
      updated_at: textResult('When it was last changed, in RFC 3339.'),
      is_private: boolResult('Whether it is private.'),
      pricing_tier: textResult('Plan that it belongs to: `free`, `premium` or `platinum`.'),
      source: textResult('Where it comes from: `crowdsec`, `third_party` or `custom`.'),
      entry_count: numberResult('How many entries it has.'),
      tags: textsResult('Its tags.'),
      categories: textsResult('Names of its categories.'),
    }),
  },
};

interface State {
  include_filter: string[] | null;
  subscribed_only: boolean | null;
  exclude_subscribed: boolean | null;
  category: string[] | null;
  ids: string[];
  blocklists: object[];
}

export function blocklistsDataSource(service: Service): DataSource<State> {
  return {
    schema,
    async read(config, context) {
      const { include_filter, subscribed_only, exclude_subscribed, category } = config;
      const query = leaveOutNulls({ include_filter, subscribed_only, exclude_subscribed, category }) as BlocklistQuery;
      const blocklists = await service.ask('list the blocklists', context, ({ client }) => client.blocklists.list(query, context));
      return normalized({ ...config, ids: blocklists.map(({ id }) => id), blocklists: blocklists.map(fromWire) });
    },
  };
}

function fromWire(blocklist: Blocklist) {
  return {
    id: blocklist.id,
    name: blocklist.name,
    label: blocklist.label ?? null,
    description: blocklist.description,
    created_at: blocklist.created_at,
    updated_at: blocklist.updated_at,
    is_private: blocklist.is_private,
    pricing_tier: blocklist.pricing_tier,
    source: blocklist.source,
    entry_count: blocklist.stats.count ?? 0,
    tags: [...(blocklist.tags ?? [])],
    categories: (blocklist.categories ?? []).map(({ name }) => name),
  };
}
