import { cdktf, javascript, JsonFile, typescript } from 'projen';
import { enginesConfig } from './projenrc/engines';
import { IMPORT_ZONES, PACKAGE_PLACES, packagesForbiddenIn } from './projenrc/import-rule';

/** Folders whose public types come from packages that are not jsii modules: bundled, never compiled by jsii. */
const NODE_FOLDERS = ['adopt', 'api', 'cli', 'doctor', 'emulator', 'gate', 'page', 'provider', 'sophos', 'tfplugin'];

const project = new cdktf.ConstructLibraryCdktf({
  name: 'cdktf-crowdsec',
  description: 'Declare CrowdSec blocklists in TypeScript: CDKTF constructs on a Terraform provider of their own',
  author: 'cdktf-crowdsec maintainers',
  authorAddress: 'maintainers@cdktf-crowdsec.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdktf-crowdsec/cdktf-crowdsec.git',
  keywords: ['cdktf', 'terraform', 'crowdsec', 'blocklist', 'firewall', 'threat-intelligence'],
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.9.0',
  cdktfVersion: '^0.21.0',
  constructsVersion: '^10.4.2',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  // ts-node cannot read the bundler module resolution that the ESM-only packages below need.
  runner: typescript.TypeScriptRunner.tsx(),
  projenrcTs: true,
  sampleCode: false,
  // Nothing here publishes: a release is a maintainer's own act, and no file may name a registry's host.
  release: false,
  github: false,
  depsUpgrade: false,
  npmProvenance: false,
  autoDetectBin: false,
  // What the package holds is named, not what it leaves out: nothing that happens to lie in the checkout can slip in.
  npmignoreEnabled: false,
  bin: {
    'cdktf-crowdsec': 'bin/cdktf-crowdsec',
    'terraform-provider-crowdsec': 'bin/terraform-provider-crowdsec',
  },
  // Names in the other languages of jsii; `npx projen package-all` makes the packages where their tools are installed.
  publishToPypi: { distName: 'cdktf-crowdsec', module: 'cdktf_crowdsec' },
  publishToMaven: { javaPackage: 'io.github.cdktfcrowdsec', mavenGroupId: 'io.github.cdktfcrowdsec', mavenArtifactId: 'cdktf-crowdsec' },
  publishToNuget: { dotNetNamespace: 'CdktfCrowdsec', packageId: 'CdktfCrowdsec' },
  publishToGo: { moduleName: 'github.com/cdktf-crowdsec/cdktf-crowdsec-go', packageName: 'cdktfcrowdsec' },
  excludeTypescript: NODE_FOLDERS.map((folder) => `src/${folder}/**`),
  peerDeps: ['@cdktf/provider-null@^11.0.0'],
  // The only package that jsii code takes along: reads and writes the configuration files of remediation components.
  bundledDeps: ['yaml@^2.9.0'],
  devDeps: [
    '@cdktf/provider-generator@^0.21.0', // L1 bindings from the provider's schema
    '@grpc/grpc-js@^1.14.0', // the host's side of the plugin protocol, in tests
    '@msgpack/msgpack@^3.1.0', // Terraform's values on the wire
    '@peculiar/x509@^2.2.0', // certificates in tests
    '@swc/core@1.16.18',
    '@swc/jest@^0.2.39', // transforms tests, ESM-only packages too; types are checked by the task typecheck
    '@types/jest@^30.0.0',
    'cdktf-cli@^0.21.0',
    'cidr-tools@^11.3.0', // address arithmetic of the emulator; the newest that runs on Node 20
    'cockatiel@^3.2.0', // retry policy of the API client; the newest that runs on Node 20
    'commander@^14.0.0', // command line; the newest that runs on Node 20
    'esbuild@^0.28.0', // bundles: plugin, command line, emulator, client
    'fast-check@^4.0.0', // property tests
    'fast-xml-parser@^5.12.0', // the XML interface of Sophos Firewall
    'fastify@^5.0.0', // HTTP framework of the emulator
    'jest@^30.0.0',
    'picocolors@^1.1.0', // colours of the command line and the demo
    'playwright-core@^1.65.0', // drives an installed browser, in tests
    'protobufjs@^8.8.0', // messages of the plugin protocol
    'reflect-metadata@^0.2.2', // what @peculiar/x509 needs to load
    'undici@^7.0.0', // HTTP client, proxies, own CA
    'zod@^4.0.0', // parses what the service answers
  ],
  // projen's jest runs ts-jest, which can neither read ESM-only packages nor the bundler resolution.
  jest: false,
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'scripts', 'bench', 'examples'] },
});

