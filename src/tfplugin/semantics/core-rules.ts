/** Core's rules about what a provider may answer, as the protocol has them. What breaks one would be refused by Terraform. */
import { attributeType, impliedType, nestedType } from '../implied-type';
import { attributePath, Path } from '../path';
import { Attribute, Block, NestedBlock } from '../schema';
import { Type } from '../types';
import { Dynamic, isUnknown, ObjectValue, Value } from '../value';
import { distinct, equal, sameType } from './equality';
import { isWhollyKnown } from './known';
import { elementStep, keysOf, member, Nesting, sameKeys } from './nesting';

/** One broken rule, worded without any value: some are secret. */
export interface Violation {
  readonly path: Path;
  /** Continues a sentence that starts with the path. */
  readonly text: string;
}

/** Rules of a plan: what is planned must be the configuration, or where that has nothing to say what the schema allows. */
export function planViolations(block: Block, prior: ObjectValue | null, config: ObjectValue, planned: ObjectValue): Violation[] {
  return plannedBlock(block, prior, config, planned, []);
}

/** Rules of a result: what was planned as known is so. Also for the plan made at apply against the first one. */
export function resultViolations(block: Block, planned: ObjectValue, actual: ObjectValue): Violation[] {
  return compatibleBlock(block, planned, actual, []);
}

/** Rules of everything that ends in the state: nothing unknown. */
export function stateViolations(state: ObjectValue): Violation[] {
  return Object.entries(state)
    .filter(([, value]) => !isWhollyKnown(value))
    .map(([name]) => ({ path: attributePath(name), text: 'is left unknown' }));
}

function plannedBlock(block: Block, prior: Value, config: Value, planned: Value, path: Path): Violation[] {
  const found: Violation[] = [];
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    found.push(...plannedAttribute(attribute, member(prior, name), member(config, name), member(planned, name), [...path, { attribute: name }]));
  }
  for (const [name, nested] of Object.entries(block.blocks ?? {})) {
    found.push(...plannedNestedBlock(nested, member(prior, name), member(config, name), member(planned, name), [...path, { attribute: name }]));
  }
  return found;
}

function plannedAttribute(attribute: Attribute, prior: Value, config: Value, planned: Value, path: Path): Violation[] {
  const type = attributeType(attribute);
  if (attribute.writeOnly) return planned === null ? [] : [{ path, text: 'is write-only and must not be planned' }];
  if (equal(type, planned, config)) return [];
  if (config === null) return attribute.computed ? [] : [{ path, text: 'is planned although it is neither configured nor computed' }];
  if (prior !== null && equal(type, planned, prior)) return [];
  if ('type' in attribute) return [{ path, text: 'is planned as something else than what is configured' }];
  if (planned === null) return [{ path, text: 'is configured, but planned as absent' }];
  if (isUnknown(planned)) return [{ path, text: 'is configured, but planned as unknown' }];
  return plannedNesting(attribute.nesting, attribute, prior, config, planned, path);
}

function plannedNestedBlock(nested: NestedBlock, prior: Value, config: Value, planned: Value, path: Path): Violation[] {
  if (equal(nestedType(nested.nesting, nested.block), planned, config)) return [];
  if (isUnknown(config)) return [{ path, text: 'must be planned as unknown, as it is configured' }];
  if (isUnknown(planned)) return [{ path, text: 'is a block and must not be unknown itself' }];
  if ((planned === null) !== (config === null)) return [{ path, text: 'is planned with another number of blocks than configured' }];
  return plannedNesting(nested.nesting, nested.block, prior, config, planned, path);
}

function plannedNesting(nesting: Nesting, block: Block, prior: Value, config: Value, planned: Value, path: Path): Violation[] {
  if (nesting === 'single' || nesting === 'group') return plannedBlock(block, prior, config, planned, path);
  if (nesting === 'set') return plannedSet(block, config, planned, path);
  if (isUnknown(config) || !sameKeys(planned, config)) return [{ path, text: 'is planned with other elements than configured' }];
  return keysOf(planned).flatMap((name) => {
    const at = [...path, elementStep(nesting, name)];
    const [element, wanted] = [member(planned, name), member(config, name)];
    if (isUnknown(element)) return [{ path: at, text: 'must not be unknown itself, only what is in it' }];
    if ((element === null) !== (wanted === null)) return [{ path: at, text: 'is planned where nothing is configured, or the reverse' }];
    return element === null ? [] : plannedBlock(block, member(prior, name), wanted, element, at);
  });
}

