import fc from 'fast-check';
import { proposedNew } from './support/core';
import { brief, make, NO_PRIVATE, serverFor, truthful } from './support/provider';
import { configs, schemas } from './support/schemas';
import { Block, isUnknown, ObjectValue, Path, Schema, Type, UNKNOWN, Value } from '../../../src/tfplugin';
import { impliedType } from '../../../src/tfplugin/implied-type';
import { SemanticServer } from '../../../src/tfplugin/semantics';
import { planViolations, resultViolations, stateViolations } from '../../../src/tfplugin/semantics/core-rules';
import { distinct, equal } from '../../../src/tfplugin/semantics/equality';
import { fitBlock } from '../../../src/tfplugin/semantics/fit';
import { isWhollyKnown } from '../../../src/tfplugin/semantics/known';
import { memberType } from '../../../src/tfplugin/semantics/nesting';

const typeName = 'test_thing';
const RUNS = { numRuns: 200 };

/** Core's planning of one configuration, with its checks; the last of the two plans of a replacement. */
async function plan(server: SemanticServer, schema: Schema, prior: ObjectValue | null, config: ObjectValue) {
  const proposed = proposedNew(schema, prior, config);
  const answer = await server.planResourceChange({ typeName, prior, proposed, config, private: NO_PRIVATE });
  expect(answer.diagnostics).toEqual([]);
  expect(planViolations(schema, prior, config, answer.planned!)).toEqual([]);
  const replaces = prior !== null && answer.requiresReplace.some((path) => differsAt(schema, path, prior, answer.planned!));
  return { planned: answer.planned!, replaces };
}

/** Core ignores a path whose value is the same before and after. Top level is near enough here. */
function differsAt(schema: Schema, [step]: Path, prior: ObjectValue, planned: ObjectValue): boolean {
  const name = 'attribute' in step ? step.attribute : '';
  return !isWhollyKnown(planned[name]) || !equal(memberType(schema, name), prior[name], planned[name]);
}

async function apply(server: SemanticServer, schema: Schema, prior: ObjectValue | null, planned: ObjectValue, config: ObjectValue) {
  const answer = await server.applyResourceChange({ typeName, prior, planned, config, private: NO_PRIVATE });
  expect(answer.diagnostics).toEqual([]);
  expect(resultViolations(schema, planned, answer.state!)).toEqual([]);
  expect(stateViolations(answer.state!)).toEqual([]);
  return answer.state!;
}

async function create(server: SemanticServer, schema: Schema, config: ObjectValue) {
  return apply(server, schema, null, (await plan(server, schema, null, config)).planned, config);
}

/** No number that the author makes up: elements of a set must not coincide by accident. */
const FROM_ELSEWHERE = 1_000_000;

/** The configuration at apply: each unknown has become what it was before, nothing, or something new. */
function decided(type: Type, config: Value, prior: Value, choose: () => number, optional = false): Value {
  let made = 0;
  if (isUnknown(config)) {
    const choice = choose();
    if (choice === 0 && prior !== null) return prior;
    return choice === 1 && optional ? null : make(type, () => FROM_ELSEWHERE + ++made);
  }
  if (config === null || typeof type === 'string') return config;
  const element = typeof type[1] === 'string' || Array.isArray(type[1]) ? type[1] as Type : 'string';
  if (type[0] === 'object') {
    return Object.fromEntries(Object.entries(config).map(([name, value]) =>
      [name, decided(type[1][name], value, (prior as ObjectValue | null)?.[name] ?? null, choose)]));
  }
  if (type[0] === 'map') return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, decided(element, value, null, choose)]));
  const elements = (config as Value[]).map((value, i) => decided(type[0] === 'tuple' ? type[1][i] : element, value, null, choose));
  return type[0] === 'set' ? distinct(element, elements) : elements;
}

/** A configuration has no value for what only the provider computes, and no element of a set twice. */
function withoutComputed(schema: Schema, config: ObjectValue): ObjectValue {
  const strip = (block: Block, value: Value): Value => {
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value as ObjectValue).map(([name, member]) => {
      const attribute = block.attributes?.[name];
      const nested = block.blocks?.[name];
      if (attribute?.computed && !attribute.optional) return [name, null];
      const inner = nested ?? (attribute && 'nesting' in attribute ? { nesting: attribute.nesting, block: attribute } : undefined);
      if (!inner || member === null) return [name, member];
      if (Array.isArray(member)) {
        const elements = member.map((element) => strip(inner.block, element));
        return [name, inner.nesting === 'set' ? distinct(impliedType(inner.block), elements) : elements];
      }
      if (inner.nesting !== 'map') return [name, strip(inner.block, member)];
      return [name, Object.fromEntries(Object.entries(member).map(([key, element]) => [key, strip(inner.block, element)]))];
    }));
  };
  return strip(schema, config) as ObjectValue;
}

