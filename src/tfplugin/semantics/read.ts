import { Resource } from '../contracts';
import { Schema } from '../schema';
import { ObjectValue } from '../value';
import { Calls } from './calls';
import { equal } from './equality';
import { copyOf } from './known';
import { memberType } from './nesting';
import { decodePrivate, encodePrivate } from './private-data';
import { SemanticServer } from './server';
import { settle } from './settle';

type ReadAnswer = Awaited<ReturnType<SemanticServer['readResource']>>;

/** Reads. After an error the state stays as it was: what could not be read is not gone. */
export async function readResource(
  calls: Calls, resource: Resource<any>, typeName: string, state: ObjectValue, privateData: Uint8Array,
): Promise<ReadAnswer> {
  const { schema } = resource;
  const doing = `reading ${typeName}`;
  const notes = { private: decodePrivate(privateData) };
  const { diagnostics, returned } = await calls.run({ doing, timeoutMs: resource.timeouts?.read }, async (context) => {
    const answer = await resource.read(copyOf(state), Object.assign(notes, context));
    return answer === null ? null : settle(answer, schema, doing, calls.bug, context.diagnostics) ?? state;
  });
  if (!returned || diagnostics.hasErrors) return { diagnostics: [...diagnostics], state, private: privateData };
  const found = returned.value;
  return { diagnostics: [...diagnostics], state: found && inPriorForm(schema, found, state), private: encodePrivate(notes.private) };
}

/** A value that differs in spelling only, such as a set in another order, stays as it was. */
function inPriorForm(schema: Schema, found: ObjectValue, prior: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [name, equal(memberType(schema, name), prior[name], value) ? prior[name] : value]),
  );
}
