import { accessSync, chmodSync, constants, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BUILT_PLUGIN, PLUGIN_FILE, PLUGIN_FILE_PREFIX, pluginFolder } from './address';
import { PluginError, remedyFor } from './errors';
import { codeOf, readIfThere, removeOldDrafts, replaceFile } from '../files';
import { checkPlatform, thisPlatform } from './platform';

/** A plugin's file and what became of it. */
export interface PlacedPlugin {
  readonly file: string;
  /** `replaced`: there was one of the same version with other content. `kept`: the same content, and not touched. */
  readonly outcome: 'written' | 'replaced' | 'kept';
}

/**
 * Puts the plugin into a folder of plugins, such as the one in Terraform's own user folder.
 * @param platforms which Terraform is to find it on, as it names them
 * @returns one entry a platform, in their order
 * @throws PluginError
 */
export function installPlugin(plugins: string, platforms: readonly string[] = [thisPlatform()]): PlacedPlugin[] {
  if (platforms.length === 0) throw new PluginError('no platform is named that the plugin is to be placed for; name one, such as linux_amd64');
  platforms.forEach(checkPlatform);
  const content = readBuiltPlugin();
  return platforms.map((platform) => placeIn(pluginFolder(plugins, platform), content));
}

function readBuiltPlugin(): Buffer {
  try {
    return readFileSync(BUILT_PLUGIN);
  } catch (error) {
    throw new PluginError(
      `the crowdsec plugin is missing from the package: cannot read ${BUILT_PLUGIN} (${codeOf(error)})`,
      'in a checkout run "npx projen compile"; otherwise install cdktf-crowdsec again',
    );
  }
}

function placeIn(folder: string, content: Buffer): PlacedPlugin {
  const file = join(folder, PLUGIN_FILE);
  try {
    mkdirSync(folder, { recursive: true });
    refuseRivals(folder);
    removeOldDrafts(dirname(folder));
    const present = readIfThere(file);
    if (present?.equals(content)) {
      makeExecutable(file);
      return { file, outcome: 'kept' };
    }
    // The draft lies outside the folder, whose every file counts into Terraform's hash.
    replaceFile(file, content, 0o755, dirname(folder));
    return { file, outcome: present ? 'replaced' : 'written' };
  } catch (error) {
    if (error instanceof PluginError) throw error;
    throw new PluginError(
      `cannot write the crowdsec plugin to ${folder} (${codeOf(error)})`,
      remedyFor(error, 'make that folder writable for the user who runs this command, or choose another folder'),
    );
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

/** Terraform would start, or count into the hash of its lock file, what else is named like the plugin. */
function refuseRivals(folder: string): void {
  const rivals = readdirSync(folder).filter((name) => name.startsWith(PLUGIN_FILE_PREFIX) && name !== PLUGIN_FILE);
  if (rivals.length > 0) {
    throw new PluginError(
      `${folder} holds a second plugin: ${rivals.join(', ')}`,
      'Terraform starts the first by name, which may not be this one; remove what is not yours, and run this again',
    );
  }
}
