/**
 * Bundles what jsii does not compile: the plugin, the command line, the helper for Sophos Firewall, and the entries `cdktf-crowdsec/api` and
 * `cdktf-crowdsec/emulator`.
 * Runs after jsii, which makes the rest of lib. The bytes depend on sources and dependencies alone: Terraform records the plugin's hash.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build, BuildOptions, Metafile, Plugin } from 'esbuild';
import { declarationsOf } from './build/declarations';
import { nodeCheck, nodeCheckOfEntry, PLUGIN_START, SCRIPT_START } from './build/heads';
import { thirdPartyNotices } from './build/notices';

const ROOT = resolve(__dirname, '..');

/** Folders that lib holds as modules of their own: the command line loads them from there, when it needs them. */
const DOORS = ['api', 'emulator', 'model', 'plugin'];

const common = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  legalComments: 'none',
  write: false,
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/** An old Node must be able to parse what tells it that it is too old. */
const PARSED_BY_OLD_NODE = 'node12';
const NEWEST_SYNTAX = 'node20.9';

/** Terraform starts several processes a command. ES modules can be shaken. */
const QUICK_TO_PARSE = { minifyWhitespace: true, minifySyntax: true, minifyIdentifiers: true, mainFields: ['module', 'main'] };

/** Leaves other folders of ours out of a bundle. */
const doorsFromLib: Plugin = {
  name: 'doors-from-lib',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const door = DOORS.find((folder) => resolve(resolveDir, path) === join(ROOT, 'src', folder));
      return door ? { path: `../${door}/index.js`, external: true } : undefined;
    });
  },
};

/** What stands in for a module: its code, with all that it imports, as text that is read when it is first asked for. */
const asText = (module: string, code: string): Plugin => ({
  name: 'as-text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) =>
      (`${resolve(resolveDir, path)}.ts` === join(ROOT, module) ? { path: module, namespace: 'text' } : undefined));
    onLoad({ filter: /.*/, namespace: 'text' }, () => ({
      contents: `new Function('require', 'exports', 'module', ${JSON.stringify(code)})(require, exports, module);`,
    }));
  },
});

interface Bundled {
  readonly code: string;
  readonly metafiles: readonly Metafile[];
}

/**
 * @param late a module that is kept as text: V8 reads through whatever code a file holds before it runs the first line, which for the HTTP
 *   library is a quarter of a bare Node's start
 */
async function bundle(entry: string, options: BuildOptions, late?: string): Promise<Bundled> {
  const kept = late ? await bundle(late, options) : undefined;
  const plugins = [...options.plugins ?? [], ...(kept ? [asText(late!, kept.code)] : [])];
  const { outputFiles, metafile } = await build({ ...common, ...options, plugins, entryPoints: [entry] });
  return { code: outputFiles![0].text, metafiles: [metafile!, ...kept?.metafiles ?? []] };
}

function write(file: string, text: string, mode = 0o644): void {
  const path = join(ROOT, 'lib', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
}

async function main(): Promise<void> {
  const [provider, cli, sophos, emulator, api] = await Promise.all([
    bundle('src/provider/main.ts', { target: PARSED_BY_OLD_NODE, ...QUICK_TO_PARSE }, 'src/api/http-library.ts'),
    bundle('src/cli/main.ts', { target: PARSED_BY_OLD_NODE, plugins: [doorsFromLib] }),
    bundle('src/sophos/main.ts', { target: PARSED_BY_OLD_NODE, ...QUICK_TO_PARSE }),
    bundle('src/emulator/index.ts', { target: NEWEST_SYNTAX }),
    bundle('src/api/index.ts', { target: NEWEST_SYNTAX }),
  ]);
  const declarations = declarationsOf(ROOT, ['api', 'emulator']);
  for (const folder of ['provider', 'cli', 'sophos', 'emulator', 'api']) rmSync(join(ROOT, 'lib', folder), { recursive: true, force: true });
  const checked = nodeCheck('the crowdsec provider', 'log') + provider.code;
  write('provider/main.js', SCRIPT_START + checked, 0o755);
  write('provider/plugin.cjs', PLUGIN_START + checked, 0o755);
  write('cli/main.js', nodeCheck('cdktf-crowdsec', 'error') + cli.code);
  write('sophos/main.js', nodeCheck('the helper for Sophos Firewall', 'error') + sophos.code);
  write('emulator/index.js', nodeCheckOfEntry('cdktf-crowdsec/emulator') + emulator.code);
  write('api/index.js', nodeCheckOfEntry('cdktf-crowdsec/api') + api.code);
  write('THIRD-PARTY-NOTICES.txt', thirdPartyNotices(ROOT, [provider, cli, sophos, emulator, api].flatMap(({ metafiles }) => metafiles)));
  for (const [file, text] of declarations) write(file, text);
}

main().catch((error: Error) => {
  // What esbuild found it has printed itself, with the source.
  if (!('errors' in error)) console.error(error.message);
  process.exitCode = 1;
});
