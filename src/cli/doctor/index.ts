/** The command `doctor`: reads what it is given, looks, and tells. */
export { runDoctor } from './run-doctor';
