import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProviderSchemas } from './generate';
import { PLUGIN_SOURCE, PLUGIN_VERSION, placePlugin } from '../../src/plugin';

/**
 * Asks Terraform for the schema of the built plugin.
 * @param folder an empty one, which becomes Terraform's working directory
 */
export function readSchema(folder: string): ProviderSchemas {
  placePlugin(folder);
  const crowdsec = { source: PLUGIN_SOURCE, version: PLUGIN_VERSION };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: { crowdsec } } }));
  terraform(folder, 'init', '-input=false', '-no-color');
  return JSON.parse(terraform(folder, 'providers', 'schema', '-json'));
}

function terraform(cwd: string, ...args: string[]): string {
  return execFileSync(process.env.TERRAFORM_BINARY_NAME ?? 'terraform', args, { cwd, encoding: 'utf8', stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 });
}
