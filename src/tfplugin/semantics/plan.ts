import { CallContext, Resource } from '../contracts';
import { impliedType } from '../implied-type';
import { attributePath, Path } from '../path';
import { ObjectValue } from '../value';
import { Calls } from './calls';
import { planViolations } from './core-rules';
import { equal } from './equality';
import { fitBlock } from './fit';
import { copyOf } from './known';
import { member } from './nesting';
import { plannedByRules, replacePaths } from './plan-rules';
import { SemanticServer } from './server';

type PlanRequest = Parameters<SemanticServer['planResourceChange']>[0];
type PlanAnswer = Awaited<ReturnType<SemanticServer['planResourceChange']>>;
type Decision = Pick<PlanAnswer, 'planned' | 'requiresReplace'>;

/** Plans. Terraform calls it for the plan and again at apply, with more of the configuration known; both must fit together. */
export async function planResourceChange(calls: Calls, resource: Resource<any>, request: PlanRequest): Promise<PlanAnswer> {
  const { typeName, prior, proposed, config } = request;
  const unmodified = (planned: ObjectValue | null) => ({ diagnostics: [], planned, requiresReplace: [], private: request.private });
  if (proposed === null || config === null) return unmodified(null);
  const byRules = plannedByRules(resource.schema, prior, config);
  if (byRules === prior) return unmodified(prior);

  const doing = `planning ${typeName}`;
  const { diagnostics, returned } = await calls.run({ doing }, async (context): Promise<Decision> => {
    const changed = await modified(calls, resource, doing, byRules, prior, config, context);
    for (const { path, text } of planViolations(resource.schema, prior, config, changed.planned)) {
      context.diagnostics.add(calls.bug.rule(doing, path, text));
    }
    if (prior === null) return { planned: changed.planned, requiresReplace: [] };
    if (equal(impliedType(resource.schema), changed.planned, prior)) return { planned: prior, requiresReplace: [] };
    const requiresReplace = [...replacePaths(resource.schema, prior, changed.planned), ...changed.required];
    if (!resource.update && requiresReplace.length === 0) {
      context.diagnostics.add(calls.bug.diagnostic(`${typeName} would have to be updated in place, and has no code for that`));
    }
    return { planned: changed.planned, requiresReplace };
  });
  const decided = diagnostics.hasErrors || !returned ? unmodified(byRules) : { ...unmodified(null), ...returned.value };
  return { ...decided, diagnostics: [...diagnostics] };
}

/** The plan after the author's hook, and what the hook wants to replace the object. */
async function modified(
  calls: Calls,
  resource: Resource<any>,
  doing: string,
  byRules: ObjectValue,
  prior: ObjectValue | null,
  config: ObjectValue,
  context: CallContext,
): Promise<{ planned: ObjectValue; required: Path[] }> {
  const required: Path[] = [];
  if (!resource.modifyPlan) return { planned: byRules, required };
  const { schema } = resource;
  const planned = copyOf(byRules);
  await resource.modifyPlan(planned, prior && copyOf(prior), {
    ...context,
    configured: (name) => copyOf(member(config, name)),
    requireReplace: (name) => {
      if (Object.hasOwn(byRules, name)) required.push(attributePath(name));
      else context.diagnostics.add(calls.bug.diagnostic(`The code for ${doing} asked to replace the object for a change of "${name}", which is not in the schema`));
    },
  });
  const fitted = fitBlock(schema, planned, 'author', (misfit) => context.diagnostics.add(calls.bug.misfit(doing, misfit)));
  return { planned: fitted, required };
}
