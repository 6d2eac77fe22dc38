/** What the schema alone says about a plan: `default`, `changesWith`, `requiresReplace`, write-only. */
import { attributeType, impliedType, nestedType } from '../implied-type';
import { Path } from '../path';
import { Attribute, Block, Schema } from '../schema';
import { isUnknown, ObjectValue, UNKNOWN, Value } from '../value';
import { equal } from './equality';
import { copyOf, isWhollyKnown } from './known';
import { elementStep, keysOf, member, memberType, Nesting } from './nesting';

/** The values of one place in each of the objects that a plan is made from. */
interface Sources {
  readonly config: Value;
  readonly prior: Value;
  /** Whether what surrounds it exists already; otherwise all that is computed here is yet to be decided. */
  readonly exists: boolean;
}

/** Says of a computed attribute whether one of the arguments that it depends on changes. */
type Moved = (changesWith: readonly string[]) => boolean;

/**
 * The plan of a create or an update; the prior state itself when nothing differs from it. Core's proposal says the same
 * before these rules: the configuration, and the prior value where that leaves out something computed. It is made anew here,
 * because the elements of its sets cannot be told apart any more.
 */
export function plannedByRules(schema: Schema, prior: ObjectValue | null, config: ObjectValue): ObjectValue {
  const sources: Sources = { config, prior, exists: prior !== null };
  if (prior === null) return planBlock(schema, sources, () => false);
  const type = impliedType(schema);
  let planned = planBlock(schema, sources, () => false);
  if (equal(type, planned, prior)) return prior;
  // What moves may move others in turn. Each round can only add names, so this ends.
  for (let changed: string[] = [], known = -1; changed.length > known;) {
    known = changed.length;
    changed = Object.keys(schema.attributes ?? {}).concat(Object.keys(schema.blocks ?? {}))
      .filter((name) => !isWhollyKnown(planned[name]) || !equal(memberType(schema, name), planned[name], prior[name]));
    const names = new Set(changed);
    planned = planBlock(schema, sources, (changesWith) => changesWith.some((name) => names.has(name)));
  }
  return planned;
}

/** Paths of the values whose change, certain or possible, replaces the object. */
export function replacePaths(block: Block, prior: Value, planned: Value, path: Path = []): Path[] {
  const found: Path[] = [];
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const [before, after] = [member(prior, name), member(planned, name)];
    const at = [...path, { attribute: name }];
    if (isWhollyKnown(after) && equal(attributeType(attribute), before, after)) continue;
    if (attribute.requiresReplace) found.push(at);
    else if (!('type' in attribute)) found.push(...replaceInside(attribute.nesting, attribute, before, after, at));
  }
  for (const [name, { nesting, block: inner }] of Object.entries(block.blocks ?? {})) {
    found.push(...replaceInside(nesting, inner, member(prior, name), member(planned, name), [...path, { attribute: name }]));
  }
  return found;
}

function replaceInside(nesting: Nesting, block: Block, prior: Value, planned: Value, path: Path): Path[] {
  if (isWhollyKnown(planned) && equal(nestedType(nesting, block), prior, planned)) return [];
  if (nesting === 'single' || nesting === 'group') return replacePaths(block, prior, planned, path);
  if (isUnknown(planned)) return replacePaths(block, null, UNKNOWN).length > 0 ? [path] : [];
  if (nesting === 'set') return replaceInSet(block, prior, planned) ? [path] : [];
  const keys = new Set([...keysOf(prior), ...keysOf(planned)]);
  return [...keys].flatMap((key) => replacePaths(block, member(prior, key), member(planned, key), [...path, elementStep(nesting, key)]));
}

/** An element of a set has no path: the set replaces the object when an element came or went that holds such an attribute. */
function replaceInSet(block: Block, prior: Value, planned: Value): boolean {
  const [before, after] = [prior, planned].map((value) => (Array.isArray(value) ? value : []));
  const unmatched = (elements: Value[], others: Value[]) =>
    elements.some((element) => others.every((other) => replacePaths(block, other, element).length > 0)
      && replacePaths(block, null, element).length > 0);
  return unmatched(after, before) || unmatched(before, after);
}