project.package.addVersion('0.1.0');

// The lock file names no host: whoever installs uses the registry that their own client is set to.
new javascript.NpmConfig(project).addConfig('omit-lockfile-registry-resolved', 'true');

/** Suites that npm test leaves out, because they take long or fetch other people's programs, and what jest does for each. */
const SLOW_SUITES: { readonly [suite: string]: object } = {
  providers: { globalSetup: '<rootDir>/test/providers/support/build.ts' },
  hosts: {},
  faults: {},
  kill: {},
  soak: { testTimeout: 3_600_000 },
  operations: { testTimeout: 300_000 }, // the toolkit's commands, several a test, on a machine that does other things too
  engines: {},
};
const jestConfig = (roots: readonly string[], more: object = {}) => ({
  marker: false,
  obj: {
    testEnvironment: 'node',
    roots,
    // Examples import the package as its users do; here that is its source.
    moduleNameMapper: { '^cdktf-crowdsec$': '<rootDir>/src' },
    testMatch: ['**/*.test.ts'],
    transform: {
      '\\.m?[jt]s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
    },
    // The ESM-only packages among the dependencies: jest runs CommonJS.
    transformIgnorePatterns: ['/node_modules/(?!(cidr-tools|ip-bigint)/)'],
    testTimeout: 120_000,
    // jest leaves one core free, which is half of a small machine; most tests wait for processes.
    maxWorkers: '100%',
    ...more,
  },
});
new JsonFile(project, 'jest.config.json', jestConfig(['<rootDir>/test'], {
  testPathIgnorePatterns: ['/node_modules/', ...Object.keys(SLOW_SUITES).map((suite) => `<rootDir>/test/${suite}/`)],
}));
for (const [suite, more] of Object.entries(SLOW_SUITES)) {
  if (suite !== 'engines') new JsonFile(project, `jest.${suite}.config.json`, jestConfig([`<rootDir>/test/${suite}`], more));
  project.setScript(`test:${suite}`, `node scripts/bootstrap.js test:${suite}`);
}
// The same tests with several engines: a project of jest's for each.
for (const [name, length] of [['engines', 'sample'], ['engines-full', 'full']] as const) {
  new JsonFile(project, `jest.${name}.config.json`, { marker: false, obj: enginesConfig(jestConfig(['<rootDir>/test']).obj, length) });
}

// What jsii does not compile is checked here, as is everything that is not shipped; esbuild and swc emit.
new JsonFile(project, 'tsconfig.node.json', {
  marker: false,
  obj: {
    extends: './tsconfig.json',
    compilerOptions: {
      rootDir: '.',
      module: 'preserve',
      moduleResolution: 'bundler',
      noEmit: true,
      declaration: false,
      inlineSourceMap: false,
      inlineSources: false,
      types: ['jest', 'node'],
    },
    include: ['src', 'test', 'scripts', 'bench', 'examples', 'projenrc', '.projenrc.ts'],
    exclude: ['node_modules', '**/node_modules', '**/cdktf.out'],
  },
});
const typecheck = project.addTask('typecheck', {
  description: 'Check the types of everything, shipped or not',
  exec: 'tsc -p tsconfig.node.json',
});
const bundle = project.addTask('bundle', {
  description: 'Bundle plugin, command line, emulator and client into lib',
  exec: 'tsx scripts/bundle.ts',
});
// From nothing, so that what a renamed file left behind is not packed.
project.compileTask.prependExec('node -e "require(\'node:fs\').rmSync(\'lib\', { recursive: true, force: true })"');
project.compileTask.spawn(bundle);
// jsii warns of each Node that its makers no longer support; ours is the toolkit's floor.
project.compileTask.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
const lint = project.addTask('lint', {
  description: 'Check types and style without changing anything',
  env: { ESLINT_USE_FLAT_CONFIG: 'false' },
});
lint.spawn(typecheck);
lint.exec('eslint --ext .ts --max-warnings 0 src test scripts bench examples projenrc .projenrc.ts');

