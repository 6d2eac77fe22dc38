import { ApplyContext, Resource } from '../contracts';
import { ObjectValue } from '../value';
import { Calls } from './calls';
import { resultViolations } from './core-rules';
import { copyOf } from './known';
import { decodePrivate, encodePrivate, PrivateData } from './private-data';
import { SemanticServer } from './server';
import { asState, settle } from './settle';
import { withWriteOnly } from './write-only';

type ApplyRequest = Parameters<SemanticServer['applyResourceChange']>[0];
type ApplyAnswer = Awaited<ReturnType<SemanticServer['applyResourceChange']>>;

/**
 * Creates, updates or deletes, whichever the null states say. However it ends, the answer holds what exists: the author's
 * result, else the last checkpoint, else what was there before.
 */
export async function applyResourceChange(calls: Calls, resource: Resource<any>, request: ApplyRequest): Promise<ApplyAnswer> {
  const { typeName, prior, planned, config } = request;
  if (prior === null && planned === null) return { diagnostics: [], state: null, private: request.private };
  const kind = planned === null ? 'delete' : prior === null ? 'create' : 'update';
  const { schema } = resource;
  const doing = `${{ create: 'creating', update: 'updating', delete: 'deleting' }[kind]} ${typeName}`;
  let exists = prior;
  // What a former object noted says nothing about a new one.
  const notes: { private: PrivateData } = { private: kind === 'create' ? {} : decodePrivate(request.private) };
  const hint = () => (exists === null ? ORPHAN : 'What is known to exist is kept in the state.');

  const { diagnostics, returned } = await calls.run({ doing, timeoutMs: resource.timeouts?.[kind], hint }, async (context) => {
    const applying: ApplyContext<ObjectValue> = Object.assign(notes, context, {
      exists: (state: ObjectValue) => { exists = asState(schema, state); },
    });
    if (planned === null) return void await resource.delete(copyOf(prior!), applying);
    const wanted = withWriteOnly(schema, copyOf(planned), config && copyOf(config));
    const answer = prior === null ? await resource.create(wanted, applying) : await update(calls, resource, doing, wanted, prior, applying);
    exists = settle(answer, schema, doing, calls.bug, context.diagnostics, (state) => resultViolations(schema, planned, state)) ?? exists;
  });
  const deleted = kind === 'delete' && returned !== undefined && !diagnostics.hasErrors;
  return { diagnostics: [...diagnostics], state: deleted ? null : exists, private: encodePrivate(notes.private) };
}

const ORPHAN = 'The object may exist at the service without being in the state: look for it there, and import or delete it before you apply again.';

function update(
  calls: Calls,
  resource: Resource<any>,
  doing: string,
  wanted: ObjectValue,
  prior: ObjectValue,
  context: ApplyContext<ObjectValue>,
): Promise<unknown> {
  if (resource.update) return resource.update(wanted, copyOf(prior), context);
  context.diagnostics.add(calls.bug.diagnostic(`There is no code for ${doing} in place`));
  return Promise.resolve(prior);
}