function planBlock(block: Block, sources: Sources, moved: Moved): ObjectValue {
  const planned: ObjectValue = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    planned[name] = planAttribute(attribute, inside(sources, name), moved);
  }
  for (const [name, { nesting, block: inner }] of Object.entries(block.blocks ?? {})) {
    planned[name] = planNested(nesting, inner, inside(sources, name), moved);
  }
  return planned;
}

function planAttribute(attribute: Attribute, sources: Sources, moved: Moved): Value {
  const { config, prior, exists } = sources;
  if (attribute.writeOnly) return null;
  if (config === null) {
    if (attribute.default !== undefined) return copyOf(attribute.default);
    if (!attribute.computed) return null;
    return !exists || moved(attribute.changesWith ?? []) ? UNKNOWN : prior;
  }
  return 'type' in attribute ? config : planNested(attribute.nesting, attribute, sources, moved);
}

function planNested(nesting: Nesting, block: Block, sources: Sources, moved: Moved): Value {
  const { config, prior } = sources;
  if (config === null || isUnknown(config)) return config;
  if (nesting === 'single' || nesting === 'group') {
    return planBlock(block, { ...sources, exists: sources.exists && prior !== null }, moved);
  }
  if (nesting === 'set') return planSet(block, config as Value[], Array.isArray(prior) ? prior : [], moved);
  if (nesting === 'map') {
    const keys = Object.keys(config);
    return Object.fromEntries(keys.map((key) => [key, planElement(block, inside(sources, key), moved)]));
  }
  // A place in a list is no identity: an element that changed may be another one that moved there.
  return (config as Value[]).map((_, index) => {
    const element = inside(sources, String(index));
    return planUnchanged(block, element, moved) ?? planElement(block, { ...element, exists: false }, moved);
  });
}

function planElement(block: Block, sources: Sources, moved: Moved): Value {
  if (sources.config === null) return null;
  return planBlock(block, { ...sources, exists: sources.exists && sources.prior !== null }, moved);
}

/** Elements keep what is computed in them when one of before is the same in all that is configured. */
function planSet(block: Block, config: readonly Value[], prior: readonly Value[], moved: Moved): Value[] {
  const plans = config.map((element) =>
    prior.map((candidate) => planUnchanged(block, { config: element, prior: candidate, exists: true }, moved)));
  const asNew = config.map((element) => planElement(block, { config: element, prior: null, exists: false }, moved));
  // Who leaves nothing open comes first: it has one possible partner, and planned beside another's keeper of it would be there twice.
  const open = asNew.map((plan) => !isWhollyKnown(plan));
  const seekers = [...config.keys()].sort((a, b) => Number(open[a]) - Number(open[b]));
  const partners = pairUp(plans.map((row) => row.flatMap((plan, i) => (plan === undefined ? [] : [i]))), seekers);
  return asNew.map((plan, i) => plans[i][partners[i] ?? -1] ?? plan);
}

/**
 * Finds a partner for as many as can have one, none twice; who was placed keeps one. First come, first served would not do:
 * an element that leaves everything to the provider could take the partner of one that is particular.
 */
function pairUp(choices: readonly (readonly number[])[], seekers: readonly number[]): (number | undefined)[] {
  const takenBy = new Map<number, number>();
  const place = (seeker: number, asked: Set<number>): boolean => choices[seeker].some((choice) => {
    if (asked.has(choice)) return false;
    asked.add(choice);
    const holder = takenBy.get(choice);
    if (holder !== undefined && !place(holder, asked)) return false;
    takenBy.set(choice, seeker);
    return true;
  });
  for (const seeker of seekers) place(seeker, new Set());
  const partners: (number | undefined)[] = choices.map(() => undefined);
  for (const [choice, seeker] of takenBy) partners[seeker] = choice;
  return partners;
}

/** The plan of an element, if by what is configured it is the one of before. */
function planUnchanged(block: Block, sources: Sources, moved: Moved): Value | undefined {
  if (!sources.exists || sources.prior === null) return undefined;
  const probe = planElement(block, sources, () => false);
  return equal(impliedType(block), probe, sources.prior) ? planElement(block, sources, moved) : undefined;
}

function inside({ config, prior, exists }: Sources, name: string): Sources {
  return { config: member(config, name), prior: member(prior, name), exists };
}
