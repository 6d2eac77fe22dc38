/** An organisation that exists, written down as code that takes it over. */
export { checkApp, checkEmpty, writeInto, writeOut } from './adopt';
export { AdoptError } from './errors';
export type { Filter } from './filter';
export { hcl } from './hcl/language';
export type { Language } from './language';
export { readOrganization } from './organization';
export { addedText, warningText, writtenText } from './summary';
export type { AdoptedFile, LeftOut, Missing, Organization, Written } from './types';
export { TYPESCRIPT } from './typescript/language';
