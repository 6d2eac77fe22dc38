/**
 * Which line of the sources a place in the plugin is: a crash report names lines and columns of the one file that Terraform started.
 * Run it on the sources of the version that the report names, with the lock file's dependencies.
 * Usage: npx tsx scripts/where.ts FILE:LINE:COLUMN…, such as terraform-provider-crowdsec_v1.2.3.cjs:13:2479
 */
import { SourceMap, type SourceMapPayload } from 'node:module';
import { bundleProvider } from './build/bundle';

async function main(places: readonly string[]): Promise<void> {
  const { code, map, plugin, script } = await bundleProvider({ sourcemap: 'external' });
  const sources = new SourceMap(JSON.parse(map!) as SourceMapPayload);
  for (const place of places) {
    const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
    if (file === undefined) throw new Error(`"${place}" is no FILE:LINE:COLUMN`);
    const whole = file.endsWith('main.js') ? script : plugin;
    const head = whole.slice(0, whole.length - code.length).split('\n').length - 1;
    const entry = sources.findEntry(Number(line) - 1 - head, Number(column) - 1);
    console.log('originalSource' in entry
      ? `${entry.originalSource.replace(/^(\.\.\/)+/, '')}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
      : `${place}: nothing of the sources`);
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
