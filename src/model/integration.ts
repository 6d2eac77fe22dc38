import { OBJECT_ID_PATTERN } from './limits';
import { checkPathText, checkText, quoted } from './text';

/** Says what is wrong with an integration's name, or nothing. */
export function checkIntegrationName(value: string): string | undefined {
  return value.length > 0 ? checkPathText('name', value) : 'the name is empty; it needs at least one character';
}

/** Says what is wrong with an integration's description, or nothing. */
export function checkDescription(value: string): string | undefined {
  return value.length > 0 ? checkText(value) : 'the description is empty; leave it out instead, or give at least one character';
}

/** Says what is wrong with an integration's or blocklist's id, or nothing. */
export function checkObjectId(value: string): string | undefined {
  return OBJECT_ID_PATTERN.test(value) ? undefined : `${quoted(value)} is no id; ids are 24 hexadecimal digits`;
}

/** What stands before an integration's name where an id would do too, as in `terraform import`. */
export const NAME_PREFIX = 'name:';

/** An integration as a user refers to it: by id, or by `name:NAME`. */
export type IntegrationReference = { readonly id: string } | { readonly name: string };

export function parseIntegrationReference(text: string): IntegrationReference {
  return text.startsWith(NAME_PREFIX) ? { name: text.slice(NAME_PREFIX.length) } : { id: text };
}
