/** Door: the provider, and its schema for whoever documents or binds it. */
export { createProvider } from './provider';
