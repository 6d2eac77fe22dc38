import { dirname, join } from 'node:path';
import { RequiredProvider, writeLockFile } from './lock-file';
import { installPlugin } from './place';
import { thisPlatform } from './platform';

/**
 * Makes the folder of a synthesised stack ready for `terraform init` and `cdktf deploy`: plugin and lock file.
 * @param folder Terraform's working directory
 * @param platforms which Terraform will run on
 * @param required every provider of the stack, as `required_providers` names them
 * @throws PluginError
 */
export function placePlugin(folder: string, platforms: readonly string[] = [thisPlatform()], required: readonly RequiredProvider[] = []): void {
  const [{ file }] = installPlugin(pluginsOf(folder), platforms);
  // The same hash on every platform: the folders hold the same.
  writeLockFile(folder, dirname(file), required);
}

/** Where Terraform looks for plugins that belong to a configuration. */
export function pluginsOf(folder: string): string {
  return join(folder, 'terraform.d', 'plugins');
}
