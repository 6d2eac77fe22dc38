import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { thisPlatform } from '../../src/plugin';

const ESBUILD = resolve(__dirname, '..', '..', 'node_modules', '.bin', 'esbuild');

/** Puts a stand-in for hashicorp/null into a home's plugin folder, where Terraform and OpenTofu find it without a registry. */
export function installNullProvider(home: string, versions: readonly string[]): void {
  const bundle = join(home, 'null.cjs');
  execFileSync(ESBUILD, [join(__dirname, 'null-provider-main.ts'), `--outfile=${bundle}`, '--bundle', '--platform=node', '--target=node20', '--format=cjs',
    '--main-fields=module,main', '--external:@grpc/proto-loader', '--banner:js=#!/usr/bin/env node', '--log-level=error']);
  for (const host of ['registry.terraform.io', 'registry.opentofu.org']) {
    for (const version of versions) {
      const file = join(home, '.terraform.d', 'plugins', host, 'hashicorp', 'null', version, thisPlatform(), `terraform-provider-null_v${version}.cjs`);
      mkdirSync(dirname(file), { recursive: true });
      cpSync(bundle, file);
      chmodSync(file, 0o755);
    }
  }
}
