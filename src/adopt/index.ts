/** An organisation that exists, written down as code that takes it over. */
export { checkApp, checkEmpty, writeInto, writeOut, type Written } from './adopt';
export { AdoptError } from './errors';
export type { Filter } from './filter';
export { hcl } from './hcl/language';
export type { Language } from './language';
export { readOrganization } from './organization';
export { addedText, warningText, writtenText } from './summary';
export type { AdoptedFile, LeftOut, Missing, Organization } from './types';
export { TYPESCRIPT } from './typescript/language';
