import { buildEngine, ENGINES } from '../../../scripts/engines';
import { fetchNodes } from '../../../scripts/nodes';

/** Before a project's tests: what they run is built or fetched if it is missing. What cannot be had is said, and the tests that need it fail. */
export default async function makeReady(_: unknown, { globals }: { readonly globals: Record<string, unknown> }): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  await fetchNodes(say);
  const engine = ENGINES.find(({ name }) => name === globals.ENGINE);
  if (engine) buildEngine(engine, say);
}
