import { table } from './table';
import { NODES } from '../nodes';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

interface Results {
  readonly date: string;
  readonly platform: string;
  /** The Node that ran the tests, and the toolkit's command. */
  readonly node: string;
  readonly suite: readonly (Outcome & { readonly engine: string; readonly node: string; readonly notHere: number })[];
  readonly plugin: readonly (Outcome & { readonly engine: string; readonly node: string })[];
  readonly programs: readonly (Outcome & { readonly node: string })[];
}

/** What ran with what: the whole suite by engine, and by Node the plugin under each engine and everything else that Node runs. */
export function renderEngines({ date, platform, node: toolkitNode, suite, plugin, programs }: Results): string {
  const engines = suite.map(({ engine }) => engine);
  const nodes = programs.map(({ node }) => node).filter((node) => node !== NODES.refused);
  const refused = [...plugin, ...programs].filter(({ node }) => node === NODES.refused);
  return [
    `Last run at full length: ${date}, ${platform}; the toolkit's command on Node ${toolkitNode}.`,
    table(['engine', 'Node of plugin and app', 'tests passed', 'failed', 'could not run there'],
      suite.map(({ engine, node, passed, failed, notHere }) => [engine, node, passed, failed, notHere])),
    table(['Node', ...engines.map((engine) => `plugin under ${engine}`), 'command line, client, emulator, constructs'], nodes.map((node) => [
      node,
      ...engines.map((engine) => word(plugin.find((row) => row.engine === engine && row.node === node))),
      word(programs.find((row) => row.node === node)),
    ])),
    `Node ${NODES.refused}, which is too old, ${refused.every(({ failed }) => failed === 0) ? 'was refused everywhere with a message' : 'was not refused everywhere'}.`,
  ].join('\n\n');
}

function word(outcome: Outcome | undefined): string {
  if (!outcome) return 'not run';
  return outcome.failed === 0 ? 'works' : `${outcome.failed} of ${outcome.passed + outcome.failed} failed`;
}
