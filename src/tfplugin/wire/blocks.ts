import { Block, NestedBlock } from '../schema';
import { isPlainObject } from '../semantics/known';
import { ObjectValue, Value } from '../value';

/** The value as the wire wants its blocks: none at all is an empty collection, and a group is always there. */
export function fillBlocks(block: Block, value: ObjectValue): ObjectValue {
  const blocks = Object.entries(block.blocks ?? {});
  if (blocks.length === 0) return value;
  return { ...value, ...Object.fromEntries(blocks.map(([name, nested]) => [name, fillBlock(nested, value[name] ?? null)])) };
}

function fillBlock({ nesting, block }: NestedBlock, value: Value): Value {
  if (value === null) {
    if (nesting === 'single') return null;
    if (nesting === 'group') return fillBlocks(block, {});
    return nesting === 'map' ? {} : [];
  }
  const fill = (element: Value) => (isPlainObject(element) ? fillBlocks(block, element as ObjectValue) : element);
  if (Array.isArray(value)) return value.map(fill);
  if (!isPlainObject(value)) return value;
  return nesting === 'map' ? Object.fromEntries(Object.entries(value).map(([key, element]) => [key, fill(element)])) : fill(value);
}
