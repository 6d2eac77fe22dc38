import { AdoptedFile, Named } from '../types';
import { Addition, additionFile, additionName } from './addition-file';
import { Import, importsFile, importsId, subscriptionImport } from './imports-file';
import { functionName, integrationFile } from './integration-file';
import { textLiteral } from './literals';

/** The folder of a whole app's integrations. */
export const FOLDER = 'integrations';

/** Identifiers that files of the folder, and constructs of the stack, have already; the last is what every object has. */
export const TAKEN: readonly string[] = ['index', 'imports', FOLDER, importsId(FOLDER), 'crowdsec', 'backend', 'constructor'];

/** A whole app, the file that starts it last. */
export function appFiles(organizationId: string, integrations: readonly Named[]): AdoptedFile[] {
  return [
    { path: 'cdktf.json', text: CDKTF_JSON },
    { path: '.gitignore', text: 'node_modules/\ncdktf.out/\n# The state holds credentials.\n*.tfstate*\n' },
    ...folderFiles(FOLDER, integrations, []),
    { path: 'main.ts', text: mainText(organizationId) },
  ];
}

/** A folder that declares integrations, and subscriptions that other integrations of the app lack. */
export function folderFiles(folder: string, integrations: readonly Named[], additions: readonly Addition[]): AdoptedFile[] {
  const imports = integrations.flatMap(({ identifier, integration }): Import[] => [
    { path: [identifier], id: integration.id },
    ...integration.subscriptions.map((subscription) => subscriptionImport([identifier], integration.id, subscription)),
  ]);
  const added = additions.flatMap(({ path, integration }) => integration.subscriptions.map((each) => subscriptionImport(path, integration.id, each)));
  const functions = [
    ...integrations.map(({ identifier }) => ({ file: identifier, name: functionName(identifier) })),
    ...additions.map(({ identifier }) => ({ file: identifier, name: additionName(identifier) })),
  ];
  return [
    ...integrations.map((each) => integrationFile(folder, each)),
    ...additions.map((each) => additionFile(folder, each)),
    importsFile(folder, [...imports, ...added]),
    { path: `${folder}/index.ts`, text: indexText(functionName(folder), functions) },
  ];
}

/** The door of the folder: one function that adds all of it. */
function indexText(doorName: string, functions: readonly { readonly file: string; readonly name: string }[]): string {
  return [
    "import { TerraformStack } from 'cdktf';",
    ...functions.map(({ file, name }) => `import { ${name} } from './${file}';`),
    "import { importExisting } from './imports';",
    '',
    '/** Adds what the organisation had when it was adopted. */',
    `export function ${doorName}(stack: TerraformStack): void {`,
    ...functions.map(({ name }) => `  ${name}(stack);`),
    '  // For the next deployment: delete this line, its import above and imports.ts then.',
    '  importExisting(stack);',
    '}',
    '',
  ].join('\n');
}

const CDKTF_JSON = `${JSON.stringify({ language: 'typescript', app: 'npx tsx main.ts', projectId: 'crowdsec', sendCrashReports: 'false' }, undefined, 2)}\n`;

function mainText(organizationId: string): string {
  return [
    "import { App, TerraformStack } from 'cdktf';",
    "import { CrowdsecProvider } from 'cdktf-crowdsec';",
    "import { addIntegrations } from './integrations';",
    '',
    'const app = new App();',
    "const stack = new TerraformStack(app, 'crowdsec');",
    '// The key comes from CROWDSEC_SERVICE_API_KEY in the environment. That of another organisation changes nothing.',
    `new CrowdsecProvider(stack, 'crowdsec', { expectedOrganizationId: ${textLiteral(organizationId)} });`,
    'addIntegrations(stack);',
    'app.synth();',
    '',
  ].join('\n');
}
