import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { PLUGIN_SOURCE } from './address';

const HOST = PLUGIN_SOURCE.slice(0, PLUGIN_SOURCE.indexOf('/'));

/**
 * Says when Terraform's CLI configuration keeps it from looking into its plugin folders, and what to add there; otherwise nothing.
 * @param plugins the folder of plugins that Terraform is to look into
 */
export function cliConfigProblem(plugins: string, env: NodeJS.ProcessEnv = process.env): string[] {
  const file = cliConfigFiles(env).find(existsSync);
  return file === undefined ? [] : problemIn(file, textOf(file), plugins);
}

/** The first that is there counts. */
function cliConfigFiles(env: NodeJS.ProcessEnv): string[] {
  const named = env.TF_CLI_CONFIG_FILE || env.TERRAFORM_CONFIG;
  if (named) return [named];
  const names = basename(env.TERRAFORM_BINARY_NAME ?? '').startsWith('tofu') ? ['.tofurc', '.terraformrc'] : ['.terraformrc'];
  return names.map((name) => join(env.HOME || homedir(), name));
}

/** Of one that cannot be read nothing is known: Terraform itself will say so. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function problemIn(file: string, text: string, plugins: string): string[] {
  if (!/^\s*"?provider_installation\b/m.test(text) || text.includes(HOST)) return [];
  return [
    `${file} has a provider_installation block, which turns Terraform's own plugin folders off. Add to it:`,
    '  filesystem_mirror {',
    `    path    = ${JSON.stringify(plugins)}`,
    `    include = ["${HOST}/*/*"]`,
    '  }',
    `and to its direct block, so that Terraform does not ask ${HOST} over the network:`,
    `  exclude = ["${HOST}/*/*"]`,
  ];
}