// Everything generated and committed: written by one task, held against the tree by another.
const generate = project.addTask('generate', { description: 'Write all generated files' });
generate.exec('tsx scripts/bindings.ts', { name: 'L1 bindings from the provider\'s own schema' });
generate.exec('tsx scripts/docs.ts', { name: 'provider documentation' });
generate.exec('tsx scripts/reliability.ts', { name: 'results of the long suites' });
generate.exec('tsx scripts/diagram.ts', { name: 'pictures of the documentation' });
generate.exec('jsii --silence-warnings=reserved-word', { name: 'jsii, with the bindings' });
generate.spawn(project.tasks.tryFind('docgen')!);
const checkGenerated = project.addTask('check-generated', { description: 'Fail if a generated file is not current' });
checkGenerated.spawn(project.defaultTask!);
checkGenerated.spawn(generate);
checkGenerated.exec('git diff --exit-code --stat', { name: 'nothing may have changed' });

project.eslint!.config.parserOptions = {
  ecmaVersion: 2022, sourceType: 'module', project: ['./tsconfig.node.json'],
};
project.eslint?.addRules({
  'import/no-restricted-paths': ['error', { zones: IMPORT_ZONES }],
  'no-console': 'error',
  // Contracts read in the order of use, not by kind of member.
  '@typescript-eslint/member-ordering': 'off',
  '@stylistic/max-len': ['error', { code: 150, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true }],
});
for (const place of PACKAGE_PLACES) {
  project.eslint?.addOverride({
    files: [place.endsWith('.ts') ? place : `${place}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: packagesForbiddenIn(place) }] },
  });
}
// Bundled packages are development dependencies: nothing of them is installed with the package.
project.eslint?.addOverride({
  files: NODE_FOLDERS.map((folder) => `src/${folder}/**/*.ts`),
  rules: { 'import/no-extraneous-dependencies': 'off' },
});
project.eslint?.addOverride({
  files: ['src/cli/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts'],
  rules: { 'no-console': 'off' },
});
// Node's own test runner awaits the promises of its tests itself.
project.eslint?.addOverride({
  files: ['examples/**/*.test.ts'],
  rules: { '@typescript-eslint/no-floating-promises': 'off' },
});
project.eslint?.addIgnorePattern('src/bindings/');

for (const pattern of ['/lib/', '/.cache/', '/dist/', 'cdktf.out/', '.terraform/', '*.tfstate', '*.tfstate.*']) {
  project.gitignore.addPatterns(pattern);
}

project.testTask.reset('jest', { receiveArgs: true });
project.addTask('test:package', {
  description: 'Pack, install elsewhere, deploy and destroy against the emulator',
  exec: 'tsx scripts/pack-test.ts',
});
// Both work on a fresh clone: they install and build what is missing.
project.setScript('test', 'node scripts/bootstrap.js test');
project.setScript('demo', 'node scripts/bootstrap.js demo');
project.setScript('bench', 'node scripts/bootstrap.js bench');

project.package.addField('files', ['.jsii', 'bin', 'lib', 'API.md', 'CHANGELOG.md']);
// The entries beside the jsii module; typesVersions says the same to consumers that resolve as Node 10 did.
const ENTRIES = ['api', 'emulator'];
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  ...Object.fromEntries(ENTRIES.map((entry) => [`./${entry}`, { types: `./lib/${entry}/index.d.ts`, default: `./lib/${entry}/index.js` }])),
  './package.json': './package.json',
  './.jsii': './.jsii',
});
project.package.addField('typesVersions', {
  '*': Object.fromEntries(ENTRIES.map((entry) => [entry, [`lib/${entry}/index.d.ts`]])),
});
// Its dependency of the same name wants a newer Node than this package supports, for nothing that is used.
project.package.addField('overrides', {
  'light-my-request': { cookie: '^1.0.0' },
  // As with swc: the newest version of which every platform's part is there, without which npm 11 refuses the lock file.
  'unrs-resolver': '1.12.2',
});

project.synth();
