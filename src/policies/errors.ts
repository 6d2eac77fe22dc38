import { quoted } from '../model';

/** A policy has no place in the tree, so its own mistakes are named by its props. */
export function invalidPolicy(prop: string, problem: string): string {
  return `BlocklistPolicy: "${prop}": ${problem}`;
}

export function exemptionWithoutPlace(path: string): string {
  return `${invalidPolicy('exemptions', `${quoted(path)} is the path of no construct`)}. Remove the exemption, or give the path as messages start with it`;
}
