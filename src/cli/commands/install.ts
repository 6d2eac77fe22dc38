import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { cliConfigProblem, installPlugin, PlacedPlugin, PluginError, PLUGIN_SOURCE, PLUGIN_VERSION } from '../../plugin';
import { CliError } from '../errors';
import { Command, EXIT, someText } from '../options';

interface InstallOptions {
  readonly dir?: string;
}

const OWN_FOLDER = join(homedir(), '.terraform.d', 'plugins');

export const installCommand: Command<InstallOptions> = {
  name: 'install',
  summary: 'put the Terraform provider where plain Terraform finds it',
  description: [
    'Put the Terraform provider where Terraform finds it, and print the required_providers block to use it with.',
    'Apps that use the constructs need no installation: CrowdsecProvider brings the provider along.',
  ].join('\n'),
  options: [
    { flags: '--dir <folder>', description: 'folder of plugins to write into', defaultText: '~/.terraform.d/plugins, which every Terraform of this user reads', parse: someText },
  ],
  examples: [
    ['cdktf-crowdsec install', 'for every configuration of this user'],
    ['cdktf-crowdsec install --dir terraform.d/plugins', 'for the configuration in this folder alone'],
  ],
  async run({ dir }) {
    const plugins = resolve(dir ?? OWN_FOLDER);
    const [placed] = place(plugins);
    console.log(`${placed.outcome === 'kept' ? 'already there' : placed.outcome}: ${placed.file}\n`);
    console.log(requiredProvidersBlock());
    for (const note of notes(plugins, placed)) console.error(`\n${note}`);
    return EXIT.fine;
  },
};

function place(plugins: string): PlacedPlugin[] {
  try {
    return installPlugin(plugins);
  } catch (error) {
    throw error instanceof PluginError ? new CliError(error.message) : error;
  }
}

function requiredProvidersBlock(): string {
  return `terraform {
  required_providers {
    crowdsec = {
      source  = "${PLUGIN_SOURCE}"
      version = "${PLUGIN_VERSION}"
    }
  }
}`;
}

/** What keeps Terraform from using the plugin all the same. */
function notes(plugins: string, { outcome }: PlacedPlugin): string[] {
  const found: string[] = [];
  if (outcome === 'replaced') {
    found.push([
      `There was a version ${PLUGIN_VERSION} with other content. Where a .terraform.lock.hcl records that one, "terraform init" ends with`,
      '"doesn\'t match any of the checksums previously recorded", with -upgrade too: delete the block of',
      `"${PLUGIN_SOURCE}" from that file, and run "terraform init" again.`,
    ].join('\n'));
  }
  if (plugins !== OWN_FOLDER && !plugins.endsWith(join('terraform.d', 'plugins'))) {
    found.push(`Terraform does not look into ${plugins} by itself: run "terraform init -plugin-dir=${plugins}".`);
  } else {
    const problem = cliConfigProblem(plugins);
    if (problem.length > 0) found.push(problem.join('\n'));
  }
  return found;
}
