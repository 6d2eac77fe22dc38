/** How sources become one file. */
import { join, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { nodeCheck, PLUGIN_START, SCRIPT_START } from './heads';

export const ROOT = resolve(__dirname, '..', '..');

/** Folders that lib holds as modules of their own: the command line loads them from there, when it needs them. */
const DOORS = ['api', 'bouncers', 'emulator', 'files', 'model', 'plugin'];

const common = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  legalComments: 'none',
  write: false,
  outdir: 'lib',
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/** An old Node must be able to parse what tells it that it is too old. */
export const PARSED_BY_OLD_NODE = 'node12';
export const NEWEST_SYNTAX = 'node20.9';

/** Terraform starts several processes a command. ES modules can be shaken. */
export const QUICK_TO_PARSE = { minifyWhitespace: true, minifySyntax: true, minifyIdentifiers: true, mainFields: ['module', 'main'] };

/** Leaves other folders of ours out of a bundle. */
export const doorsFromLib: Plugin = {
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

export interface Bundled {
  readonly code: string;
  readonly metafiles: readonly Metafile[];
  /** Where each place of the code comes from; asked for with the option `sourcemap`. */
  readonly map?: string;
}

/**
 * @param late a module that is kept as text: V8 reads through whatever code a file holds before it runs the first line, which for the HTTP
 *   library is a quarter of a bare Node's start
 */
export async function bundle(entry: string, options: BuildOptions, late?: string): Promise<Bundled> {
  const kept = late ? await bundle(late, options) : undefined;
  const plugins = [...options.plugins ?? [], ...(kept ? [asText(late!, kept.code)] : [])];
  const { outputFiles, metafile } = await build({ ...common, ...options, plugins, entryPoints: [entry] });
  const [code, map] = ['.js', '.js.map'].map((ending) => outputFiles!.find(({ path }) => path.endsWith(ending))?.text);
  return { code: code!, map, metafiles: [metafile!, ...kept?.metafiles ?? []] };
}

/** The plugin's code, and the two files that hold it. */
export async function bundleProvider(options: BuildOptions = {}): Promise<Bundled & { readonly script: string; readonly plugin: string }> {
  const bundled = await bundle('src/provider/main.ts', { target: PARSED_BY_OLD_NODE, ...QUICK_TO_PARSE, ...options }, 'src/api/http-library.ts');
  const checked = nodeCheck('the crowdsec provider', 'log') + bundled.code;
  return { ...bundled, script: SCRIPT_START + checked, plugin: PLUGIN_START + checked };
}

