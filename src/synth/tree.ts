import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';

/** Id of a construct's L1 child, which makes it the `defaultChild`. */
export const RESOURCE_ID = 'Resource';

/**
 * A text that is the same in every synthesis and fit for a construct's id. Of a token, whose text counts up from synthesis
 * to synthesis, it is the Terraform expression.
 */
export function stableId(scope: IConstruct, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const expression: unknown = Tokenization.resolve(text, { scope, resolver, preparing: false });
  return encodeURIComponent(String(expression));
}

export function inSameStack(a: IConstruct, b: IConstruct): boolean {
  return TerraformStack.of(a) === TerraformStack.of(b);
}

/** All constructs of a construct's stack, itself included, without those of stacks below it. */
export function stackMates(of: IConstruct): IConstruct[] {
  return TerraformStack.of(of).node.findAll().filter((node) => inSameStack(node, of));
}
