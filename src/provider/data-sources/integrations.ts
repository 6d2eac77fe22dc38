/** All integrations. `GET /integrations`, every page. */
import { DataSource } from '../../tfplugin';
import { Service } from '../service';
import { factsOf } from './integration';
import { IntegrationFacts, integrationsDataSchema } from './integration-schema';

interface State {
  tags: string[] | null;
  ids: string[];
  integrations: IntegrationFacts[];
}

export function integrationsDataSource(service: Service): DataSource<State> {
  return {
    schema: integrationsDataSchema,
    async read(config, context) {
      const found = await service.ask('list the integrations', context, ({ client, reads }) =>
        config.tags ? client.integrations.list({ tag: config.tags }, context) : reads.list(context.signal));
      const integrations = found.map((integration) => factsOf(integration));
      return { ...config, ids: integrations.map(({ id }) => id), integrations };
    },
  };
}
