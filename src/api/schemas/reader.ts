import * as z from 'zod/mini';

/** What an answer lacks: the path of the field, such as `items[3].endpoint`, and what should be there. */
export class SchemaProblem extends Error {}

/** Reads what came from the service, dropping unknown fields; throws a `SchemaProblem`. Keeps zod's types out of everything else. */
export type Reader<T> = (json: unknown) => T;

export function reader<T>(schema: z.ZodMiniType<T>): Reader<T> {
  return (json) => {
    const result = schema.safeParse(json);
    if (result.success) return result.data;
    throw new SchemaProblem(result.error.issues.slice(0, 3).map(explain).join('; '));
  };
}

/** Never tells the value itself, which may be a credential. */
function explain(issue: z.core.$ZodIssue): string {
  const where = pathText(issue.path) || 'the whole answer';
  return issue.code === 'invalid_type' ? `${where} is missing or no ${issue.expected}` : `${where} has another form than described`;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '');
}

/** An optional field; null, which the service does not promise there, counts as absent. */
export function maybe<T>(schema: z.ZodMiniType<T>) {
  return z.pipe(z.nullish(schema), z.transform((value) => value ?? undefined));
}

export const text = z.string();
export const number = z.number();
export const flag = z.boolean();
