import { Duration } from '../model';

/** What is told to a field about the value's surroundings. */
export interface FieldContext {
  /** Whether a value is known only to Terraform. */
  isUnknown(value: unknown): boolean;
  /** What stands for a text in the file until the file is built. */
  mark(value: string, at: string): string;
}

/** Checks an option, and makes of it what a renderer may see. Throws with the option's name; the value is shown where it is no secret. */
export type Field<T> = (value: unknown, at: string, context: FieldContext) => T;

/** Fields of a struct: every prop has one, those that may be left out as well. */
export type Fields<T> = { readonly [Prop in keyof Required<T>]: Field<T[Prop]> };

function absent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** A text that is placed in the file as it is, known or not. It may be a secret, unless a pattern says what it must look like. */
export function text(pattern?: RegExp, words = ''): Field<string> {
  return (value, at, context) => {
    if (typeof value !== 'string' || value === '') throw new Error(`${at}: give a text that is not empty`);
    if (pattern && !context.isUnknown(value) && !pattern.test(value)) throw new Error(`${at}: ${shown(value)} is not ${words}`);
    return context.mark(value, at);
  };
}

/** A text of which the renderer makes more than a value: part of a path or a command, or a key. It must be known. */
export function plain(pattern: RegExp, words: string): Field<string> {
  return (value, at, context) => {
    if (context.isUnknown(value)) throw new Error(`${at}: must be known when the app is synthesised`);
    if (typeof value !== 'string' || !pattern.test(value)) throw new Error(`${at}: ${shown(value)} is not ${words}`);
    return value;
  };
}

/** One of a few words. */
export function word<T extends string>(words: { readonly [name: string]: T }): Field<T> {
  const all = Object.values(words);
  return (value, at, context) => {
    if (context.isUnknown(value)) throw new Error(`${at}: must be known when the app is synthesised; one of ${all.join(', ')}`);
    if (!all.includes(value as T)) throw new Error(`${at}: ${shown(value)} is not one of ${all.join(', ')}`);
    return value as T;
  };
}

export const flag: Field<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw new Error(`${at}: give true or false, known when the app is synthesised`);
  return value;
};

export function whole(least: number, most: number): Field<number> {
  return (value, at) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new Error(`${at}: give a whole number from ${least} to ${most}, known when the app is synthesised`);
  };
}

export const span: Field<Duration> = (value, at) => {
  if (!isDuration(value) || value.toSeconds() < 1) throw new Error(`${at}: give a Duration of at least 1 second`);
  return value;
};

/** Another copy of the package may have made it, so the shape decides. */
function isDuration(value: unknown): value is Duration {
  return typeof value === 'object' && value !== null && typeof (value as Duration).toSeconds === 'function';
}

/** A list with at least one element, of which each must be alright. Its length must be known. */
export function list<T>(element: Field<T>): Field<T[]> {
  return (value, at, context) => {
    if (context.isUnknown(value)) throw new Error(`${at}: the number of elements must be known when the app is synthesised`);
    if (!Array.isArray(value) || value.length === 0) throw new Error(`${at}: give at least one element`);
    return value.map((one, index) => element(one, `${at}[${index}]`, context));
  };
}

/** A list whose elements differ in a prop. Their checked values are marks, so what was given is compared. */
export function distinct<T>(elements: Field<T[]>, prop: keyof T & string, preset?: string): Field<T[]> {
  return (value, at, context) => {
    const checked = elements(value, at, context);
    const given = (value as (Partial<T> | null)[]).map((one) => one?.[prop] ?? preset);
    const twice = given.findIndex((one, index) => given.indexOf(one) < index);
    if (twice >= 0) throw new Error(`${at}[${twice}].${prop}: another has the same; give each its own`);
    return checked;
  };
}

/** May be left out. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return (value, at, context) => (absent(value) ? undefined : field(value, at, context));
}

/** Left out, it is as if this had been given; seen by the field as well. */
export function defaulted<T>(field: Field<T>, value: unknown): Field<T> {
  return (given, at, context) => field(absent(given) ? value : given, at, context);
}

export function struct<T extends object>(fields: Fields<T>): Field<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return (value, at, context) => {
    if (absent(value)) value = {};
    if (typeof value !== 'object' || Array.isArray(value)) throw new Error(`${at}: give an object`);
    const stranger = Object.keys(value as object).find((name) => !names.includes(name as keyof T & string));
    if (stranger !== undefined) throw new Error(`${at}.${stranger}: there is no such option; there are ${names.join(', ') || 'none'}`);
    const given = value as { readonly [name: string]: unknown };
    return Object.fromEntries(names.map((name) => [name, fields[name](given[name], `${at}.${name}`, context)])) as T;
  };
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
