import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** The sample provider bundled as a real one is: one file that Terraform can start. */
export class SampleExecutable {
  private readonly folder = mkdtempSync(join(tmpdir(), 'sample-'));
  readonly file = join(this.folder, 'terraform-provider-sample_v1.2.3.cjs');

  constructor() {
    execFileSync(join(ROOT, 'node_modules', '.bin', 'esbuild'), [
      join(__dirname, 'sample-main.ts'), `--outfile=${this.file}`, '--bundle', '--platform=node', '--target=node20', '--format=cjs',
      '--main-fields=module,main', '--banner:js=#!/usr/bin/env node', '--log-level=error',
    ]);
    chmodSync(this.file, 0o755);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
