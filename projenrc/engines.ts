/** jest's configuration of the suite `engines`: a project for the Node versions, and one for each engine, with the tests that run an engine. */
import { ENGINE_OF_CI, ENGINES } from '../scripts/engines';
import { NODES } from '../scripts/nodes';

/** Where tests that start an engine lie: a new file among them takes part by itself. */
const TESTS_WITH_AN_ENGINE = [
  '**/*.acc.test.ts',
  '<rootDir>/test/tfplugin/serve/*.test.ts',
  '<rootDir>/test/synth/guarded.test.ts',
  '<rootDir>/test/packaging/plugin-file.test.ts',
  '<rootDir>/test/plugin/{lock-file,other-providers}.test.ts',
  '<rootDir>/test/cli/install.test.ts',
];

/** The Node that an engine finds on the path, by the engine's name: old with old, new with new, and every supported version once. */
const NODE_OF: { readonly [engine: string]: string } = Object.fromEntries(ENGINES.map(({ name }, at) => {
  const pairs = [NODES.newest, NODES.oldest, ...NODES.between];
  return [name, pairs[at % pairs.length]];
}));

/**
 * @param base what all suites have
 * @param length `sample` is what CI runs
 */
export function enginesConfig(base: object, length: 'sample' | 'full'): object {
  // jest takes both from the whole configuration alone.
  const { maxWorkers, testTimeout, ...project } = base as { readonly maxWorkers: string; readonly testTimeout: number };
  const inProject = { ...project, globalSetup: '<rootDir>/test/engines/support/make-ready.ts' };
  const chosen = ENGINES.map(({ name }) => name).filter((name) => length === 'full' || name === ENGINE_OF_CI);
  const withEngine = (displayName: string, testMatch: readonly string[], globals: { readonly ENGINE: string; readonly NODE?: string }) => (
    { ...inProject, displayName, globals, testMatch, setupFiles: ['<rootDir>/test/engines/support/use-engine.ts'] }
  );
  return {
    maxWorkers,
    // A busy machine is not to decide.
    testTimeout: 5 * testTimeout,
    ...length === 'full' ? { reporters: ['default', '<rootDir>/test/engines/support/results-reporter.js'] } : {},
    projects: [
      ...chosen.map((name) => withEngine(name, TESTS_WITH_AN_ENGINE, { ENGINE: name, NODE: NODE_OF[name] })),
      ...chosen.map((name) => withEngine(`Node versions, ${name}`, ['<rootDir>/test/engines/plugin.test.ts'], { ENGINE: name })),
      { ...inProject, displayName: 'Node versions', testMatch: ['<rootDir>/test/engines/programs.test.ts'] },
    ],
  };
}
