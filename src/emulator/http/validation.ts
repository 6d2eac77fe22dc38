import { unprocessable, type Detail } from './problem';

/** Looks at one value: what is wrong with it, or nothing. */
export type Check = (value: unknown) => { readonly msg: string; readonly type: string } | undefined;

export interface Field {
  readonly required?: boolean;
  readonly check: Check;
}

export const text: Check = (value) => {
  if (typeof value !== 'string') return { msg: 'Input should be a valid string', type: 'string_type' };
  return value.length ? undefined : { msg: 'String should have at least 1 character', type: 'string_too_short' };
};

export const integer: Check = (value) =>
  (Number.isInteger(value) ? undefined : { msg: 'Input should be a valid integer', type: 'int_type' });

export const flag: Check = (value) =>
  (typeof value === 'boolean' ? undefined : { msg: 'Input should be a valid boolean', type: 'bool_type' });

export const textList: Check = (value) =>
  (Array.isArray(value) && value.every((each) => typeof each === 'string')
    ? undefined
    : { msg: 'Input should be a valid list of strings', type: 'list_type' });

export function oneOf(choices: readonly string[]): Check {
  return (value) => (choices.includes(value as string)
    ? undefined
    : { msg: `Input should be one of ${choices.map((choice) => `'${choice}'`).join(', ')}`, type: 'enum' });
}

export function nullable(check: Check): Check {
  return (value) => (value === null ? undefined : check(value));
}

/** Takes a JSON object with these fields and no other; answers 422 with everything that is wrong. */
export function readBody<T>(body: unknown, fields: { readonly [name in keyof T]-?: Field }): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw unprocessable([{ loc: ['body'], msg: 'Input should be a valid JSON object, sent as application/json', type: 'model_attributes_type' }]);
  }
  const details: Detail[] = [];
  const entries = Object.entries(fields) as [string, Field][];
  const given = new Map(Object.entries(body));
  for (const [name, { required, check }] of entries) {
    if (!given.has(name)) {
      if (required) details.push({ loc: ['body', name], msg: 'Field required', type: 'missing' });
      continue;
    }
    const wrong = check(given.get(name));
    if (wrong) details.push({ loc: ['body', name], ...wrong });
  }
  const known = new Set(entries.map(([name]) => name));
  for (const name of given.keys()) {
    if (!known.has(name)) details.push({ loc: ['body', name], msg: 'Extra inputs are not permitted', type: 'extra_forbidden' });
  }
  if (details.length) throw unprocessable(details);
  return body as T;
}
