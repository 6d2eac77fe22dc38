import { IConstruct } from 'constructs';

export function invalidValue(at: IConstruct, prop: string, problem: string): string {
  return `${at.node.path}: "${prop}": ${problem}`;
}

export function missing(at: IConstruct, prop: string): string {
  return `${at.node.path}: "${prop}" is missing, and there is no default`;
}
