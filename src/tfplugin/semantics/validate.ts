import { CallContext } from '../contracts';
import { Path } from '../path';
import { Attribute, Block, Schema } from '../schema';
import { isUnknown, ObjectValue, Value } from '../value';
import { Calls, Outcome } from './calls';
import { copyOf, isWhollyKnown } from './known';
import { elementStep, keysOf, member, Nesting } from './nesting';

export interface Validation {
  readonly doing: string;
  readonly schema: Schema;
  readonly writeOnlyAllowed: boolean;
  readonly validateConfig?: (config: any, context: CallContext) => void | Promise<void>;
}

/** Runs the schema's validators, then, if they are content, the author's check of the whole. */
export function validate(calls: Calls, { doing, schema, writeOnlyAllowed, validateConfig }: Validation, config: ObjectValue): Promise<Outcome<void>> {
  return calls.run({ doing }, async (context) => {
    visitAttributes(schema, config, [], (attribute, value, path) => {
      if (attribute.writeOnly && !writeOnlyAllowed) context.diagnostics.error(...writeOnlyRefused(path), path);
      if (isWhollyKnown(value)) checkValue(calls, attribute, value, path, context, doing);
    });
    if (!context.diagnostics.hasErrors) await validateConfig?.(copyOf(config), context);
  });
}

function checkValue(calls: Calls, attribute: Attribute, value: Value, path: Path, { diagnostics }: CallContext, doing: string): void {
  for (const validator of attribute.validators ?? []) {
    try {
      const problem = validator(copyOf(value));
      if (problem !== undefined) diagnostics.error('Invalid value', problem, path);
    } catch (error) {
      diagnostics.add({ ...calls.bug.thrown(doing, error), path });
    }
  }
}

function writeOnlyRefused(path: Path): [string, string] {
  const last = path[path.length - 1];
  const name = 'attribute' in last ? last.attribute : '';
  return [
    'Write-only argument needs a newer Terraform',
    `"${name}" is write-only: it is never stored. This version of Terraform does not know such arguments and would store its value in the state. `
    + 'Use Terraform 1.11 or newer, or leave the argument out.',
  ];
}

type Visit = (attribute: Attribute, value: Value, path: Path) => void;

/** Each attribute that is set, outer before inner. An element of a set has no path: what is in it is reported at the set. */
function visitAttributes(block: Block, config: Value, path: Path, visit: Visit, withinSet = false): void {
  const at = (name: string): Path => (withinSet ? path : [...path, { attribute: name }]);
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const value = member(config, name);
    if (value === null || isUnknown(value)) continue;
    visit(attribute, value, at(name));
    if (!('type' in attribute)) visitNested(attribute.nesting, attribute, value, at(name), visit, withinSet);
  }
  for (const [name, { nesting, block: inner }] of Object.entries(block.blocks ?? {})) {
    visitNested(nesting, inner, member(config, name), at(name), visit, withinSet);
  }
}

function visitNested(nesting: Nesting, block: Block, value: Value, path: Path, visit: Visit, withinSet: boolean): void {
  if (nesting === 'single' || nesting === 'group') return visitAttributes(block, value, path, visit, withinSet);
  for (const key of keysOf(value)) {
    const at = nesting === 'set' || withinSet ? path : [...path, elementStep(nesting, key)];
    visitAttributes(block, member(value, key), at, visit, nesting === 'set' || withinSet);
  }
}
