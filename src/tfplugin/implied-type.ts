import { Attribute, Attributes, Block, NestedBlock } from './schema';
import { Type } from './types';

/** The type of what a block holds: an object of its attributes and nested blocks. */
export function impliedType(block: Block): Type {
  const members: { [name: string]: Type } = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) members[name] = attributeType(attribute);
  for (const [name, nested] of Object.entries(block.blocks ?? {})) members[name] = nestedBlockType(nested);
  return ['object', members];
}

export function attributeType(attribute: Attribute): Type {
  return 'type' in attribute ? attribute.type : collected(attribute.nesting, attributesType(attribute.attributes));
}

function attributesType(attributes: Attributes): Type {
  return ['object', Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, attributeType(attribute)]))];
}

function nestedBlockType({ nesting, block }: NestedBlock): Type {
  const element = impliedType(block);
  // Core cannot know the type before it has seen the blocks: they travel as a tuple or object with its own type.
  if ((nesting === 'list' || nesting === 'map') && holdsDynamic(element)) return 'dynamic';
  return collected(nesting, element);
}

function collected(nesting: NestedBlock['nesting'], element: Type): Type {
  return nesting === 'single' || nesting === 'group' ? element : [nesting, element];
}

/** Whether a value of the type carries types of its own. */
export function holdsDynamic(type: Type): boolean {
  if (typeof type === 'string') return type === 'dynamic';
  if (type[0] === 'object') return Object.values(type[1]).some(holdsDynamic);
  return type[0] === 'tuple' ? type[1].some(holdsDynamic) : holdsDynamic(type[1] as Type);
}
