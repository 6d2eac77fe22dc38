import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem, arch } from 'node:os';
import { join } from 'node:path';
import { VERSION as RESTAPI_VERSION } from './sides/restapi';
import { TERRAFORM } from '../../test/support/terraform';

/** What figures depend on beside the code: those of two different environments do not belong in one table. */
export interface Environment {
  readonly versions: string;
  readonly machine: string;
}

export function environment(): Environment {
  const [{ model }] = cpus();
  return {
    versions: `Node ${process.versions.node}, ${terraformVersion()}, cdktf ${versionOf('cdktf')}, Mastercard/restapi ${RESTAPI_VERSION}`,
    machine: `${cpus().length} cores (${model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release().split('-')[0]} ${arch()}`,
  };
}

/** What else the machine is doing, as a word of warning; undefined when it is idle. */
export function busyness(): string | undefined {
  const [load] = loadavg();
  return load > 0.5 ? `the machine has other work (load ${load.toFixed(1)}): figures are worth less` : undefined;
}

function terraformVersion(): string {
  const { stdout } = spawnSync(TERRAFORM, ['version', '-json'], { encoding: 'utf8' });
  const { terraform_version: version } = JSON.parse(stdout) as { terraform_version: string };
  return `${TERRAFORM === 'tofu' ? 'OpenTofu' : 'Terraform'} ${version}`;
}

function versionOf(name: string): string {
  const file = join(__dirname, '..', '..', 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
