import { IConstruct } from 'constructs';

/** That something declared in the app pulls an integration. */
export interface Pull {
  /** What pulls. */
  readonly by: IConstruct;
  /** Time between two pulls, as it was asked for. */
  readonly seconds: number;
  /** Whether it overlooks ranges of addresses. */
  readonly missesRanges?: boolean;
}

const PULLS = new WeakMap<IConstruct, Pull[]>();

export function notePull(integration: IConstruct, pull: Pull): void {
  const resource = resourceOf(integration);
  const there = PULLS.get(resource);
  if (there) there.push(pull);
  else PULLS.set(resource, [pull]);
}

/** @param integration the construct, or its resource */
export function pullsOf(integration: IConstruct): readonly Pull[] {
  return PULLS.get(resourceOf(integration)) ?? [];
}

/** Of blue and green it is the active one's. */
function resourceOf(integration: IConstruct): IConstruct {
  return integration.node.defaultChild ?? integration;
}
