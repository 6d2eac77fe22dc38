import { Attribute, Block, NestedBlock } from './schema';
import { Type } from './types';

/** The type of what a block holds: an object of its attributes and nested blocks. */
export function impliedType({ attributes = {}, blocks = {} }: Pick<Block, 'attributes' | 'blocks'>): Type {
  const members: { [name: string]: Type } = {};
  for (const [name, attribute] of Object.entries(attributes)) members[name] = attributeType(attribute);
  for (const [name, nested] of Object.entries(blocks)) members[name] = nestedType(nested.nesting, nested.block);
  return ['object', members];
}

export function attributeType(attribute: Attribute): Type {
  return 'type' in attribute ? attribute.type : nestedType(attribute.nesting, attribute);
}

/** The type of nested blocks, or of a nested attribute's value. */
export function nestedType(nesting: NestedBlock['nesting'], inner: Pick<Block, 'attributes' | 'blocks'>): Type {
  const object = impliedType(inner);
  return nesting === 'single' || nesting === 'group' ? object : [nesting, object];
}

/** Whether a value of the type carries types of its own. */
export function holdsDynamic(type: Type): boolean {
  if (typeof type === 'string') return type === 'dynamic';
  if (type[0] === 'object') return Object.values(type[1]).some(holdsDynamic);
  return type[0] === 'tuple' ? type[1].some(holdsDynamic) : holdsDynamic(type[1] as Type);
}
