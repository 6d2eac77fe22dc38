import { BouncerComponent, parseBouncerConfig } from '../../src/bouncers';

/** What a file says, with the texts of its problems alone. */
export function parsed(component: BouncerComponent, text: string, local?: string) {
  const config = parseBouncerConfig(component, text, local);
  return { ...config, problems: config.problems.map((problem) => problem.text) };
}
