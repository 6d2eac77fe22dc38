import { IConstruct } from 'constructs';
import { RESOURCE_ID } from '../synth';

/** Arguments as they are written to the JSON, tokens not yet replaced. */
export type Arguments = { readonly [name: string]: unknown };

/** What Terraform would take for an expression: also the toolkit's tokens. */
const EXPRESSION = /(?<!\$)(?:\$\$)*\$\{|(?<!%)(?:%%)*%\{/;

/** A text as it was given, undefined where it is none, or only Terraform knows it or a part of it. */
export function literalOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || EXPRESSION.test(value)) return undefined;
  return value.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The construct that a user wrote: of a construct's resource it is the construct. */
export function writtenBy(element: IConstruct): IConstruct {
  return element.node.id === RESOURCE_ID && element.node.scope ? element.node.scope : element;
}
