/** What to look at. */
export { StateProblem, targetsFrom } from './from-state';
export * from './target';
