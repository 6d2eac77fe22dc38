/** What Terraform does around a provider, written from its behaviour: proposes a state, and calls in its order. */
import { Attribute, Attributes, Block, isUnknown, NestedBlock, ObjectValue, UNKNOWN, Value } from '../../../../src/tfplugin';
import { attributeType } from '../../../../src/tfplugin/implied-type';
import { equal } from '../../../../src/tfplugin/semantics/equality';

/** Core's proposal: the configuration, with the prior value where it leaves out something computed. */
export function proposedNew(block: Block, prior: ObjectValue | null, config: ObjectValue): ObjectValue {
  const proposed = proposedAttributes(block.attributes ?? {}, prior, config);
  for (const [name, nested] of Object.entries(block.blocks ?? {})) {
    proposed[name] = proposedNested(nested, prior?.[name] ?? null, config[name]);
  }
  return proposed;
}

function proposedAttributes(attributes: Attributes, prior: Value, config: Value): ObjectValue {
  return Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => {
    const [before, wanted] = [inside(prior, name), inside(config, name)];
    if (attribute.computed && wanted === null) return [name, wasConfigured(attribute, before) ? null : before];
    if ('type' in attribute || wanted === null) return [name, wanted];
    return [name, proposedNested({ nesting: attribute.nesting, block: { attributes: attribute.attributes } }, before, wanted)];
  }));
}

function proposedNested({ nesting, block }: NestedBlock, prior: Value, config: Value): Value {
  if (config === null || isUnknown(config)) return config;
  const object = (before: Value, wanted: Value): Value => {
    if (wanted === null) return null;
    const known = isUnknown(wanted) ? Object.fromEntries(Object.keys(block.attributes ?? {}).map((name) => [name, UNKNOWN])) : wanted;
    return proposedNew(block, before as ObjectValue | null, known as ObjectValue);
  };
  if (nesting === 'single' || nesting === 'group') return object(prior, config);
  if (nesting === 'list') return (config as Value[]).map((wanted, i) => object((prior as Value[] | null)?.[i] ?? null, wanted));
  if (nesting === 'map') {
    return Object.fromEntries(Object.entries(config).map(([key, wanted]) => [key, object(inside(prior, key), wanted)]));
  }
  const left = [...((prior ?? []) as Value[])];
  return (config as Value[]).map((wanted) => {
    const i = left.findIndex((candidate) => couldBe(block, candidate, wanted));
    return object(i < 0 ? null : left.splice(i, 1)[0], wanted);
  });
}

/** Whether a set's element of before comes from this configuration: they differ only where something computed is left out. */
function couldBe(block: Block, prior: Value, config: Value): boolean {
  return Object.entries(block.attributes ?? {}).every(([name, attribute]) => {
    const [before, wanted] = [inside(prior, name), inside(config, name)];
    return equal(attributeType(attribute), before, wanted) || (attribute.computed === true && wanted === null);
  });
}

/** Core takes an optional nested value for a configured one when it holds something that is not computed. */
function wasConfigured(attribute: Attribute, prior: Value): boolean {
  if (!attribute.optional || 'type' in attribute || prior === null) return false;
  const objects = attribute.nesting === 'single' ? [prior] : Object.values(prior as ObjectValue);
  return objects.some((object) => Object.entries(attribute.attributes).some(([name, inner]) => {
    const value = inside(object, name);
    return value !== null && (!inner.computed || wasConfigured(inner, value));
  }));
}

function inside(value: Value, name: string): Value {
  if (isUnknown(value)) return UNKNOWN;
  return value === null ? null : (value as ObjectValue)[name] ?? null;
}
