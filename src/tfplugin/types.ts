/** A type of Terraform, in the form in which the protocol writes it as JSON. */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', Type]
  | readonly ['tuple', readonly Type[]]
  | readonly ['object', { readonly [name: string]: Type }];

export const STRING: Type = 'string';
export const NUMBER: Type = 'number';
export const BOOL: Type = 'bool';
export const DYNAMIC: Type = 'dynamic';

export function listOf(element: Type): Type {
  return ['list', element];
}
export function setOf(element: Type): Type {
  return ['set', element];
}
export function mapOf(element: Type): Type {
  return ['map', element];
}
export function objectOf(attributes: { readonly [name: string]: Type }): Type {
  return ['object', attributes];
}
