import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');

/** Bundles a helper program of src into a folder, as the build does it. */
export function buildHelper(name: 'gate' | 'sophos', folder: string): string {
  const file = join(folder, 'main.js');
  execFileSync(join(ROOT, 'node_modules', '.bin', 'esbuild'), [join(ROOT, 'src', name, 'main.ts'), `--outfile=${file}`, '--bundle', '--platform=node',
    '--target=node20.9', '--format=cjs', '--main-fields=module,main', '--log-level=error']);
  return file;
}
