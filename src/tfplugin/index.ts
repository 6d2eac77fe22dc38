/** Door for provider authors. */
export * from './contracts';
export * from './diagnostics';
export { addSecret, redact } from './log';
export * from './path';
export * from './schema';
export { checkProvider } from './semantics/schema-check';
export * from './types';
export * from './value';
