import { Block } from '../schema';
import { ObjectValue, Value } from '../value';
import { isPlainObject } from './known';
import { keysOf, member, Nesting } from './nesting';

/** The plan with the configuration's write-only values in it: plans and states never hold them, creating and updating needs them. */
export function withWriteOnly(block: Block, planned: ObjectValue, config: Value): ObjectValue {
  const filled = { ...planned };
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    if (attribute.writeOnly) filled[name] = member(config, name);
    else if (!('type' in attribute)) filled[name] = fillNested(attribute.nesting, attribute, planned[name], member(config, name));
  }
  for (const [name, { nesting, block: inner }] of Object.entries(block.blocks ?? {})) {
    filled[name] = fillNested(nesting, inner, planned[name], member(config, name));
  }
  return filled;
}

/** Sets hold no write-only values: the schema check sees to that. */
function fillNested(nesting: Nesting, block: Block, planned: Value, config: Value): Value {
  const fill = (inner: Value, from: Value) => (isPlainObject(inner) ? withWriteOnly(block, inner as ObjectValue, from) : inner);
  if (nesting === 'set') return planned;
  if (nesting === 'list') return Array.isArray(planned) ? planned.map((element, i) => fill(element, member(config, String(i)))) : planned;
  if (nesting !== 'map' || !isPlainObject(planned)) return fill(planned, config);
  return Object.fromEntries(keysOf(planned as Value).map((key) => [key, fill(member(planned as Value, key), member(config, key))]));
}
