import { Diagnostics } from '../diagnostics';
import { Path } from '../path';
import { Schema } from '../schema';
import { ObjectValue } from '../value';
import { BugReport } from './bug';
import { stateViolations, Violation } from './core-rules';
import { fitBlock } from './fit';
import { isPlainObject, withoutUnknown } from './known';

/**
 * What an author answered, as a state that Terraform can store: of the schema's shape, wholly known. What had to be bent for
 * that is reported as the provider's bug. Undefined when the answer is no object at all.
 */
export function settle(
  answer: unknown,
  schema: Schema,
  doing: string,
  bug: BugReport,
  diagnostics: Diagnostics,
  furtherRules: (state: ObjectValue) => readonly Violation[] = () => [],
): ObjectValue | undefined {
  if (!isPlainObject(answer)) {
    diagnostics.add(bug.diagnostic(`The code for ${doing} returned no object`));
    return undefined;
  }
  // Beside other errors core compares nothing either: an interrupted change may well differ from its plan.
  if (diagnostics.hasErrors) return asState(schema, answer);
  const state = fitBlock(schema, answer, 'author', (misfit) => diagnostics.add(bug.misfit(doing, misfit)));
  const unknown = stateViolations(state);
  const further = furtherRules(state).filter(({ path }) => !unknown.some((other) => sameStart(other.path, path)));
  for (const { path, text } of [...unknown, ...further]) diagnostics.add(bug.rule(doing, path, text));
  return unknown.length === 0 ? state : asState(schema, state);
}

/** The same without a word, for what is kept when everything else has failed. */
export function asState(schema: Schema, answer: unknown): ObjectValue {
  const fitted = fitBlock(schema, answer, 'author', () => undefined);
  return fitBlock(schema, withoutUnknown(fitted), 'author', () => undefined);
}

function sameStart(a: Path, b: Path): boolean {
  return JSON.stringify(a[0]) === JSON.stringify(b[0]);
}
