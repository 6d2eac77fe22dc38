import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The package's own folder: it lies two folders above this file in src, in lib and in the bundled command line alike. */
const PACKAGE_FOLDER = join(__dirname, '..', '..');

/** The bundled plugin, as the build leaves it. */
export const BUILT_PLUGIN = join(PACKAGE_FOLDER, 'lib', 'provider', 'plugin.cjs');

/** Address of the provider, in full, so that Terraform and OpenTofu mean the same one. Its host resolves nowhere. */
export const PLUGIN_SOURCE = 'terraform.local/crowdsec/crowdsec';

/** Version of provider and package. */
export const PLUGIN_VERSION: string = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')).version;

/** Start of the names under which Terraform takes a file of the plugin's folder for the plugin: the first by name wins. */
export const PLUGIN_FILE_PREFIX = 'terraform-provider-crowdsec';

/** With this extension Node reads it as CommonJS, whatever a `package.json` above it says. */
export const PLUGIN_FILE = `${PLUGIN_FILE_PREFIX}_v${PLUGIN_VERSION}.cjs`;

/** The plugin's folder for one platform, under a folder of plugins. */
export function pluginFolder(plugins: string, platform: string): string {
  return join(plugins, ...PLUGIN_SOURCE.split('/'), PLUGIN_VERSION, platform);
}
