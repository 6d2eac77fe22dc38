import { dirname, join } from 'node:path';
import { PluginError } from './errors';
import { RequiredProvider, writeLockFile } from './lock-file';
import { installPlugin } from './place';
import { thisPlatform } from './platform';

/**
 * Makes the folder of a synthesised stack ready for `terraform init` and `cdktf deploy`: plugin and lock file.
 * @param folder Terraform's working directory
 * @param platforms which Terraform will run on
 * @param required every provider of the stack, as `required_providers` names them
 * @returns what went wrong, one text a problem
 */
export function placePlugin(folder: string, platforms: readonly string[] = [thisPlatform()], required: readonly RequiredProvider[] = []): string[] {
  const plugins = join(folder, 'terraform.d', 'plugins');
  try {
    const [{ file }] = installPlugin(plugins, platforms);
    // The same hash on every platform: the folders hold the same.
    writeLockFile(folder, dirname(file), required);
    return [];
  } catch (error) {
    if (error instanceof PluginError) return [error.message];
    throw error;
  }
}
