import { Resource } from '../contracts';
import { Calls } from './calls';
import { SemanticServer } from './server';
import { settle } from './settle';

type ImportAnswer = Awaited<ReturnType<SemanticServer['importResourceState']>>;

/** Turns an id into the little state from which Terraform's next call, a read, finds the object. */
export async function importResourceState(calls: Calls, resource: Resource<any>, typeName: string, id: string): Promise<ImportAnswer> {
  if (!resource.importState) {
    return {
      diagnostics: [{
        severity: 'error',
        summary: 'Import is not supported',
        detail: `${typeName} cannot be imported, so ${JSON.stringify(id)} was left alone. Remove the import and let Terraform create the object.`,
      }],
    };
  }
  const doing = `importing ${typeName}`;
  const { diagnostics, returned } = await calls.run({ doing, timeoutMs: resource.timeouts?.read }, async (context) => {
    const state = settle(await resource.importState!(id, context), resource.schema, doing, calls.bug, context.diagnostics);
    if (state && Object.keys(resource.schema.attributes ?? {}).every((name) => state[name] === null)) {
      context.diagnostics.add(calls.bug.diagnostic(`The code for ${doing} returned nothing by which the object could be read`));
    }
    return state;
  });
  const state = diagnostics.hasErrors ? undefined : returned?.value;
  return { diagnostics: [...diagnostics], imported: state && { state, private: new Uint8Array() } };
}
