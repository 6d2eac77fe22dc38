import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `terraform providers schema -json` prints, as far as it is looked at here. */
export interface ProviderSchemas {
  readonly provider_schemas: { readonly [source: string]: unknown };
}

const HEADER = '// Generated from the provider\'s schema by scripts/bindings.ts. Do not edit.\n';

/** Where the toolkit believes the provider's documentation to be. The host resolves nowhere, by intent. */
const DOCS = 'https://terraform\\.local/providers/crowdsec/crowdsec/latest/docs[^ #]*';

/**
 * The L1 constructs of a schema: file name to text. The generator lays out a folder a resource and links to a
 * registry; here it is one file a resource, and the links give way to the names that they would lead to.
 * @param staging a folder that the generator may write to
 */
export async function generateBindings(schemas: ProviderSchemas, staging: string): Promise<Map<string, string>> {
  // The toolkit asks Terraform for its version as soon as it is loaded, hence only now.
  const { CodeMaker, TerraformProviderGenerator } = await import('@cdktf/provider-generator');
  const generator = new TerraformProviderGenerator(new CodeMaker(), schemas as never);
  generator.generateAll();
  await generator.save(staging);

  const root = join(staging, 'providers', 'crowdsec');
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const files = new Map(folders.map((folder) => [fileName(folder), tidy(readFileSync(join(root, folder, 'index.ts'), 'utf8'))]));
  const exports = [...files.keys()].map((name) => `export * from './${name.replace(/\.ts$/, '')}';\n`);
  return files.set('index.ts', HEADER + exports.join(''));
}

function fileName(folder: string): string {
  return `${folder.replace(/^data-crowdsec-/, 'data-')}.ts`;
}

function tidy(text: string): string {
  return HEADER + text
    .replace(/^\/\/ https:.*\n\/\/ generated from .*\n/, '')
    .replace(new RegExp(`Docs at Terraform Registry: \\{@link ${DOCS}#(\\S+) [^}]*\\}`, 'g'), 'Terraform name: `$1`')
    .replace(new RegExp(`\\{@link ${DOCS}(?:#\\S+)? ([^}]+)\\}`, 'g'), '`$1`')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n+$/, '\n');
}
