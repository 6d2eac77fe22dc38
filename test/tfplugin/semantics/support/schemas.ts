/** Random schemas, and random configurations for them. */
import fc from 'fast-check';
import { Attribute, Attributes, Block, BOOL, NestedBlock, NUMBER, ObjectValue, Schema, STRING, Type, UNKNOWN, Value } from '../../../../src/tfplugin';
import { impliedType } from '../../../../src/tfplugin/implied-type';
import { distinct } from '../../../../src/tfplugin/semantics/equality';

const TYPES: Type[] = [
  STRING, NUMBER, BOOL, ['list', STRING], ['set', STRING], ['set', ['object', { a: STRING, b: NUMBER }]], ['map', NUMBER], ['tuple', [STRING, BOOL]],
];
const NAMES = ['a', 'b', 'c', 'd'];
const ROLES = [{ required: true }, { optional: true }, { computed: true }, { optional: true, computed: true }] as const;

export const schemas: fc.Arbitrary<Schema> = fc.record({
  attributes: attributes(2, false),
  blocks: fc.dictionary(fc.constantFrom('x', 'y', 'z'), nestedBlocks(1, false), { maxKeys: 2 }),
});

function attributes(depth: number, inSet: boolean): fc.Arbitrary<Attributes> {
  return fc.dictionary(fc.constantFrom(...NAMES), attribute(depth, inSet), { minKeys: 1, maxKeys: 4 });
}

function attribute(depth: number, inSet: boolean): fc.Arbitrary<Attribute> {
  const base = fc.record({
    role: fc.constantFrom(...ROLES),
    requiresReplace: fc.option(fc.constant(true), { nil: undefined, freq: 4 }),
    causes: fc.option(fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }), { nil: undefined }),
    writeOnly: fc.boolean(),
  });
  // An author could not make up different values of two.
  const types = inSet ? TYPES.filter((type) => type !== BOOL) : TYPES;
  const typed = fc.constantFrom(...types).chain((type) => {
    const preset = fc.option(valueOf(type), { nil: undefined });
    return fc.tuple(base, preset).map(([{ role, requiresReplace, causes, writeOnly }, byDefault]): Attribute => {
      const common = { description: 'x', type, ...role, requiresReplace };
      if (!('computed' in role)) return !inSet && writeOnly && 'optional' in role ? { ...common, writeOnly } : common;
      // Elements of a set could become equal by a default, which Terraform refuses whoever's fault it is.
      return { ...common, changesWith: causes, ...('optional' in role && !inSet ? { default: byDefault } : {}) };
    });
  });
  if (depth === 0) return typed;
  const nested = fc.constantFrom('single', 'list', 'set', 'map').chain((nesting) =>
    fc.tuple(base, attributes(depth - 1, inSet || nesting === 'set')).map(([{ role, requiresReplace, causes }, inner]): Attribute => ({
      description: 'x', nesting, attributes: inner, ...role, requiresReplace, ...('computed' in role ? { changesWith: causes } : {}),
    } as Attribute)));
  return fc.oneof({ weight: 3, arbitrary: typed }, { weight: 1, arbitrary: nested });
}

function nestedBlocks(depth: number, inSet: boolean): fc.Arbitrary<NestedBlock> {
  return fc.constantFrom('single', 'list', 'set', 'map', 'group').chain((nesting) => {
    const within = inSet || nesting === 'set';
    return fc.record({
      attributes: attributes(1, within),
      blocks: depth > 0 ? fc.dictionary(fc.constantFrom('x', 'y'), nestedBlocks(0, within), { maxKeys: 1 }) : fc.constant({}),
    }).map((block) => ({ nesting, block }) as NestedBlock);
  });
}

/** A configuration that core would let through. */
export function configs(block: Block, unknowns: boolean): fc.Arbitrary<ObjectValue> {
  const members: { [name: string]: fc.Arbitrary<Value> } = {};
  for (const [name, attr] of Object.entries(block.attributes ?? {})) members[name] = configured(attr, unknowns);
  for (const [name, { nesting, block: inner }] of Object.entries(block.blocks ?? {})) {
    const given = collections(nesting, inner, unknowns);
    members[name] = nesting === 'single' ? fc.option(given) : orUnknown(given, unknowns && nesting !== 'group');
  }
  return fc.record(members) as fc.Arbitrary<ObjectValue>;
}

function configured(attr: Attribute, unknowns: boolean): fc.Arbitrary<Value> {
  if (!attr.required && !attr.optional) return fc.constant(null);
  const known = 'type' in attr ? valueOf(attr.type) : collections(attr.nesting, attr, unknowns);
  return orUnknown(attr.optional ? fc.option(known, { freq: 2 }) : known, unknowns);
}

function collections(nesting: NestedBlock['nesting'], block: Block, unknowns: boolean): fc.Arbitrary<Value> {
  const object = configs(block, unknowns);
  if (nesting === 'single' || nesting === 'group') return object;
  if (nesting === 'map') return fc.dictionary(fc.constantFrom('k', 'l', 'm'), object, { maxKeys: 3 });
  const array = fc.array(object, { maxLength: 3 });
  return nesting === 'set' ? array.map((elements) => distinct(impliedType(block), elements)) : array;
}

function orUnknown(values: fc.Arbitrary<Value>, unknowns: boolean): fc.Arbitrary<Value> {
  return unknowns ? fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constant(UNKNOWN) }) : values;
}

/** Few different values, so that configurations often agree with what is there. */
export function valueOf(type: Type): fc.Arbitrary<Value> {
  if (type === 'string') return fc.constantFrom<Value>('one', 'two', 'tre\u0301s', '');
  if (type === 'number') return fc.constantFrom<Value>(0, 1, 0.1);
  if (type === 'bool') return fc.boolean();
  if (typeof type === 'string') throw new Error(`no values for ${type}`);
  switch (type[0]) {
    case 'list': return fc.array(valueOf(type[1]), { maxLength: 2 });
    case 'set': return fc.array(valueOf(type[1]), { maxLength: 3 }).map((elements) => distinct(type[1], elements));
    case 'map': return fc.dictionary(fc.constantFrom('k', 'l'), valueOf(type[1]));
    case 'tuple': return fc.tuple(...type[1].map(valueOf));
    case 'object': return fc.record(Object.fromEntries(Object.entries(type[1]).map(([name, member]) => [name, valueOf(member)])));
  }
}
