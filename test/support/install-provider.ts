import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { thisPlatform } from '../../src/plugin';

const ESBUILD = resolve(__dirname, '..', '..', 'node_modules', '.bin', 'esbuild');

/**
 * Puts a stand-in for somebody's provider into a home's plugin folder, where Terraform and OpenTofu find it without a registry.
 * @param main file in this folder that serves it
 * @param source its address without the host
 */
export function installProvider(home: string, main: string, source: string, versions: readonly string[]): void {
  const type = source.split('/')[1];
  const bundle = join(home, `${type}.cjs`);
  execFileSync(ESBUILD, [join(__dirname, main), `--outfile=${bundle}`, '--bundle', '--platform=node', '--target=node20', '--format=cjs',
    '--main-fields=module,main', '--banner:js=#!/usr/bin/env node', '--log-level=error']);
  for (const host of ['registry.terraform.io', 'registry.opentofu.org']) {
    for (const version of versions) {
      const file = join(home, '.terraform.d', 'plugins', host, ...source.split('/'), version, thisPlatform(), `terraform-provider-${type}_v${version}.cjs`);
      mkdirSync(dirname(file), { recursive: true });
      cpSync(bundle, file);
      chmodSync(file, 0o755);
    }
  }
}
