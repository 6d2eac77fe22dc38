/** The executable of a stand-in for hashicorp/null, on the project's own framework: an id, and `triggers` that replace. */
import { mapOf, Provider, STRING } from '../../src/tfplugin';
import { serve } from '../../src/tfplugin/serve';

function createNullProvider(): Provider {
  let made = 0;
  return {
    typeName: 'null',
    version: '3.2.4',
    bugReportUrl: 'https://null.example/issues',
    schema: { description: 'Nothing to configure.' },
    dataSources: {},
    resources: {
      null_resource: {
        schema: {
          description: 'A thing that exists nowhere but in the state.',
          attributes: {
            id: { type: STRING, description: 'Made up.', computed: true },
            triggers: { type: mapOf(STRING), description: 'A change replaces.', optional: true, requiresReplace: true },
          },
        },
        create: async (planned) => ({ ...planned, id: `${Date.now()}-${++made}` }),
        read: async (state) => state,
        delete: async () => undefined,
      },
    },
    configure: () => undefined,
  };
}

void serve(createNullProvider(), { address: 'registry.terraform.io/hashicorp/null' });
