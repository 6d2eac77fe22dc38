import { Aspects, IAspect, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { onSynthesis } from './checks';

/**
 * Aspects that hold for all of an app. The toolkit starts with each stack when it lets aspects visit, so one that was added to the app,
 * or to what stands between app and stack, would be left out without a word.
 */
const FOR_APPS = new WeakSet<IAspect>();

export function holdsForApps(aspect: IAspect): void {
  FOR_APPS.add(aspect);
}

/** Has such aspects of what is above the stack visit a construct of it. */
export function visitedFromAbove(construct: IConstruct): void {
  onSynthesis(construct, () => {
    const above = TerraformStack.of(construct).node.scopes.slice(0, -1);
    above.flatMap((scope) => Aspects.of(scope).all).filter((aspect) => FOR_APPS.has(aspect)).forEach((aspect) => aspect.visit(construct));
  });
}
