/** The provider's documentation in the layout of Terraform's registry, from its schema and the examples. */
import { Attribute, Attributes, Provider, Schema, Type } from '../tfplugin';

/** Reads an example by its path under `examples/`, undefined if there is none. */
export type Examples = (path: string) => string | undefined;

interface Page {
  readonly title: string;
  readonly heading: string;
  readonly schema: Schema;
  readonly example?: string;
  readonly import?: string;
}

const TYPE_NAMES: { readonly [type: string]: string } = { string: 'String', number: 'Number', bool: 'Boolean', dynamic: 'Dynamic' };
const NESTING_NAMES = { single: 'Attributes', list: 'Attributes List', set: 'Attributes Set', map: 'Attributes Map' };

/** Every page, by its path under `docs/`. */
export function documentation(provider: Provider, examples: Examples): Map<string, string> {
  const { typeName } = provider;
  const pages = new Map<string, string>();
  pages.set('index.md', render({
    title: `${typeName} Provider`,
    heading: `${typeName} Provider`,
    schema: provider.schema,
    example: examples('provider/provider.tf'),
  }));
  for (const [name, { schema }] of Object.entries(provider.resources)) {
    pages.set(`resources/${shortName(provider, name)}.md`, render({
      title: `${name} Resource - ${typeName}`,
      heading: `${name} (Resource)`,
      schema,
      example: examples(`resources/${name}/resource.tf`),
      import: examples(`resources/${name}/import.sh`),
    }));
  }
  for (const [name, { schema }] of Object.entries(provider.dataSources)) {
    pages.set(`data-sources/${shortName(provider, name)}.md`, render({
      title: `${name} Data Source - ${typeName}`,
      heading: `${name} (Data Source)`,
      schema,
      example: examples(`data-sources/${name}/data-source.tf`),
    }));
  }
  return pages;
}

function shortName({ typeName }: Provider, name: string): string {
  return name.slice(typeName.length + 1);
}

function render({ title, heading, schema, example, import: imported }: Page): string {
  const description = schema.description ?? '';
  const sections = [
    `---\npage_title: "${title}"\ndescription: |-\n  ${description.split('\n')[0]}\n---`,
    `# ${heading}`,
    description,
    ...example ? ['## Example Usage', fenced('terraform', example)] : [],
    '## Schema',
    ...attributeSections(schema.attributes ?? {}, '###'),
    ...nestedSections(schema.attributes ?? {}),
    ...imported ? ['## Import', fenced('shell', imported)] : [],
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The attributes by who sets them, in the order of the alphabet. */
function attributeSections(attributes: Attributes, level: string): string[] {
  const groups: [string, (attribute: Attribute) => boolean | undefined][] = [
    ['Required', ({ required }) => required],
    ['Optional', ({ optional }) => optional],
    ['Read-Only', ({ required, optional }) => !required && !optional],
  ];
  return groups.flatMap(([name, belongs]) => {
    const lines = Object.entries(attributes).filter(([, attribute]) => belongs(attribute)).sort(([a], [b]) => (a < b ? -1 : 1)).map(line);
    return lines.length > 0 ? [`${level} ${name}`, lines.join('\n')] : [];
  });
}

function line([name, attribute]: [string, Attribute]): string {
  const marks = [kindOf(attribute), ...attribute.sensitive ? ['Sensitive'] : [], ...attribute.deprecated ? ['Deprecated'] : []];
  const below = 'type' in attribute ? '' : ` See [below](#nested-schema-for-${name}).`;
  return `- \`${name}\` (${marks.join(', ')}) ${attribute.description.replace(/\n+/g, ' ')}${below}`;
}

function nestedSections(attributes: Attributes): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => ('type' in attribute ? [] : [
    `### Nested Schema for \`${name}\``,
    ...attributeSections(attribute.attributes, '####'),
    ...nestedSections(attribute.attributes),
  ]));
}

function kindOf(attribute: Attribute): string {
  return 'type' in attribute ? nameOf(attribute.type) : NESTING_NAMES[attribute.nesting];
}

function nameOf(type: Type): string {
  if (typeof type === 'string') return TYPE_NAMES[type];
  const [kind, inner] = type;
  if (kind === 'tuple' || kind === 'object') return capital(kind);
  return `${capital(kind)} of ${nameOf(inner)}`;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