const cases = schemas.chain((schema) => fc.record({
  schema: fc.constant(schema),
  first: configs(schema, false),
  second: configs(schema, true),
  choices: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 20 }),
}));

test('plan: what is created from any configuration needs no further change', () => fc.assert(
  fc.asyncProperty(cases, async ({ schema, first }) => {
    const server = serverFor({ schema });
    const state = await create(server, schema, first);
    const again = await server.planResourceChange({
      typeName, prior: state, proposed: proposedNew(schema, state, first), config: first, private: NO_PRIVATE,
    });
    expect(again).toEqual({ diagnostics: [], planned: state, requiresReplace: [], private: NO_PRIVATE });
    expect(again.planned).toBe(state);
  }), RUNS));

test('plan: a change with unknowns fits the plan made at apply, and what is applied needs no further change', () => fc.assert(
  fc.asyncProperty(cases, async ({ schema, first, second, choices }) => {
    const server = serverFor({ schema });
    let turn = 0;
    const choose = () => choices[turn++ % choices.length];
    const prior = await create(server, schema, first);

    const initial = await plan(server, schema, prior, second);
    const base = initial.replaces ? null : prior;
    const promised = initial.replaces ? (await plan(server, schema, null, second)).planned : initial.planned;

    const known = fitBlock(schema, withoutComputed(schema, decided(impliedType(schema), second, prior, choose) as ObjectValue), 'author', () => undefined);
    const final = await plan(server, schema, base, known);
    expect(resultViolations(schema, promised, final.planned)).toEqual([]);
    expect(final.replaces).toBe(false);

    const state = await apply(server, schema, base, final.planned, known);
    expect((await plan(server, schema, state, known)).planned).toBe(state);
  }), RUNS));

/** Answers that Terraform would refuse, by what is done to a true one. */
const LIES: { [name: string]: (state: ObjectValue, name: string, other: Value) => ObjectValue } = {
  'another value than planned': (state, name, other) => ({ ...state, [name]: other }),
  'something unknown': (state, name) => ({ ...state, [name]: UNKNOWN }),
  'a name that is not in the schema': (state) => ({ ...state, nonsense: 'x' }),
  'a value of another type': (state, name) => ({ ...state, [name]: new Map() as never }),
};

test.each(Object.keys(LIES))('apply: an author who answers %s is caught, and what can be kept is', (lie) => fc.assert(
  fc.asyncProperty(cases, fc.nat(), async ({ schema, first }, pick) => {
    const truth = truthful(schema);
    const { planned } = await plan(serverFor({ schema }), schema, null, first);
    const names = Object.keys(schema.attributes ?? {}).filter((name) => !schema.attributes![name].writeOnly && isWhollyKnown(planned[name]));
    fc.pre(names.length > 0);
    const name = names[pick % names.length];
    const type = memberType(schema, name);
    const other = planned[name] === null ? make(type, () => 7) : null;
    const server = serverFor({ schema, create: async (wanted, context) => LIES[lie](await truth.create(wanted, context), name, other) });

    const answer = await server.applyResourceChange({ typeName, prior: null, planned, config: first, private: NO_PRIVATE });
    expect(brief(answer.diagnostics)[0]).toMatch(/^error .* Bug in the provider "test"$/);
    expect(stateViolations(answer.state!)).toEqual([]);
    expect(Object.keys(answer.state!).sort()).toEqual(Object.keys(planned).sort());
  }), RUNS));

test('plan: an author who changes what is configured, or not theirs, is caught before Terraform sees it', () => fc.assert(
  fc.asyncProperty(cases, fc.nat(), async ({ schema, first }, pick) => {
    const names = Object.keys(schema.attributes ?? {}).filter((name) => !schema.attributes![name].computed);
    fc.pre(names.length > 0);
    const name = names[pick % names.length];
    const other = first[name] === null || schema.attributes![name].writeOnly ? make(memberType(schema, name), () => 7) : null;
    const server = serverFor({ schema, modifyPlan: (planned) => { planned[name] = other; } });

    const answer = await server.planResourceChange({
      typeName, prior: null, proposed: proposedNew(schema, null, first), config: first, private: NO_PRIVATE,
    });
    const expected = schema.attributes![name].writeOnly ? [] : [`error [{"attribute":"${name}"}] Bug in the provider "test"`];
    expect(brief(answer.diagnostics)).toEqual(expected);
    expect(planViolations(schema, null, first, answer.planned!)).toEqual([]);
  }), RUNS));
