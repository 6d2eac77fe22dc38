import { Aspects, Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { invalidValue, missing } from './errors';

/** Whether a value is known when the app is synthesised. What is not is checked by Terraform. JavaScript passes null as well. */
export function isKnown<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null && !Token.isUnresolved(value);
}

/**
 * Checks a prop when the app is synthesised, if its value is known by then.
 * @param check says what is wrong with the value, or nothing
 */
export function checkProp<T>(at: IConstruct, prop: string, value: T | undefined, check: (value: T) => string | undefined): void {
  if (!isKnown(value)) return;
  onValidate(at, () => {
    const problem = check(value);
    return problem === undefined ? [] : [invalidValue(at, prop, problem)];
  });
}

/** The same for a prop that has no default: in JavaScript a misspelt member of an enum is undefined. */
export function checkRequired<T>(at: IConstruct, prop: string, value: T, check: (value: T) => string | undefined): void {
  if (value === undefined || value === null) onValidate(at, () => [missing(at, prop)]);
  else checkProp(at, prop, value, check);
}

/** Checks a member of an enum: JavaScript passes any text. */
export function checkOneOf(at: IConstruct, prop: string, value: string | undefined, what: string, members: readonly string[]): void {
  checkProp(at, prop, value, (text) => oneOf(text, what, members));
}

/** Says that a text is none of an enum's members, or nothing. */
export function oneOf(text: string, what: string, members: readonly string[]): string | undefined {
  return members.includes(text) ? undefined : `"${text}" is no ${what}; use one of ${members.join(', ')}`;
}

/** Checks how many characters a text has. */
export function checkLength(at: IConstruct, prop: string, value: string | undefined, device: string, most: number, least = 0): void {
  checkProp(at, prop, value, ({ length }) => (
    length >= least && length <= most ? undefined : `it has ${length} characters; ${device} takes ${least ? `${least} to ` : ''}${most}`
  ));
}

export function onValidate(at: IConstruct, validate: () => string[]): void {
  at.node.addValidation({ validate });
}

/** Calls `visit` when the app is synthesised, before what was found is reported. */
export function onSynthesis(at: IConstruct, visit: () => void): void {
  Aspects.of(at).add({ visit: (node) => (node === at ? visit() : undefined) });
}
