import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';

/** Id of a construct's L1 child, which makes it the `defaultChild`. */
export const RESOURCE_ID = 'Resource';

/**
 * A text that is the same in every synthesis and fit for a construct's id. Of a token, whose text counts up from synthesis
 * to synthesis, it is the Terraform expression.
 */
export function stableId(scope: IConstruct, text: string): string {
  // Half of a surrogate pair has no encoding; what is wrong with it the check of the key says.
  return encodeURIComponent(expressionOf(scope, text).replace(/\p{Cs}/gu, '\ufffd'));
}

/** A text as Terraform will read it: with expressions in place of tokens. */
export function expressionOf(scope: IConstruct, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(text, { scope, resolver, preparing: false }));
}

export function inSameStack(a: IConstruct, b: IConstruct): boolean {
  return TerraformStack.of(a) === TerraformStack.of(b);
}

/** All constructs of a construct's stack, itself included, without those of stacks below it. */
export function stackMates(of: IConstruct): IConstruct[] {
  return TerraformStack.of(of).node.findAll().filter((node) => inSameStack(node, of));
}

/** Whether a construct is still where it was made: the toolkit can take children out again. */
export function isInTree(construct: IConstruct): boolean {
  const { scope, id } = construct.node;
  return !scope || (scope.node.tryFindChild(id) === construct && isInTree(scope));
}

/** Constructs of one kind, by stack, as they note themselves: to look through the whole stack for each of many takes its square. */
export class StackRegister<T extends IConstruct> {
  private readonly noted = new WeakMap<TerraformStack, T[]>();

  note(construct: T): void {
    const stack = TerraformStack.of(construct);
    const there = this.noted.get(stack);
    if (there) there.push(construct);
    else this.noted.set(stack, [construct]);
  }

  /** The first of a construct's stack that is still there and fits. */
  find(of: IConstruct, fits: (construct: T) => boolean): T | undefined {
    return this.noted.get(TerraformStack.of(of))?.find((construct) => fits(construct) && isInTree(construct));
  }
}
