/**
 * Builds Terraform and OpenTofu, old and new, from pinned Go modules into the user's cache, for `npm run test:engines`.
 * What is there stays; delete the file to build it again. A failed build keeps the others. One line an engine says what became of it.
 * Usage: npx tsx scripts/engines.ts [NAME…]; without a name it builds all.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildGoModule, cacheFolder, GoModule } from './go-module';

/** An engine at a version, and the module that it is built from. */
export interface PinnedEngine extends GoModule {
  /** What it calls itself and its version, such as `OpenTofu 1.12.6`. */
  readonly name: string;
}

/** The newest OpenTofu and Terraform that Go's module proxy gives out and this Go builds, and the oldest that this package supports. */
export const ENGINES: readonly PinnedEngine[] = [
  {
    name: 'OpenTofu 1.12.6',
    module: 'github.com/opentofu/opentofu@v1.12.6',
    sum: 'h1:0VT4P8pMmGcCUnQ9JDrJ+Qg2d35Vzm4FFd/9+H7oF98=',
    package: './cmd/tofu',
    variables: ['github.com/opentofu/opentofu/version.dev=no'],
  },
  {
    // 1.6.0 to 1.6.2 are not given out; nothing of the plugin protocol changed between them.
    name: 'OpenTofu 1.6.3',
    module: 'github.com/opentofu/opentofu@v1.6.3',
    sum: 'h1:aWutoODFUB+k9EZ6xtnf7571oCmUiVZ4d1bevHVhsJg=',
    package: './cmd/tofu',
    variables: ['github.com/opentofu/opentofu/version.dev=no'],
  },
  {
    name: 'Terraform 1.14.0',
    module: 'github.com/hashicorp/terraform@v1.14.0',
    sum: 'h1:WASUNWKwcaMVsBwYf/i2CcCM9uiNEA5e3WQSi3TgcYc=',
    variables: ['github.com/hashicorp/terraform/version.dev=no'],
    // Most backends for remote state are modules of their own in its repository; the tests keep their state in files.
    without: {
      modules: 'github.com/hashicorp/terraform/internal/',
      file: 'internal/backend/init/init.go',
      lines: /\bbackend(Azure|Consul|Cos|GCS|Kubernetes|OCI|OSS|Pg|S3)\b/,
    },
  },
  {
    name: 'Terraform 1.5.7',
    module: 'github.com/hashicorp/terraform@v1.5.7',
    sum: 'h1:HL+iEBdp6mC/tqQM1F5jA5y32CbxXPwyiNQyYSXVzw0=',
  },
];

/** The engine of every run of CI; the others take part in the whole length. */
export const ENGINE_OF_CI = ENGINES[0].name;

/** Where an engine lies once it is built. Tools tell by the file's name which engine it is. */
export function engineFile(name: string): string {
  const program = name.startsWith('OpenTofu') ? 'tofu' : 'terraform';
  return join(cacheFolder('engines'), name.toLowerCase().replace(' ', '-'), process.platform === 'win32' ? `${program}.exe` : program);
}

/** Builds an engine unless it is there. @returns whether it is there now */
export function buildEngine(engine: PinnedEngine, say: (line: string) => void): boolean {
  const started = Date.now();
  const file = engineFile(engine.name);
  let outcome = 'is there';
  try {
    if (!existsSync(file)) {
      buildGoModule(engine, file);
      outcome = `built in ${Math.round((Date.now() - started) / 1000)} s`;
    }
  } catch (error) {
    say(`${engine.name}: failed: ${(error as Error).message}`);
    return false;
  }
  say(`${engine.name}: ${outcome}, ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  return true;
}

if (require.main === module) {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !ENGINES.some((engine) => engine.name === name));
  if (unknown.length > 0) throw new Error(`no pinned build of "${unknown[0]}"; there are: ${ENGINES.map(({ name }) => name).join(', ')}`);
  const chosen = names.length > 0 ? ENGINES.filter(({ name }) => names.includes(name)) : ENGINES;
  if (!chosen.map((engine) => buildEngine(engine, console.log)).every((built) => built)) process.exitCode = 1;
}
