import { subscriptionId } from '../../model';
import { templateText, WIDTH } from '../text';
import { AdoptedFile, ExistingSubscription } from '../types';
import { textLiteral } from './literals';

/** The construct's id that stands for a folder's imports. */
export function importsId(folder: string): string {
  return `${folder}-imports`;
}

/** Something that exists, and the construct that takes it over. */
export interface Import {
  /** Ids of the constructs on the way to it. */
  readonly path: readonly string[];
  readonly id: string;
}

/** The construct of a subscription below that of its integration, and its id in Terraform. */
export function subscriptionImport(path: readonly string[], integrationId: string, { kind, key }: ExistingSubscription): Import {
  return { path: [...path, `${kind}-${encodeURIComponent(key)}`], id: subscriptionId(integrationId, key) };
}

/** What the next deployment imports: data, and the construct that tells Terraform. */
export function importsFile(folder: string, imports: readonly Import[]): AdoptedFile {
  return {
    path: `${folder}/imports.ts`,
    text: [
      "import { TerraformElement, TerraformResource } from 'cdktf';",
      "import { Construct, IConstruct } from 'constructs';",
      '',
      '/** Constructs by their path in the stack, and the ids of what they take over; Terraform writes `${` as `$${`. */',
      'const EXISTING: readonly (readonly [path: string, id: string])[] = [',
      ...imports.flatMap(({ path, id }) => entryLines(textLiteral(path.join('/')), textLiteral(templateText(id)))),
      '];',
      '',
      '/** All import blocks at once: the toolkit\'s `importFrom` starts Terraform for each to ask for its version. */',
      'class Imports extends TerraformElement {',
      '  toTerraform(): object {',
      '    return { import: EXISTING.map(([path, id]) => ({ to: this.addressOf(path), id })) };',
      '  }',
      '',
      '  private addressOf(path: string): string {',
      '    const stack: IConstruct = this.node.scope!;',
      "    const construct = path.split('/').reduce((at, child) => at.node.findChild(child), stack);",
      '    const { terraformResourceType, friendlyUniqueId } = construct.node.defaultChild as TerraformResource;',
      '    return `${terraformResourceType}.${friendlyUniqueId}`;',
      '  }',
      '}',
      '',
      '/** Has the next deployment import what exists. Once it has, this file has done its work: delete it. */',
      'export function importExisting(stack: Construct): void {',
      `  new Imports(stack, '${importsId(folder)}');`,
      '}',
      '',
    ].join('\n'),
  };
}

function entryLines(path: string, id: string): string[] {
  const line = `  [${path}, ${id}],`;
  return line.length <= WIDTH ? [line] : ['  [', `    ${path},`, `    ${id},`, '  ],'];
}
