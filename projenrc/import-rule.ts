/** Who may import whom: the import rule of DESIGN.md, as lint knows it. test/architecture.test.ts checks the rest. */

/** Each folder of src and the folders that it may import, through their index. */
export const MAY_IMPORT: { readonly [folder: string]: readonly string[] } = {
  model: [],
  files: [],
  api: ['model'],
  page: ['model'],
  emulator: ['model', 'files', 'page'],
  tfplugin: [],
  provider: ['tfplugin', 'api', 'model'],
  bindings: [],
  plugin: ['files'],
  synth: [],
  bouncers: ['model'],
  constructs: ['bindings', 'plugin', 'bouncers', 'synth', 'model'],
  firewalls: ['constructs', 'synth', 'model'],
  sophos: [],
  gate: ['api', 'model'],
  policies: ['constructs', 'synth', 'model'],
  doctor: ['api', 'bouncers', 'model', 'page'],
  adopt: ['api', 'model', 'files'],
  cli: ['api', 'emulator', 'plugin', 'bouncers', 'doctor', 'adopt', 'model', 'files'],
};

/** npm packages that only some folders, or files, may import. */
export const PACKAGE_HOMES: { readonly [pattern: string]: readonly string[] } = {
  'undici': ['src/api/transport.ts', 'src/api/http-library.ts', 'src/api/undici.d.ts', 'src/sophos'],
  'zod': ['src/api/schemas'],
  'cockatiel': ['src/api'],
  'fastify': ['src/emulator'],
  'cidr-tools': ['src/emulator'],
  'commander': ['src/cli'],
  'protobufjs': ['src/tfplugin/wire'],
  '@msgpack/msgpack': ['src/tfplugin/wire'],
  'cdktf': ['src/constructs', 'src/firewalls', 'src/policies', 'src/bindings', 'src/synth'],
  'constructs': ['src/constructs', 'src/firewalls', 'src/policies', 'src/bindings', 'src/synth'],
  '@cdktf/provider-null': ['src/firewalls', 'src/constructs', 'src/synth'],
  'yaml': ['src/bouncers', 'src/doctor'],
  'picocolors': ['src/cli'],
  'fast-xml-parser': ['src/sophos'],
};

const FOLDERS = Object.keys(MAY_IMPORT);

/** `import/no-restricted-paths`: for each folder, everything that it may not import. */
export const IMPORT_ZONES = FOLDERS.map((folder) => {
  const allowed = MAY_IMPORT[folder];
  return {
    target: `./src/${folder}`,
    from: './src',
    except: [`./${folder}`, ...allowed.map((door) => `./${door}`)],
    message: `src/${folder} may import ${allowed.length ? allowed.join(', ') : 'no other folder'}: the code is in the wrong folder`,
  };
});

/** `no-restricted-imports` for one place: the packages whose home is elsewhere. */
export function packagesForbiddenIn(path: string): { readonly group: string[]; readonly message: string }[] {
  return Object.entries(PACKAGE_HOMES)
    .filter(([, homes]) => !homes.includes(path))
    .map(([name, homes]) => ({ group: [name, `${name}/*`], message: `only ${homes.join(', ')} may import ${name}` }));
}

/** Places of src with packages of their own, for the overrides of lint; the longest path comes last, because the last match holds. */
export const PACKAGE_PLACES: readonly string[] = [
  ...new Set([...FOLDERS.map((folder) => `src/${folder}`), ...Object.values(PACKAGE_HOMES).flat()]),
].sort((a, b) => a.length - b.length);
