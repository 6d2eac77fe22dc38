/** Whose key it is. `GET /info`. */
import { DataSource, Schema } from '../../tfplugin';
import { Service } from '../service';
import { normalized } from '../values';
import { textResult } from './attributes';

const schema: Schema = {
  description: 'Reads which organisation the key belongs to, and its plan.',
  attributes: {
    organization_id: textResult('Id of the organisation.'),
    subscription_type: textResult('Plan of the organisation, such as `community` or `enterprise`.'),
    api_key_name: textResult('Name of the key in the console.'),
  },
};

interface State {
  organization_id: string;
  subscription_type: string;
  api_key_name: string;
}

export function organizationDataSource(service: Service): DataSource<State> {
  return {
    schema,
    async read(_config, context) {
      const info = await service.ask('read the organisation', context, (connection) => connection.info(context.signal));
      return normalized({
        organization_id: info.organization_id,
        subscription_type: info.subscription_type,
        api_key_name: info.api_key_name,
      });
    },
  };
}
