/** Stands in for registry.terraform.io/hashicorp/null: `null_resource`, which is an id and the triggers that replace it. */
import { randomUUID } from 'node:crypto';
import { mapOf, Provider, Resource, STRING } from '../../src/tfplugin';

/** Without a host: each engine takes its own registry for meant. */
export const NULL_ADDRESS = 'hashicorp/null';

interface NullResource {
  id: string;
  triggers: { [name: string]: string } | null;
}

const nullResource: Resource<NullResource, 'id'> = {
  schema: {
    description: 'Does nothing; its provisioners may.',
    attributes: {
      id: { type: STRING, description: 'Made up.', computed: true },
      triggers: { type: mapOf(STRING), description: 'A change replaces the resource.', optional: true, requiresReplace: true },
    },
  },
  create: async ({ triggers }) => ({ id: randomUUID(), triggers }),
  read: async (state) => state,
  delete: async () => undefined,
};

export function createNullProvider(): Provider {
  return {
    typeName: 'null',
    version: '3.2.4',
    bugReportUrl: 'https://null.example/issues',
    schema: { description: 'Provides nothing.' },
    resources: { null_resource: nullResource },
    dataSources: {},
    configure: () => undefined,
  };
}
