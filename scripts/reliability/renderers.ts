import { renderEngines } from './engines';
import { renderFaults } from './faults';
import { renderKill } from './kill';
import { renderSoak } from './soak';

/** Turns a suite's results.json into Markdown. */
type Renderer = (results: any) => string;

/** By the suite's folder under test. */
export const RENDERERS: { readonly [suite: string]: Renderer | undefined } = {
  engines: renderEngines,
  faults: renderFaults,
  kill: renderKill,
  soak: renderSoak,
};