/** Of a set core knows only how many elements it has, and that only when nothing in it can still coincide. */
function plannedSet(block: Block, config: Value, planned: Value, path: Path): Violation[] {
  const type = impliedType(block);
  const count = (value: Value) => (Array.isArray(value) ? distinct(type, value).length : 0);
  const [most, least] = [count(planned), isWhollyKnown(planned) ? count(planned) : 1];
  const fits = isWhollyKnown(config) ? count(config) >= least && count(config) <= most : isUnknown(config) || count(config) >= least;
  return fits ? [] : [{ path, text: 'is planned with another number of elements than configured' }];
}

function compatibleBlock(block: Block, planned: Value, actual: Value, path: Path): Violation[] {
  if (isUnknown(planned)) return [];
  if (planned === null && actual === null) return [];
  if (planned === null) return [{ path, text: 'was planned as absent, but is there' }];
  if (actual === null) return [{ path, text: 'was planned, but is absent' }];
  const found: Violation[] = [];
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    found.push(...compatible(attributeType(attribute), member(planned, name), member(actual, name), [...path, { attribute: name }]));
  }
  for (const [name, nested] of Object.entries(block.blocks ?? {})) {
    found.push(...compatibleNestedBlock(nested, member(planned, name), member(actual, name), [...path, { attribute: name }]));
  }
  return found;
}

function compatibleNestedBlock({ nesting, block }: NestedBlock, planned: Value, actual: Value, path: Path): Violation[] {
  if (isUnknown(planned)) return [];
  if (nesting === 'single' || nesting === 'group') return compatibleBlock(block, planned, actual, path);
  if (nesting === 'set') return compatibleSet(planned, actual, path, (a, b) => compatibleBlock(block, a, b, path).length === 0);
  if (!sameKeys(planned, actual)) return [{ path, text: 'has another number of blocks than planned' }];
  return keysOf(planned).flatMap((name) => {
    const at = [...path, elementStep(nesting, name)];
    return compatibleBlock(block, member(planned, name), member(actual, name), at);
  });
}

function compatible(type: Type, planned: Value, actual: Value, path: Path): Violation[] {
  if (isUnknown(planned)) return [];
  if (planned === null) return actual === null ? [] : [{ path, text: 'was planned as null, but is set' }];
  if (actual === null) return [{ path, text: 'was planned, but is null' }];
  if (isUnknown(actual)) return [{ path, text: 'was planned as known, but is unknown' }];
  if (type === 'dynamic') return compatibleDynamic(planned, actual, path);
  if (typeof type === 'string') return equal(type, planned, actual) ? [] : [{ path, text: 'differs from what was planned' }];
  if (type[0] === 'set') return compatibleSet(planned, actual, path, (a, b) => compatible(type[1], a, b, path).length === 0);
  if (!sameKeys(planned, actual)) return [{ path, text: 'has other elements than planned' }];
  return keysOf(planned).flatMap((name) => {
    const [a, b] = [member(planned, name), member(actual, name)];
    switch (type[0]) {
      case 'list': return compatible(type[1], a, b, [...path, { index: Number(name) }]);
      case 'map': return compatible(type[1], a, b, [...path, { key: name }]);
      case 'tuple': return compatible(type[1][Number(name)], a, b, [...path, { index: Number(name) }]);
      case 'object': return compatible(type[1][name], a, b, [...path, { attribute: name }]);
      case 'set': return [];
    }
  });
}

function compatibleDynamic(planned: Value, actual: Value, path: Path): Violation[] {
  if (!(planned instanceof Dynamic) || !(actual instanceof Dynamic)) return [{ path, text: 'differs from what was planned' }];
  if (!sameType(planned.type, actual.type)) return [{ path, text: 'has another type than planned' }];
  return compatible(planned.type, planned.value, actual.value, path);
}

function compatibleSet(planned: Value, actual: Value, path: Path, fits: (planned: Value, actual: Value) => boolean): Violation[] {
  const [wanted, found] = [Array.isArray(planned) ? planned : [], Array.isArray(actual) ? actual : []];
  if (found.length > wanted.length) return [{ path, text: 'has more elements than planned' }];
  const all = wanted.every((a) => found.some((b) => fits(a, b))) && found.every((b) => wanted.some((a) => fits(a, b)));
  return all ? [] : [{ path, text: 'has other elements than planned' }];
}
