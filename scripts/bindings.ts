/**
 * Writes src/bindings from the provider's own schema: the built plugin is asked by Terraform itself
 * (`terraform providers schema -json`), so that the bindings say what users of the plugin get.
 *
 *     npx tsx scripts/bindings.ts           write them
 *     npx tsx scripts/bindings.ts --check   fail if they differ from what is committed
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { generateBindings } from './bindings/generate';
import { readSchema } from './bindings/read-schema';

const FOLDER = join(__dirname, '..', 'src', 'bindings');

function committed(): Map<string, string> {
  const names = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  return new Map(names.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]));
}

function write(files: ReadonlyMap<string, string>): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(FOLDER, name), text);
  console.log(`Wrote ${files.size} files to ${relative(process.cwd(), FOLDER)}`);
}

function check(files: ReadonlyMap<string, string>): number {
  const there = committed();
  const stale = [...new Set([...files.keys(), ...there.keys()])].filter((name) => files.get(name) !== there.get(name));
  if (stale.length === 0) return 0;
  console.error(`src/bindings is not what the provider's schema says: ${stale.sort().join(', ')}. Run: npx tsx scripts/bindings.ts`);
  return 1;
}

async function main(): Promise<number> {
  // Nothing of the machine's own Terraform set-up may show in the result.
  Object.keys(process.env).filter((name) => name.startsWith('TF_')).forEach((name) => delete process.env[name]);
  const folder = mkdtempSync(join(tmpdir(), 'crowdsec-bindings-'));
  try {
    const files = await generateBindings(readSchema(folder), folder);
    if (process.argv.includes('--check')) return check(files);
    write(files);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main()
  .catch((error: Error) => {
    console.error(error.message);
    return 1;
  })
  .then((code) => {
    process.exitCode = code;
  });
