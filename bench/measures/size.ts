import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Measure } from '../support/measure';

const ROOT = join(__dirname, '..', '..');

/** What is carried about: the plugin, which lies beside every stack, and the package. */
export const size: Measure = {
  name: 'size',
  async run() {
    const plugin = statSync(join(ROOT, 'lib', 'provider', 'plugin.cjs')).size;
    const packed = spawnSync('npm', ['pack', '--dry-run', '--json'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26, shell: process.platform === 'win32' });
    if (packed.status !== 0) throw new Error(`npm pack ended with ${packed.status}: ${packed.stderr}`);
    const [{ size: tarball, unpackedSize, entryCount }] = JSON.parse(packed.stdout) as { size: number; unpackedSize: number; entryCount: number }[];
    return [
      { id: 'size-plugin', measure: 'plugin file', goal: 700, figure: plugin / 1e3, unit: 'KB', from: `${plugin.toLocaleString('en')} bytes` },
      {
        id: 'size-package',
        measure: 'published package',
        goal: 4,
        figure: tarball / 1e6,
        unit: 'MB',
        from: `${tarball.toLocaleString('en')} bytes; unpacked ${(unpackedSize / 1e6).toFixed(1)} MB in ${entryCount} files`,
      },
    ];
  },
};
