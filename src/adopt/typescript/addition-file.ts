import { pascalCase } from '../identifiers';
import { AdoptedFile, Named } from '../types';
import { subscribeLine } from './integration-file';
import { textLiteral } from './literals';

/** An integration that the app has, with the subscriptions that it lacks. */
export interface Addition extends Named {
  /** Ids of the constructs on the way to it, below the stack; or, of one that the stack only looks up, the id that it gets. */
  readonly path: readonly string[];
  /** Whether the stack declares it as an `Integration`. */
  readonly declared: boolean;
}

/** The name of the function that adds the subscriptions. */
export function additionName(identifier: string): string {
  return `extend${pascalCase(identifier)}`;
}

/** Subscriptions of an integration that is declared elsewhere, as a function that adds them to it. */
export function additionFile(folder: string, { identifier, integration, path, declared }: Addition): AdoptedFile {
  const { id, name, subscriptions } = integration;
  const steps = path.map((step) => `.node.findChild(${textLiteral(step)})`).join('');
  const found = declared ? `stack${steps} as Integration` : `Integration.fromIntegrationId(stack, ${textLiteral(path[0])}, ${textLiteral(id)})`;
  return {
    path: `${folder}/${identifier}.ts`,
    text: [
      "import { TerraformStack } from 'cdktf';",
      "import { Integration } from 'cdktf-crowdsec';",
      '',
      `/** ${textLiteral(name).replaceAll('*/', '*\\/')}, ${id} at the service. */`,
      `export function ${additionName(identifier)}(stack: TerraformStack): void {`,
      `  const integration = ${found};`,
      ...subscriptions.map(subscribeLine),
      '}',
      '',
    ].join('\n'),
  };
}
